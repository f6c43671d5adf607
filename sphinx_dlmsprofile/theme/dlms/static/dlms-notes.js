// Findings beside their lines, and marks of change in the text: from the data that the build wrote beside the pages.
"use strict";

const AT = /^dlms-at-(\d+)(?:-([0-9a-f]{8}))?$/;
const main = document.querySelector("[role=main]");
const notes = globalThis.dlmsNotes ?? {};
const page = document.body.dataset.dlmsPage;

function element(name, classes, ...children) {
  const made = document.createElement(name);
  if (classes) made.className = classes;
  made.append(...children);
  return made;
}

const blocks = [...main.querySelectorAll("[class*='dlms-at-']")].map((block) => {
  const [, line, file = ""] = [...block.classList].map((name) => AT.exec(name)).find(Boolean);
  return { block, line: Number(line), file };
});

// The last block that begins at a line or above it; several may begin at one, as cells that say the same: marked in turn.
function blockAt(at, text) {
  const [line, file = ""] = at.split("-");
  const above = blocks.filter((each) => each.file === file && each.line <= Number(line));
  const last = Math.max(...above.map((each) => each.line));
  const there = above.filter((each) => each.line === last).map((each) => each.block);
  if (text === undefined) return there[0];
  const alike = there.filter((each) => letters(textOf(each)) === letters(text));
  const same = alike.find((each) => !each.matches(".dlms-changed")) ?? alike[0];
  // Formulae are not shown as they are written: the place says enough where there is no choice.
  return same ?? (there.length === 1 && last === Number(line) ? there[0] : null);
}

const textOf = (block) => leavesOf(block).map((leaf) => leaf.text).join("");

function place(block, note) {
  const whole = block?.closest(".table-wrapper, table, figure, div[class*='highlight-']") ?? block;
  const term = whole?.closest("dt");
  // What is said of a term stands beside it: a note there would push that away.
  const said = term?.nextElementSibling?.matches("dd") ? term.nextElementSibling.firstElementChild : null;
  if (!whole) main.prepend(note);
  else if (said) said.after(note);
  else if (term) term.append(note);
  else whole.after(note);
}

function showFindings(findings) {
  for (const { id, at, severity, message, rule } of [...findings].reverse()) {
    const why = element("a", "", rule);
    why.href = document.querySelector("a.dlms-findings-link").href.replace(/#.*/, "") + `#rule-${rule}`;
    const note = element("div", `dlms-finding dlms-${severity}`, element("strong", "", severity), ` ${message} `, why);
    note.id = `dlms-finding-${id}`;
    note.setAttribute("role", "note");
    place(blockAt(at), note);
  }
  const link = document.querySelector("a.dlms-findings-link");
  if (link && findings.length) link.append(` (${inWords("{} on this page", findings.length)})`);
  const wanted = new URLSearchParams(location.search).get("finding");
  const found = wanted && document.getElementById(`dlms-finding-${wanted}`);
  if (found) {
    found.tabIndex = -1;
    found.focus();
    found.scrollIntoView({ block: "center" });
  }
}

function showChange({ at, text, action, words, from, after }) {
  const block = blockAt(at, text) ?? (action === "removed" ? blockAt(at) : null);
  if (!block) return;
  if (action === "removed") {
    const gone = element("p", "dlms-gone", ...words.map(([, gone]) => mark("del", gone)));
    const whole = block.closest("td, th, li, dd") ? block : (block.closest(".table-wrapper, figure") ?? block);
    if (/^H\d$/.test(whole.tagName)) whole.closest("section").before(gone);
    else if (after) whole.after(gone);
    else whole.before(gone);
    return;
  }
  block.classList.add("dlms-changed", `dlms-${action}`);
  if (from) block.title = inWords("Moved from {}", from);
  if (action === "added") markAll(block);
  else if (words) markWords(block, words);
}

function showChanges(changes) {
  for (const change of changes) showChange(change);
  const button = element("button", "dlms-changes-switch", "");
  button.type = "button";
  const set = (shown) => {
    document.body.classList.toggle("dlms-shows-changes", shown);
    button.setAttribute("aria-pressed", String(shown));
    button.textContent = inWords("Marks of change: {}", changes.length);
  };
  button.addEventListener("click", () => set(button.getAttribute("aria-pressed") !== "true"));
  document.querySelector(".dlms-band p").append(" ", button);
  set(true);
}

// Marks first: they are placed by the words of the text.
if (notes.changes?.[page]) showChanges(notes.changes[page]);
if (notes.findings?.[page]) showFindings(notes.findings[page]);
