// The rows of an article: fetched as they come into sight, gone through with the keys.

import { typed } from "./keys.js";
import { about, messages, piece, say } from "./talk.js";

const KEYS = {
  ArrowDown: [1, 0], j: [1, 0], ArrowUp: [-1, 0], k: [-1, 0],
  ArrowRight: [0, 1], l: [0, 1], ArrowLeft: [0, -1], h: [0, -1],
};

export class Grid {
  /** `acts`: what keys of single letters do to a cell, by letter. */
  constructor(root, acts) {
    this.root = root;
    this.acts = acts;
    this.article = root.dataset.article;
    this.loading = new Map();
    this.watcher = new IntersectionObserver(
      (seen) => seen.filter((one) => one.isIntersecting).forEach((one) => this.load(one.target)),
      { rootMargin: "1200px 0px" },
    );
    for (const chunk of root.querySelectorAll(".chunk[data-height]")) {
      chunk.style.height = `${chunk.dataset.height}px`;
      this.watcher.observe(chunk);
    }
    root.addEventListener("keydown", (event) => this.key(event));
    root.addEventListener("focusin", (event) => this.mark(event.target.closest(".cell")));
    this.mark(root.querySelector(".cell.target") || root.querySelector(".cell"));
  }

  /** Fetch the rows of a chunk, if that was not done. */
  load(chunk) {
    if (!chunk.dataset.height) return Promise.resolve();
    if (!this.loading.has(chunk)) this.loading.set(chunk, this.fetch(chunk));
    return this.loading.get(chunk);
  }

  async fetch(chunk) {
    const values = new URLSearchParams(this.root.dataset.rest);
    values.set("start", chunk.dataset.start);
    const html = await piece(about("rows", this.article, values));
    this.loading.delete(chunk);
    if (html === null) return say(messages.failed, true);
    this.watcher.unobserve(chunk);
    chunk.innerHTML = html;
    chunk.style.height = "";
    chunk.removeAttribute("aria-busy");
    delete chunk.dataset.height;
  }

  /** The one cell that the tab key leads to. */
  mark(cell) {
    if (!cell || cell === this.current) return;
    if (this.current) this.current.tabIndex = -1;
    cell.tabIndex = 0;
    this.current = cell;
  }

  /** The cell that has the focus, or had it last; a cell that was replaced is found by its place. */
  get here() {
    const active = document.activeElement?.closest?.(".cell");
    if (active && this.root.contains(active)) return active;
    return this.current?.isConnected ? this.current : this.root.querySelector('.cell[tabindex="0"], .cell.target');
  }

  focus(cell) {
    if (!cell) return;
    this.mark(cell);
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest" });
  }

  /** The cell of a segment in a column; its rows are fetched if need be. */
  async cell(at, column) {
    const chunk = [...this.root.querySelectorAll(".chunk[data-first]")].find(
      (one) => Number(one.dataset.first) <= at && at <= Number(one.dataset.last),
    );
    if (chunk) await this.load(chunk);
    return this.root.querySelector(`.row[data-at="${at}"]`)?.children[column];
  }

  column(cell) {
    return [...cell.parentElement.children].indexOf(cell);
  }

  /** The row before or behind; null at the ends. */
  async beside(row, step) {
    const side = step > 0 ? "nextElementSibling" : "previousElementSibling";
    let next = row[side];
    while (next && !next.matches(".row[data-at]")) next = next[side];
    if (next) return next;
    const chunk = row.closest(".chunk")[side];
    if (!chunk?.matches(".chunk")) return null;
    await this.load(chunk);
    const rows = chunk.querySelectorAll(".row[data-at]");
    return rows[step > 0 ? 0 : rows.length - 1] || null;
  }

  /** The cell some rows and columns away. */
  async neighbour(cell, rows, columns) {
    const column = Math.min(Math.max(this.column(cell) + columns, 0), cell.parentElement.children.length - 1);
    const row = rows ? await this.beside(cell.parentElement, rows) : cell.parentElement;
    return row?.children[column];
  }

  /** The next cell of the same language that is not approved; null where there is none. */
  async following(cell) {
    const values = new URLSearchParams(this.root.dataset.rest);
    values.set("language", cell.dataset.language);
    values.set("at", cell.parentElement.dataset.at);
    const column = this.column(cell); // before the wait, in which the cell may be replaced
    const answer = await piece(about("next", this.article, values));
    const at = answer ? JSON.parse(answer).at : null;
    return at === null ? null : ((await this.cell(at, column)) ?? null);
  }

  async key(event) {
    const cell = event.target.closest(".cell");
    if (!cell || event.target.matches("textarea, button, input, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = typed(event);
    const step = KEYS[key];
    if (step) {
      event.preventDefault();
      return this.focus(await this.neighbour(cell, ...step));
    }
    if (event.key === "Home" || event.key === "End") {
      event.preventDefault();
      return this.edge(cell, event.key === "Home");
    }
    if (event.key === "Enter" && event.target.matches("summary")) return;
    const act = this.acts[key];
    if (act) {
      event.preventDefault();
      act(cell);
    }
  }

  async edge(cell, first) {
    const chunks = this.root.querySelectorAll(".chunk");
    const chunk = chunks[first ? 0 : chunks.length - 1];
    await this.load(chunk);
    const rows = chunk.querySelectorAll(".row[data-at]");
    this.focus(rows[first ? 0 : rows.length - 1].children[this.column(cell)]);
  }
}

// --- what is told of terms --------------------------------------------------------------------------

const tip = document.getElementById("tip");
let pointed = null;
let leaving;

function tell(target) {
  clearTimeout(leaving);
  if (target === pointed) return;
  forget();
  pointed = target;
  tip.textContent = target.dataset.note;
  tip.hidden = false;
  target.setAttribute("aria-describedby", "tip");
  const place = target.getBoundingClientRect();
  const left = Math.max(8, Math.min(place.left, innerWidth - tip.offsetWidth - 8));
  tip.style.left = `${left + scrollX}px`;
  tip.style.top = `${place.bottom + scrollY + 6}px`;
}

function forget() {
  pointed?.removeAttribute("aria-describedby");
  pointed = null;
  tip.hidden = true;
}

export function startTips() {
  for (const [come, go] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    document.addEventListener(come, (event) => {
      const target = event.target.closest?.("[data-note]");
      if (target) tell(target);
      else if (event.target === tip) clearTimeout(leaving);
    });
    document.addEventListener(go, (event) => {
      if (event.target === tip || event.target.closest?.("[data-note]")) leaving = setTimeout(forget, 150);
    });
  }
  document.addEventListener("keydown", (event) => event.key === "Escape" && forget());
}

/** Show the next term of a cell's source. */
export function nextTerm(cell) {
  const terms = [...cell.parentElement.children[0].querySelectorAll(".term")];
  if (terms.length) terms[(terms.indexOf(document.activeElement) + 1) % terms.length].focus();
}
