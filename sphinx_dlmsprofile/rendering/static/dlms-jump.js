// One field to find and to jump: the number of a clause, table or figure, an address, an OBIS code, a class_id, a name,
// or words. Without this script the field searches the texts.
"use strict";

window.dlms.jump = (() => {
  const { load, make, layer, say } = window.dlms;
  const MOST = 12;

  // The point within a number stays: 1.8.0 is not 180.
  const fold = (text) => text.toLowerCase().replace(/(?!(?<=\d)\.(?=\d))[^\p{L}\p{N}]/gu, "");

  // As the reader of OBIS codes in model/obis.py, and the other ways in which readers write them.
  const LIMITS = [15, 255, 255, 255, 255, 255];

  function readObis(text) {
    const octets = text.replace(/[\s.:-]/g, "");
    if (/^(?:[0-9a-f]{2}[\s:-]?){5}[0-9a-f]{2}$/i.test(text.trim())) {
      return octets.match(/../g).map((octet) => [parseInt(octet, 16), parseInt(octet, 16)]);
    }
    const group = String.raw`(\d{1,3}(?:\s*(?:…|–|\.\.\.?)\s*\d{1,3})?|[a-f])`;
    const forms = [`${group}-${group}:${group}\\.${group}\\.${group}(?:[.*&]${group})?`, Array(6).fill(group).join("\\.")];
    const match = forms.map((form) => text.trim().match(new RegExp(`^${form}$`, "i"))).find(Boolean);
    if (!match) return undefined;
    const groups = match.slice(1).map((written, place) => {
      const limit = LIMITS[place];
      if (written === undefined) return [0, limit];
      if (/[a-f]/i.test(written)) return written.toLowerCase() === "abcdef"[place] ? [0, limit] : undefined;
      const numbers = written.match(/\d+/g).map(Number);
      return numbers.at(-1) <= limit && numbers[0] <= numbers.at(-1) ? [numbers[0], numbers.at(-1)] : undefined;
    });
    return groups.every(Boolean) ? groups : undefined;
  }

  // Meters show codes without medium and channel: 1.8.0 or 1.8.0*255.
  function readShortObis(text) {
    return /^\d{1,3}\.\d{1,3}\.\d{1,3}(?:[.*&]\d{1,3})?$/.test(text) ? readObis(`a-b:${text}`) : undefined;
  }

  function readNumber(text) {
    if (/^0x[0-9a-f]{1,8}$/i.test(text)) return parseInt(text, 16);
    if (/^[0-9a-f]{1,8}h$/i.test(text)) return parseInt(text, 16);
    return /^\d{1,10}$/.test(text) ? Number(text) : undefined;
  }

  const WORDS = { clause: "clause", cl: "clause", subclause: "clause", section: "clause", "§": "clause", annex: "clause", table: "table",
                  tab: "table", figure: "figure", fig: "figure", equation: "formula", formula: "formula" };

  const NUMBERED = ["clause", "table", "figure", "formula"];

  // What readers write before a name or value besides the names of kinds: "client 0x10", "class_id 180".
  const LEADS = { client: "sap", server: "sap", class_id: "class", constant: "const", "obis code": "obis" };

  // Where a code is defined goes before the objects that have it, and these before the class of which it is an instance.
  const CODED = { obis: 0, object: 0.5, class: 0.7 };

  // A class may have several codes, one behind the other.
  const covers = (ranges, code) => ranges.some((_, first) => first % 6 === 0 &&
    code.every(([low, high], place) => low <= ranges[first + place][1] && ranges[first + place][0] <= high));

  // How well an entry answers: 0 is what was asked for, undefined is no answer. What has a name goes before its caption.
  function rank(entry, asked) {
    const number = (entry.label.match(/[A-Z0-9][A-Z0-9.]*\)?$/) || [""])[0].replace(")", "");
    if (NUMBERED.includes(entry.kind) && number && asked.number === number.toLowerCase()) {
      if (!asked.word || asked.word === entry.kind) return 0;
    }
    if (entry.kind in CODED) {
      if (asked.code) return covers(entry.ranges, asked.code) ? CODED[entry.kind] : undefined;
      if (asked.short && covers(entry.ranges, asked.short)) return 1 + CODED[entry.kind] / 5;
    }
    if (!asked.folded || asked.code) return undefined;
    const head = entry.head.startsWith(entry.label) ? entry.head.slice(entry.label.length) : entry.head;
    const names = (entry.folded ??= [entry.label, entry.head, head, ...entry.names].map(fold).filter(Boolean));
    if (names.includes(asked.folded)) return NUMBERED.includes(entry.kind) ? 1.5 : 1;
    if (entry.kind === "sap" && asked.value !== undefined) {
      // A name goes before a range that holds its number, too.
      const range = entry.ranges.find(([first, last]) => first <= asked.value && asked.value <= last);
      if (range) return range[0] === range[1] ? 0 : 1.7;
    }
    if (asked.number && asked.word) return undefined;
    if (names.some((name) => name.startsWith(asked.folded))) return 2;
    const named = (entry.words ??= [entry.label, entry.head, ...entry.names].join(" ").toLowerCase());
    if (asked.words.every((word) => named.includes(word))) return 3;
    if (asked.value !== undefined) return undefined;
    const said = (entry.text ??= `${named} ${entry.body.toLowerCase()}`);
    return asked.words.every((word) => said.includes(word)) ? 4 : undefined;
  }

  function read(text, kinds) {
    const [, word, number] = text.match(/^(?:(\p{L}+\.?|§) ?)??([a-z]{1,2}(?:\.\d+)*|\d+(?:\.\d+)*)\.?$/u) || [];
    const named = (word || "").replace(".", "");
    const kindOf = (name) => WORDS[name] ?? (NUMBERED.includes(kinds.get(name)) ? kinds.get(name) : undefined);
    // "Sec. 6.2": with a full stop, it is cut short.
    const kind = word?.endsWith(".")
      ? kindOf([...Object.keys(WORDS), ...kinds.keys()].find((name) => name.startsWith(named) && kindOf(name)))
      : kindOf(named);
    return {
      folded: fold(text), words: text.split(" ").filter(Boolean), value: readNumber(text), code: readObis(text),
      short: readShortObis(text), number: word && !kind ? undefined : number, word: kind,
    };
  }

  // A kind, as it is called here and in the language of the document, before what is asked for.
  function readLead(text, kinds) {
    const leads = [...kinds.keys()].filter((name) => text.startsWith(name) && /^[ :=]+\S/.test(text.slice(name.length)));
    const lead = leads.sort((one, other) => other.length - one.length)[0];
    if (!lead || NUMBERED.includes(kinds.get(lead))) return undefined;
    const side = `${lead}.`;
    const fits = (entry) => entry.kind === kinds.get(lead) && (!(lead in LEADS) || entry.kind !== "sap" || entry.names[0].startsWith(side));
    return { fits, asked: read(text.slice(lead.length).replace(/^[ :=]+/, ""), kinds) };
  }

  function find(index, query) {
    const text = query.trim().replace(/\s+/g, " ").toLowerCase();
    const kinds = (index.leads ??= new Map([...index.kinds, ...Object.entries(LEADS)]));
    const asked = read(text, kinds);
    const lead = readLead(text, kinds);
    const best = (entry) => {
      const whole = rank(entry, asked);
      const rest = lead?.fits(entry) ? rank(entry, lead.asked) : undefined;
      return Math.min(whole ?? Infinity, rest ?? Infinity);
    };
    const found = index.entries.map((entry) => ({ entry, rank: best(entry) })).filter((each) => each.rank < Infinity);
    // Sorting keeps the order of kinds, and that of the standard.
    return found.sort((one, other) => one.rank - other.rank).slice(0, MOST);
  }

  const said = (entry) => [entry.said, entry.table].filter(Boolean).join(", ");

  function option({ entry, rank: level }, place) {
    const label = entry.head.startsWith(entry.label) ? "" : entry.label;
    const item = make("li", { id: `dlms-found-${place}`, className: level < 2 ? "dlms-exact" : "" });
    item.append(
      make("span", { className: "dlms-found-label" }, label),
      make("span", { className: "dlms-found-head" }, entry.head || entry.body || entry.id),
      make("span", { className: "dlms-found-kind" }, said(entry)),
    );
    item.dataset.address = entry.address;
    return item;
  }

  function enhance(field) {
    const form = field.form;
    const searchable = form.hasAttribute("action"); // else no page shows what a search of the texts finds
    const list = make("ul", { id: "dlms-found", className: "dlms-found", hidden: true });
    list.setAttribute("role", "listbox");
    list.ariaLabel = say("What was found");
    (field.closest("dialog") ?? layer).append(list); // nothing shows above an open dialog
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-controls", list.id);
    field.setAttribute("aria-autocomplete", "list");
    field.ariaExpanded = "false";
    field.ariaLabel = say("Find or jump to");
    field.autocomplete = "off";
    field.spellcheck = false;
    field.placeholder = say("Find: 6.2, Table 3, 0x10, a word");
    field.title = say("A number, an address, an OBIS code, a name, or words. Press / to come here");
    let chosen = -1;

    const choose = (place) => {
      const items = [...list.children];
      chosen = items.length ? (place + items.length) % items.length : -1;
      items.forEach((item, each) => (item.ariaSelected = String(each === chosen)));
      if (chosen < 0) field.removeAttribute("aria-activedescendant");
      else field.setAttribute("aria-activedescendant", items[chosen].id);
      items[chosen]?.scrollIntoView({ block: "nearest" });
    };
    const close = () => {
      list.hidden = true;
      field.ariaExpanded = "false";
      list.replaceChildren();
      choose(-1);
    };
    const open = () => {
      const place = field.getBoundingClientRect();
      list.hidden = false;
      field.ariaExpanded = "true";
      const room = document.documentElement.clientWidth;
      list.style.width = `${Math.min(Math.max(place.width, 420), room - 16)}px`;
      list.style.left = `${Math.max(8, Math.min(place.left, room - list.offsetWidth - 8))}px`;
      list.style.top = `${place.bottom + 4}px`;
      list.style.maxHeight = `${Math.max(120, window.innerHeight - place.bottom - 16)}px`;
    };
    const search = async () => {
      const query = field.value;
      if (!query.trim()) return close();
      const index = await load();
      if (query !== field.value) return undefined;
      const found = find(index, query);
      list.replaceChildren(...found.map(option));
      const texts = make("li", { id: "dlms-found-texts" }, say("Search all texts for “{}”", query.trim()));
      if (searchable) list.append(texts);
      else if (!found.length) return close();
      for (const item of list.children) item.setAttribute("role", "option");
      open();
      // What was asked for is chosen at once; words are searched for unless the reader chooses.
      chosen = -1;
      if (found[0]?.rank < 2 || !searchable) choose(0);
      else for (const item of list.children) item.ariaSelected = "false";
      return undefined;
    };
    const go = (item) => {
      if (item.dataset.address) {
        close();
        field.blur();
        location.assign(item.dataset.address);
      } else form.submit();
    };

    field.addEventListener("input", search);
    field.addEventListener("focus", () => {
      load();
      if (field.value) search();
    });
    field.addEventListener("blur", close);
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => event.target.closest("li") && go(event.target.closest("li")));
    field.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && !list.hidden) choose(chosen < 0 && step < 0 ? -1 : chosen + step);
      else if (event.key === "Enter" && !list.hidden && chosen >= 0) go(list.children[chosen]);
      else if (event.key === "Enter" && !searchable) close();
      else if (event.key === "Escape" && !list.hidden) close();
      else if (event.key === "Escape") field.blur();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    return field;
  }

  // The page of the search says by name what has been asked for exactly; Sphinx names the page that holds it.
  async function showExact(results) {
    const query = new URLSearchParams(location.search).get("q");
    const exact = query ? find(await load(), query).filter((each) => each.rank < 2) : [];
    if (!exact.length) return;
    const items = exact.map(({ entry }) => {
      const words = entry.head.startsWith(entry.label) ? entry.head : `${entry.label} ${entry.head}`.trim();
      return make("li", {}, make("a", { href: entry.address }, words || entry.id), ` (${said(entry)})`);
    });
    results.before(make("ul", { className: "search dlms-search-exact" }, ...items));
  }

  const start = () => {
    const results = document.getElementById("search-results");
    if (results) showExact(results);
    const field = [...document.querySelectorAll("input[name=q]")].find((each) => !each.closest("[role=main]"));
    if (!field?.form) return;
    enhance(field);
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
      const asked = event.key.toLowerCase() === "k" ? event.ctrlKey || event.metaKey : event.key === "/" && !typing;
      if (!asked || event.altKey || (event.key === "/" && (event.ctrlKey || event.metaKey))) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      // On a phone the field is in a drawer.
      const drawer = document.getElementById("__navigation");
      const place = field.getBoundingClientRect();
      const dialog = field.closest("dialog");
      if (dialog && !dialog.open) dialog.showModal();
      if (drawer && (place.right <= 0 || place.left >= window.innerWidth || !place.width)) drawer.checked = true;
      field.focus();
      field.select();
    }, true);
  };
  start();
  return { find, fold, readObis };
})();
