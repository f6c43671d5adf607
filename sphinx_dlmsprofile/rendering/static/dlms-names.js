// What a page names is shown where a reader points at it, and what it defines says where it is used.
// Without this script links lead to the definitions all the same.
"use strict";

window.dlms = (() => {
  const script = document.currentScript.src;
  const root = new URL("..", script);
  const main = document.querySelector("[role=main]");
  let index;

  // The index is a script, so that it is read from a directory as well as from a server.
  const load = () =>
    (index ??= new Promise((resolve) => {
      window.dlmsIndex = (data) => resolve(read(data));
      document.head.append(Object.assign(document.createElement("script"), { src: new URL("standard-index.js", script) }));
    }));

  // Our words in the language of the document, which a page says where that is not English.
  const say = (words, value = "") => (window.dlmsWords?.[words] ?? words).replace("{}", () => value);

  // One form of each address, to compare them. It is not one to lead to: a directory without a server shows a list.
  const plain = (address) => address.replace(/\/index\.html(?=#|$)/, "/").replace(/\?[^#]*/, "");
  const here = location.href.split("#")[0];

  function read(data) {
    const pages = data.pages.map((page) => {
      const { href } = new URL(page, root);
      return plain(href) === plain(here) ? here : href; // the same words, lest the browser loads the page again
    });
    const at = (page, id) => new URL(`#${id}`, pages[page]).href;
    const places = new Map();
    const entries = data.entries.map(([kind, page, id, label, head, body, names, ranges, uses, form, state, ids, table]) => {
      const entry = {
        kind: data.kinds[kind], said: data.labels[kind], id, label: label || "", head: head || "", body: body || "", names: names || [],
        ranges: ranges || [], form, state, table, page: pages[page], address: at(page, id),
        uses: (uses || []).map(([where, anchor, words]) => ({ address: at(where, anchor), words })),
      };
      for (const each of [id, ...(ids || [])]) {
        const place = plain(at(page, each));
        const known = places.get(place);
        // A term is a clause, too: it is shown as the term with the number of the clause.
        if (!known) places.set(place, entry);
        else if (known.kind === "clause") places.set(place, { ...entry, label: known.label, uses: known.uses });
      }
      return entry;
    });
    // "interface class" is called class, "objet COSEM" objet.
    const kinds = data.kinds.flatMap((kind, place) => {
      const label = data.labels[place].toLowerCase();
      return [label, label.split(" ")[0], kind].map((name) => [name, kind]);
    });
    return { standard: data.standard, kinds, entries, places, find: (address) => places.get(plain(address)) };
  }

  const make = (name, attributes, ...children) => {
    const element = Object.assign(document.createElement(name), attributes);
    element.append(...children);
    return element;
  };

  // What opens over the page: a landmark of its own, since it is no part of the text.
  const layer = make("div", { role: "region", ariaLabel: say("Previews and results") });
  document.body.append(layer);

  // Previews: shown at once where a link has the focus, and after a moment where it is pointed at.

  const preview = make("div", { className: "dlms-preview", id: "dlms-preview", hidden: true });
  preview.setAttribute("role", "tooltip");
  let shown;
  let waiting;

  const hide = () => {
    clearTimeout(waiting);
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    for (const short of shown.querySelectorAll("abbr[data-title]")) short.title = short.dataset.title;
    shown = undefined;
    preview.hidden = true;
  };

  const put = (box, beside) => {
    const place = beside.getClientRects()[0] || beside.getBoundingClientRect();
    const room = document.documentElement.clientWidth - 8;
    const left = Math.max(8, Math.min(place.left, room - box.offsetWidth));
    const below = place.bottom + 6 + box.offsetHeight < window.innerHeight || place.top < box.offsetHeight + 6;
    const top = below ? place.bottom + 6 : place.top - box.offsetHeight - 6;
    box.style.left = `${left + window.scrollX}px`;
    box.style.top = `${top + window.scrollY}px`;
  };

  const show = async (link) => {
    const entry = (await load()).find(link.href);
    if (!entry || (document.activeElement !== link && !link.matches(":hover"))) return;
    hide();
    const hint = link.querySelector("[data-hint]")?.dataset.hint;
    const label = entry.head.startsWith(entry.label) ? "" : entry.label;
    preview.replaceChildren(make("p", { className: "dlms-preview-head" }, [label, entry.head].filter(Boolean).join(" ")));
    for (const words of [hint, entry.body]) if (words) preview.append(make("p", {}, words));
    for (const short of link.querySelectorAll("abbr[title]")) {
      short.dataset.title = short.title;
      short.removeAttribute("title");
    }
    preview.hidden = false;
    put(preview, link);
    shown = link;
    link.setAttribute("aria-describedby", preview.id);
  };

  const linkOf = (event) => event.target.closest?.("[role=main] a[href*='#']:not(.headerlink, .dlms-provision)");

  function showPreviews() {
    document.documentElement.classList.add("dlms-previews");
    layer.append(preview);
    const wait = (what, time) => {
      clearTimeout(waiting);
      waiting = setTimeout(what, time);
    };
    document.addEventListener("focusin", (event) => (linkOf(event) ? show(linkOf(event)) : hide()));
    document.addEventListener("focusout", (event) => linkOf(event) && hide());
    document.addEventListener("pointerover", (event) => {
      if (event.pointerType === "touch") return;
      const link = linkOf(event);
      if (preview.contains(event.target) || (link && link === shown)) clearTimeout(waiting);
      else if (link) wait(() => show(link), 200);
      else if (shown && document.activeElement !== shown) wait(hide, 200);
      else if (!shown) clearTimeout(waiting);
    });
    document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  }

  // Uses: a button at each definition opens a list of the clauses that name it.

  function homeOf(element) {
    if (element.matches("section")) return element.querySelector(":scope > :is(h1, h2, h3, h4, h5, h6)");
    if (element.matches("table, figure")) return element.querySelector(":scope > caption, :scope > figcaption p");
    return element.closest("dt, p, th, td");
  }

  function addUses(element, uses) {
    const home = homeOf(element);
    if (!home || home.querySelector(".dlms-uses")) return;
    const button = make("button", { type: "button", className: "dlms-uses-open" });
    const box = make("span", { className: "dlms-uses" }, button);
    button.dataset.uses = uses.length;
    button.ariaLabel = uses.length === 1 ? say("Used in 1 clause") : say("Used in {} clauses", uses.length);
    button.title = button.ariaLabel;
    button.ariaExpanded = "false";
    const close = () => {
      box.querySelector(".dlms-uses-list")?.remove();
      button.ariaExpanded = "false";
    };
    const open = () => {
      const list = make("span", { className: "dlms-uses-list" }, say("Used in "));
      uses.forEach(({ address, words }, place) => list.append(place ? ", " : "", make("a", { href: address }, words)));
      box.append(list);
      button.ariaExpanded = "true";
    };
    button.addEventListener("click", () => (button.ariaExpanded === "true" ? close() : open()));
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || button.ariaExpanded !== "true") return;
      close();
      button.focus();
    });
    box.addEventListener("focusout", (event) => event.relatedTarget && !box.contains(event.relatedTarget) && close());
    home.insertBefore(box, home.querySelector(":scope > .headerlink"));
  }

  async function showUses() {
    const { places } = await load();
    for (const entry of places.values()) {
      const element = entry.page === here && entry.uses.length ? document.getElementById(entry.id) : undefined;
      if (element && main.contains(element)) addUses(element, entry.uses);
    }
  }

  if (main) {
    showPreviews();
    window.addEventListener("load", () => setTimeout(showUses));
  }
  return { load, make, layer, main, say };
})();
