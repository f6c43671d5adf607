/* Search and sort the tables of a review build. Without it the tables are as they are. */
(() => {
  "use strict";

  const isHead = (row) => row.classList.contains("dlms-group");

  /* The rows in groups, each with the row that heads it, null for none. */
  function groupsOf(body) {
    const groups = [{ head: null, rows: [] }];
    for (const row of body.rows) {
      if (isHead(row)) groups.push({ head: row, rows: [] });
      else groups.at(-1).rows.push({ row, text: row.textContent.toLocaleLowerCase() });
    }
    return groups;
  }

  function filter(groups, said) {
    const words = said.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { head, rows } of groups) {
      const title = head ? head.textContent.toLocaleLowerCase() : "";
      let any = false;
      for (const each of rows) {
        const is = words.every((word) => each.text.includes(word) || title.includes(word));
        each.row.hidden = !is;
        any ||= is;
        shown += is;
      }
      if (head) head.hidden = !any;
    }
    return shown;
  }

  /* Within each group: the groups are the clauses. */
  function sort(table, groups, column, down) {
    const order = new Intl.Collator(undefined, { numeric: true });
    const key = (each) => each.row.cells[column]?.textContent.trim() ?? "";
    for (const { head, rows } of groups) {
      rows.sort((one, other) => order.compare(key(one), key(other)) * (down ? -1 : 1));
      const body = table.tBodies[0];
      if (head) body.append(head);
      body.append(...rows.map((each) => each.row));
    }
  }

  function enrich(table) {
    const groups = groupsOf(table.tBodies[0]);
    const total = groups.reduce((sum, group) => sum + group.rows.length, 0);
    const bar = document.createElement("p");
    bar.className = "dlms-report-search";
    const field = Object.assign(document.createElement("input"), {
      type: "search", placeholder: "Search", ariaLabel: "Search the rows of this table",
    });
    const count = document.createElement("output");
    const show = () => { count.textContent = `${filter(groups, field.value)} of ${total}`; };
    field.addEventListener("input", show);
    bar.append(field, " ", count);
    table.before(bar);
    show();
    [...table.tHead.rows[0].cells].forEach((cell, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...cell.childNodes);
      cell.append(button);
      button.addEventListener("click", () => {
        const down = cell.ariaSort === "ascending";
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        cell.setAttribute("aria-sort", down ? "descending" : "ascending");
        sort(table, groups, column, down);
      });
    });
  }

  const start = () => document.querySelectorAll("table.dlms-report").forEach((table) => {
    if (table.tHead && table.tBodies.length === 1) enrich(table);
  });
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
