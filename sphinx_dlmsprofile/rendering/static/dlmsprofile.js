// In an APDU example, the row of a field and its octets mark each other. Without this, both still stand there.
"use strict";

const FIELD = /^dlms-field-\d+$/;

function fieldOf(element) {
  const part = element.closest("[class*='dlms-field-']");
  return part ? [...part.classList].find((name) => FIELD.test(name)) : undefined;
}

for (const table of document.querySelectorAll("table.dlms-apdu")) {
  const rows = [...table.rows].filter((row) => [...row.classList].some((name) => FIELD.test(name)));
  let marked;

  const mark = (field) => {
    if (field === marked) return;
    for (const part of [...table.querySelectorAll(".dlms-marked")]) part.classList.remove("dlms-marked");
    for (const part of field ? table.getElementsByClassName(field) : []) part.classList.add("dlms-marked");
    marked = field;
  };
  const markFocused = () => mark(table.contains(document.activeElement) ? fieldOf(document.activeElement) : undefined);

  // One stop for the tabulator key; the arrows go from row to row.
  rows.forEach((row, index) => (row.tabIndex = index ? -1 : 0));
  const go = (row) => {
    for (const other of rows) other.tabIndex = other === row ? 0 : -1;
    row.focus();
  };

  table.addEventListener("pointerover", (event) => {
    const field = fieldOf(event.target);
    if (field) mark(field);
    else markFocused();
  });
  table.addEventListener("pointerleave", markFocused);
  table.addEventListener("focusin", markFocused);
  table.addEventListener("focusout", () => mark(undefined));
  table.addEventListener("click", (event) => {
    const field = event.target.closest("pre") && fieldOf(event.target);
    const row = rows.find((each) => field && each.classList.contains(field));
    if (row) go(row);
  });
  table.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const next = step && rows[rows.indexOf(document.activeElement) + step];
    if (!next || !rows.includes(document.activeElement)) return;
    event.preventDefault();
    go(next);
  });
}
