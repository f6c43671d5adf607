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

// The last block that begins at a line or above it; several may begin at one.
function blockAt(at, text) {
  const [line, file = ""] = at.split("-");
  const above = blocks.filter((each) => each.file === file && each.line <= Number(line));
  const last = Math.max(...above.map((each) => each.line));
  const there = above.filter((each) => each.line === last).map((each) => each.block);
  return text === undefined ? there[0] : (there.find((each) => plain(each) === plainText(text)) ?? null);
}

// Words alone: numbers, signs of links and marks of raised type are no part of what is compared.
function plainText(text) {
  return text.replace(/[^\p{L}\p{N}]/gu, "");
}

function plain(block) {
  const copy = block.cloneNode(true);
  for (const own of copy.querySelectorAll(".headerlink, .section-number, .caption-number, .dlms-finding")) own.remove();
  return plainText(copy.textContent);
}

function place(block, note) {
  const whole = block?.closest(".table-wrapper, table, figure, div[class*='highlight-']") ?? block;
  if (!whole) main.prepend(note);
  else if (whole.closest("dt")) whole.closest("dt").append(note);
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
  if (link && findings.length) link.append(` (${findings.length} on this page)`);
  const wanted = new URLSearchParams(location.search).get("finding");
  const found = wanted && document.getElementById(`dlms-finding-${wanted}`);
  if (found) {
    found.tabIndex = -1;
    found.focus();
    found.scrollIntoView({ block: "center" });
  }
}

const MARKS = { deleted: "del", inserted: "ins", same: "span" };

// Words that are the same bring their spaces with them.
function marked(words) {
  return words.flatMap(([mark, text], index) => {
    const beside = index > 0 && mark !== "same" && words[index - 1][0] !== "same";
    return [beside ? " " : "", element(MARKS[mark], "", text)];
  });
}

function showChange({ at, text, action, words, from, after }) {
  const block = blockAt(at, text) ?? (action === "removed" ? blockAt(at) : null);
  if (!block) return;
  if (action === "removed") {
    const gone = element("p", "dlms-gone", ...marked(words));
    const whole = block.closest("td, th, li, dd") ? block : (block.closest(".table-wrapper, figure") ?? block);
    if (/^H\d$/.test(whole.tagName)) whole.closest("section").before(gone);
    else if (after) whole.after(gone);
    else whole.before(gone);
    return;
  }
  block.classList.add("dlms-changed", `dlms-${action}`);
  if (from) block.title = `Moved from ${from}`;
  const signs = [...block.querySelectorAll(":scope > .headerlink, :scope > .section-number, :scope > .caption-number")];
  const rest = [...block.childNodes].filter((node) => !signs.includes(node));
  const now = element(action === "added" ? "ins" : "span", "dlms-now", ...rest);
  const number = signs.find((sign) => !sign.classList.contains("headerlink"));
  if (number) number.after(now);
  else block.prepend(now);
  if (words) now.after(element("span", "dlms-marks", ...marked(words)));
}

function showChanges(changes) {
  for (const change of changes) showChange(change);
  const button = element("button", "dlms-changes-switch", "");
  button.type = "button";
  const set = (shown) => {
    document.body.classList.toggle("dlms-shows-changes", shown);
    button.setAttribute("aria-pressed", String(shown));
    button.textContent = `Marks of change: ${changes.length}`;
  };
  button.addEventListener("click", () => set(button.getAttribute("aria-pressed") !== "true"));
  document.querySelector(".dlms-band p").append(" ", button);
  set(true);
}

// Marks first: they are placed by the words of the text.
if (notes.changes?.[page]) showChanges(notes.changes[page]);
if (notes.findings?.[page]) showFindings(notes.findings[page]);
