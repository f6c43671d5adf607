// What a reader does with the keyboard and the mouse, and what the page then shows: put at the end of a page.
(async () => {
  const wait = (time) => new Promise((done) => setTimeout(done, time));
  const key = (name, more = {}) =>
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...more }));
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  const mixed = (...colours) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
    }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const under = (element) => {
    const found = [];
    for (let each = element; each; each = each.parentElement) found.unshift(getComputedStyle(each).backgroundColor);
    return ["white", ...found];
  };
  const inks = () =>
    [...document.querySelectorAll(".dlms-auto, .dlms-provision, .dlms-preview p, .dlms-found span, .dlms-uses-open, .dlms-uses-list a, .dlms-requirements-switch, .dlms-form")]
      .filter((each) => each.checkVisibility())
      .map((each) => ({ words: `${each.className} ${each.textContent}`, ink: mixed(...under(each), getComputedStyle(each).color), under: mixed(...under(each)) }));
  const seen = {};
  try {
    const copied = [];
    Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => copied.push(text) } });
    localStorage.clear();
    await wait(300);
    const field = document.querySelector("input[name=q]");
    const list = document.getElementById("dlms-found");
    const ask = async (query) => {
      field.value = query;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      await wait(50);
    };
    const options = () => [...list.children].map((item) => item.textContent);
    const active = () => document.getElementById(field.getAttribute("aria-activedescendant"))?.textContent;

    key("/");
    seen.slash = document.activeElement === field;
    field.blur();
    key("k", { ctrlKey: true });
    seen.control = document.activeElement === field;
    await ask("2.1");
    seen.number = { options: options(), active: active(), expanded: field.ariaExpanded, role: field.getAttribute("role") };
    key("ArrowDown");
    seen.down = active();
    key("ArrowUp");
    key("ArrowUp");
    seen.round = active();
    seen.light = inks();
    key("Escape");
    seen.closed = { hidden: list.hidden, expanded: field.ariaExpanded, focused: document.activeElement === field };
    await ask("radio network");
    seen.words = { options: options(), active: active() ?? null };
    const index = await window.dlms.load();
    seen.found = Object.fromEntries(QUERIES.map((query) => [query, window.dlms.jump.find(index, query).map(({ entry }) => [entry.kind, entry.id])]));
    seen.codes = CODES.map((code) => window.dlms.jump.readObis(code) ?? null);

    const link = document.querySelector("a.dlms-auto");
    const preview = document.getElementById("dlms-preview");
    link.focus();
    await wait(50);
    const box = preview.getBoundingClientRect();
    seen.preview = {
      hidden: preview.hidden, words: preview.textContent, described: link.getAttribute("aria-describedby"),
      inside: box.left >= 0 && box.right <= document.documentElement.clientWidth && box.top >= 0,
    };
    document.body.dataset.theme = "dark";
    document.querySelector(".dlms-requirements-switch").click();
    document.querySelector(".dlms-uses-open")?.click();
    seen.dark = inks();
    document.body.dataset.theme = "light";
    seen.requirements = {
      pressed: document.querySelector(".dlms-requirements-switch").ariaPressed,
      forms: [...document.querySelectorAll(".dlms-form")].map((form) => [form.textContent, getComputedStyle(form).fontWeight]),
    };
    link.focus();
    key("Escape");
    seen.escaped = { hidden: preview.hidden, described: link.getAttribute("aria-describedby") };
    link.blur();
    link.dispatchEvent(new PointerEvent("pointerover", { bubbles: true, pointerType: "mouse" }));
    await wait(400);
    seen.pointed = preview.hidden; // nothing is under a pointer that does not exist

    const mark = document.querySelector("a.dlms-provision");
    mark.click();
    await wait(50);
    seen.copied = { copied, said: document.querySelector(".dlms-said").textContent, hash: location.hash };
    const main = document.querySelector("[role=main]").cloneNode(true);
    seen.main = main.textContent.replace(/¶|\s+/g, " ");

    const uses = [...document.querySelectorAll(".dlms-uses-open")];
    const opened = uses[0]?.parentElement;
    seen.uses = { count: uses.length, label: uses[0]?.ariaLabel, words: opened?.textContent, expanded: uses[0]?.ariaExpanded };
    opened?.querySelector("a").focus();
    key("Escape");
    seen.usesClosed = { words: opened?.textContent, focused: document.activeElement === uses[0] };

    key("/");
    await ask("1");
    key("Enter");
    await wait(50);
    seen.jumped = location.hash;
  } catch (error) {
    seen.error = `${error} ${error.stack}`;
  }
  document.body.prepend(Object.assign(document.createElement("pre"), { id: "result", textContent: JSON.stringify(seen) }));
})();
