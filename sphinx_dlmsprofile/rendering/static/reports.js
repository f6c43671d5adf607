/* Search, filter, sort and turn over the tables of a review build. Without it they are as they are printed.

   Only one part of a long table is in the document: thousands of rows take a browser seconds for each step. */
(() => {
  "use strict";

  const IN_A_PART = 200, FEWEST_TO_FILTER = 10, MOST_CHOICES = 12, LONGEST_CHOICE = 30;

  // The style sheet hides the later rows until they are taken out: they need not be laid out before.
  document.documentElement.classList.add("dlms-scripts");

  const make = (name, properties, ...content) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...content);
    return made;
  };
  const low = (text) => text.toLocaleLowerCase();
  const words = (cell) => cell?.textContent.trim() ?? "";

  class Report {
    constructor(table) {
      this.table = table;
      this.heads = [...table.tHead.rows[0].cells];
      this.groups = [];
      for (const row of [...table.tBodies].flatMap((body) => [...body.rows])) {
        if (row.classList.contains("dlms-group")) this.groups.push({ head: row, rows: [] });
        else {
          if (!this.groups.length) this.groups.push({ head: null, rows: [] });
          this.groups.at(-1).rows.push(row);
        }
      }
      this.total = this.groups.reduce((sum, group) => sum + group.rows.length, 0);
      this.said = new Map();
      this.chosen = new Map();
      this.part = 0;
      this.size = IN_A_PART;
      for (const body of [...table.tBodies].slice(1)) body.remove();
      this.addBar();
      this.addButtons();
      this.look();
    }

    addBar() {
      this.field = make("input", { type: "search", placeholder: "Search", ariaLabel: "Search the rows of this table" });
      this.field.addEventListener("input", () => this.look());
      this.count = make("output");
      this.turn = make("span", { className: "dlms-report-parts" });
      const bar = make("p", { className: "dlms-report-search" }, this.field, " ");
      if (this.total >= FEWEST_TO_FILTER) {
        this.heads.forEach((head, column) => {
          const choices = this.choicesOf(column);
          if (choices.length) bar.append(this.filterBy(words(head), column, choices), " ");
        });
      }
      bar.append(this.count, " ", this.turn);
      this.table.before(bar);
    }

    /* The values of a column that has few and short ones. */
    choicesOf(column) {
      const found = new Set();
      for (const { rows } of this.groups) {
        for (const row of rows) {
          for (const value of words(row.cells[column]).split(", ")) found.add(value);
          if (found.size > MOST_CHOICES) return [];
        }
      }
      const choices = [...found];
      return choices.length > 1 && choices.every((each) => each.length <= LONGEST_CHOICE) ? choices.sort() : [];
    }

    filterBy(head, column, choices) {
      const select = make("select", { ariaLabel: head }, make("option", { value: "" }, `${head}: all`));
      select.append(...choices.map((each) => make("option", { value: each }, `${head}: ${each}`)));
      select.addEventListener("change", () => {
        if (select.value) this.chosen.set(column, select.value);
        else this.chosen.delete(column);
        this.look();
      });
      return select;
    }

    addButtons() {
      this.heads.forEach((head, column) => {
        const button = make("button", { type: "button" }, ...head.childNodes);
        head.append(button);
        button.addEventListener("click", () => {
          const down = head.ariaSort === "ascending";
          for (const other of this.heads) other.removeAttribute("aria-sort");
          head.setAttribute("aria-sort", down ? "descending" : "ascending");
          this.sort(column, down);
        });
      });
    }

    /* Within each group: the groups are the clauses. */
    sort(column, down) {
      const order = new Intl.Collator(undefined, { numeric: true });
      for (const group of this.groups) {
        const keyed = group.rows.map((row) => [words(row.cells[column]), row]);
        keyed.sort(([one], [other]) => order.compare(one, other) * (down ? -1 : 1));
        group.rows = keyed.map(([, row]) => row);
      }
      this.look();
    }

    textOf(row) {
      if (!this.said.has(row)) this.said.set(row, low(row.textContent));
      return this.said.get(row);
    }

    /* Find the rows that are asked for, and show the first part of them. */
    look() {
      const asked = low(this.field.value).split(/\s+/).filter(Boolean);
      const fits = (row, title) =>
        asked.every((word) => title.includes(word) || this.textOf(row).includes(word)) &&
        [...this.chosen].every(([column, value]) => words(row.cells[column]).split(", ").includes(value));
      this.found = this.groups.flatMap(({ head, rows }) => {
        const title = head && asked.length ? low(head.textContent) : "";
        return rows.filter((row) => fits(row, title)).map((row) => ({ head, row }));
      });
      this.count.textContent = `${this.found.length} of ${this.total}`;
      this.show(0);
    }

    show(part) {
      const parts = Math.max(1, Math.ceil(this.found.length / this.size));
      this.part = Math.min(Math.max(part, 0), parts - 1);
      const shown = document.createDocumentFragment();
      let last = null;
      for (const { head, row } of this.found.slice(this.part * this.size, (this.part + 1) * this.size)) {
        if (head && head !== last) shown.append(last = head);
        shown.append(row);
      }
      this.table.tBodies[0].replaceChildren(shown);
      this.turn.replaceChildren(...(parts > 1 ? this.turners(parts) : []));
    }

    turners(parts) {
      const to = (text, label, part) => {
        const button = make("button", { type: "button", ariaLabel: label, disabled: part < 0 || part >= parts }, text);
        button.addEventListener("click", () => this.show(part));
        return button;
      };
      const all = make("button", { type: "button" }, "All");
      all.addEventListener("click", () => this.showAll());
      const here = ` Part ${this.part + 1} of ${parts} `;
      return [to("‹", "Part before", this.part - 1), here, to("›", "Next part", this.part + 1), " ", all];
    }

    showAll() {
      this.size = Math.max(this.total, 1);
      this.show(0);
    }

    /* Show the row that an address names, whatever is searched; false if it is none of this table. */
    showRow(id) {
      if (!this.groups.some(({ rows }) => rows.some((row) => row.id === id))) return false;
      let place = this.found.findIndex(({ row }) => row.id === id);
      if (place < 0) {
        this.field.value = "";
        this.chosen.clear();
        for (const select of this.field.parentNode.querySelectorAll("select")) select.value = "";
        this.look();
        place = this.found.findIndex(({ row }) => row.id === id);
      }
      this.show(Math.floor(place / this.size));
      const { row } = this.found[place];
      for (const other of document.querySelectorAll(".dlms-named-row")) other.classList.remove("dlms-named-row");
      row.classList.add("dlms-named-row");
      row.scrollIntoView({ block: "center" });
      return true;
    }
  }

  const start = () => {
    const tables = [...document.querySelectorAll("table.dlms-report")].filter((table) => table.tHead);
    const reports = tables.map((table) => new Report(table));
    const follow = () => {
      const id = decodeURIComponent(location.hash.slice(1));
      if (id.startsWith("row-")) reports.some((report) => report.showRow(id));
    };
    addEventListener("hashchange", follow);
    addEventListener("beforeprint", () => reports.forEach((report) => report.showAll()));
    follow();
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
