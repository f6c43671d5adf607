// The sign beside a heading or caption copies where it leads, with the number by which the standard is cited.
"use strict";

const PASSING = /^id\d+$|^(?:clause-[A-Z0-9]+(?:\.\d+)*|annex-[A-Z]+|(?:table|figure)-(?:[A-Z]+\.)?\d+|class-\d+(?:-v\d+)?)$/;

// The id that outlives numbers: of several, an author's or the one made of words.
function lastingId(target) {
  const others = [...target.children, target.previousElementSibling].filter((each) => each?.matches("span[id]:empty"));
  const ids = [target, ...others].map((each) => each.id).filter(Boolean);
  return ids.find((id) => !PASSING.test(id)) ?? ids[0];
}

function numberOf(link) {
  const shown = link.parentElement.querySelector(":scope > .section-number, :scope .caption-number");
  const number = shown?.textContent.replace(/[\s–]+$/, "").trim() ?? "";
  const { dlmsClause } = document.body.dataset;
  return /^\d+$/.test(number) && dlmsClause ? `${dlmsClause} ${number}` : number;
}

// Our words in the language of the document, which a page says where that is not English.
const inWords = (words, value) => (globalThis.dlmsWords?.[words] ?? words).replace("{}", () => value);

function say(text) {
  let box = document.getElementById("dlms-said");
  if (!box) {
    box = document.createElement("div");
    box.id = "dlms-said";
    box.setAttribute("role", "status");
    document.body.append(box);
  }
  box.textContent = text;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => (box.textContent = ""), 3000);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a.headerlink");
  const { dlmsDesignation } = document.body.dataset;
  const target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!target || !dlmsDesignation || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const address = new URL(`#${lastingId(target)}`, location.href).href;
  const cited = [dlmsDesignation, numberOf(link)].filter(Boolean).join(", ");
  navigator.clipboard?.writeText(`${cited}: ${address}`).then(
    () => say(inWords("Copied: {}", cited)),
    () => {},
  );
});

// What has to be scrolled can be reached with the keyboard.
for (const box of document.querySelectorAll(".highlight pre, .table-wrapper, .math-wrapper, div.math, table.dlms-report")) {
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
}
