// Provisions: a click on an identifier copies its address, the verbal forms are marked on request, and in a review build
// each says how it stands with its proof.
"use strict";

(() => {
  const { load, make, main, say } = window.dlms;
  const marks = main ? [...main.querySelectorAll("a.dlms-provision")] : [];
  const forms = main ? main.querySelectorAll(".dlms-form") : [];
  const KEY = "dlms-requirements";

  const remember = (value) => {
    try {
      if (value === undefined) return localStorage.getItem(KEY);
      localStorage.setItem(KEY, value);
    } catch {
      // A reader may forbid it.
    }
    return undefined;
  };

  function addSwitch() {
    const button = make("button", { type: "button", className: "dlms-requirements-switch" }, say("Show requirements"));
    const turn = (on) => {
      document.documentElement.classList.toggle("dlms-requirements", on);
      button.ariaPressed = String(on);
    };
    button.addEventListener("click", () => {
      const on = button.ariaPressed !== "true";
      turn(on);
      remember(on ? "shown" : "");
    });
    turn(remember() === "shown");
    const tools = make("div", { className: "dlms-tools" }, button);
    // Beside the text it would take a column of the theme's layout.
    if (/flex|grid/.test(getComputedStyle(main.parentElement).display)) main.prepend(tools);
    else main.before(tools);
  }

  // As the theme does for headings and captions: how it is cited, and where it is.
  async function copy(mark) {
    const cited = [document.body.dataset.dlmsDesignation ?? (await load()).standard, mark.dataset.provision].join(", ");
    try {
      await navigator.clipboard.writeText(`${cited}: ${mark.href}`);
    } catch {
      return; // The link was followed all the same.
    }
    said.textContent = say("Copied: {}", cited);
    mark.dataset.copied = "copied";
    setTimeout(() => {
      said.textContent = "";
      delete mark.dataset.copied;
    }, 2000);
  }

  const said = make("div", { className: "dlms-said" });

  function addCopying() {
    said.setAttribute("role", "status");
    document.body.append(said);
    for (const mark of marks) {
      mark.title = say("Copy the address of this provision");
      mark.addEventListener("click", () => copy(mark));
    }
  }

  async function addStates() {
    const index = await load();
    for (const mark of marks) {
      const entry = index.find(mark.href);
      if (!entry?.state) continue;
      mark.dataset.state = entry.state;
      mark.ariaLabel = `${mark.ariaLabel}, ${entry.state}`;
    }
  }

  if (forms.length) addSwitch();
  if (marks.length) {
    addCopying();
    addStates();
  }
})();
