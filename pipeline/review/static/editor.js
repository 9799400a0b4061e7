// Writing a translation in its cell, with what helps below the row.

import { act, show } from "./acts.js";
import { about, element, messages, piece, post, say } from "./talk.js";

const PAUSE = 800;
const RETRY = 3000;

export class Editor {
  /** `approved`: what is done when a text was approved while it was written. */
  constructor(grid, approved) {
    this.grid = grid;
    this.approved = approved;
    addEventListener("pagehide", () => this.leave());
    document.addEventListener("visibilitychange", () => document.hidden && this.leave());
  }

  get key() {
    return `termlock ${this.grid.article} ${this.cell.dataset.language} ${this.cell.dataset.id}`;
  }

  async open(cell) {
    if (!cell?.dataset.id || cell === this.cell) return this.area?.focus();
    if (!(await this.close())) return undefined;
    this.cell = cell;
    this.saved = cell.dataset.raw;
    this.blocked = false;
    this.area = element("textarea", { spellcheck: "true", rows: "2", maxlength: "60000" });
    const text = cell.querySelector(".text");
    const number = Number(cell.parentElement.dataset.at) + 1;
    this.area.lang = text.lang;
    this.area.ariaLabel = messages.edit.replace("%(n)s", number);
    this.area.placeholder = messages.write;
    this.area.value = this.saved;
    cell.classList.add("editing");
    cell.insertBefore(this.area, text);
    this.area.addEventListener("input", () => this.changed());
    this.area.addEventListener("keydown", (event) => this.press(event));
    this.panel = element("div", { class: "panel", role: "row" }, element("div", { role: "gridcell" }));
    cell.parentElement.after(this.panel);
    this.fit();
    this.grid.mark(cell);
    this.area.focus({ preventScroll: true });
    this.area.setSelectionRange(this.saved.length, this.saved.length);
    cell.scrollIntoView({ block: "nearest" });
    await this.help(cell);
  }

  /** Fetch terms, tags and memory, and show the preview. */
  async help(cell) {
    const { language, id } = cell.dataset;
    const html = await piece(about("panel", this.grid.article, { language, id }));
    if (this.cell !== cell || html === null) return;
    const body = this.panel.firstElementChild;
    const conflict = body.querySelector(".conflict");
    body.innerHTML = html;
    if (conflict) body.prepend(conflict);
    body.addEventListener("click", (event) => this.click(event));
    this.offerFound();
    await this.preview();
    if (this.cell !== cell) return;
    // What helps is to be seen too, as far as there is room below the text; the queue shows it as it is.
    if (!this.grid.root.matches(".queue")) this.panel.scrollIntoView({ block: "nearest" });
    cell.scrollIntoView({ block: "nearest" });
    const memory = await piece(about("memory", this.grid.article, { language, id }));
    const place = body.querySelector("[data-memory]");
    if (memory !== null && place) place.innerHTML = memory;
  }

  // --- saving -----------------------------------------------------------------------------------------

  changed() {
    this.fit();
    localStorage.setItem(this.key, this.area.value);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), PAUSE);
    clearTimeout(this.looking);
    this.looking = setTimeout(() => this.preview(), 400);
  }

  /** Save the text if it changed; false where that did not work. */
  async save() {
    clearTimeout(this.timer);
    const { cell, area, key } = this;
    const text = area.value;
    if (text === this.saved) return true;
    if (this.blocked) return false;
    say(messages.saving);
    return this.settle(await act(this.grid.article, cell, "edit", { text }), cell, text, key);
  }

  settle(result, cell, text, key) {
    if (result.outcome === "done") {
      if (localStorage.getItem(key) === text) localStorage.removeItem(key);
      if (this.cell === cell) this.saved = text;
      say(messages.saved);
      return true;
    }
    if (this.cell !== cell) return false;
    if (result.outcome === "conflict") this.conflict(result, text);
    if (result.outcome === "offline") this.timer = setTimeout(() => this.save(), RETRY);
    return false;
  }

  /** The page goes or the laptop is closed: what was written since the last pause is sent at once. */
  leave() {
    if (!this.cell || this.blocked || this.area.value === this.saved) return;
    clearTimeout(this.timer);
    const { language, id, version } = this.cell.dataset;
    const values = { action: "edit", article: this.grid.article, language, id, version, text: this.area.value };
    const { key, cell, area } = this;
    post("/do", values, true).then(({ ok, data }) => {
      if (!ok) return;
      localStorage.removeItem(key);
      if (this.cell !== cell) return;
      this.saved = values.text;
      cell.dataset.version = data.cells[0]?.version ?? cell.dataset.version;
      if (area.value !== values.text) this.changed();
    });
  }

  /** Save and stop writing; false where a conflict waits for a choice, without which neither text would be in sight. */
  async close() {
    if (!this.cell) return true;
    const { cell, area, panel } = this;
    await this.save();
    if (this.cell === cell && this.blocked) return this.insist();
    clearTimeout(this.timer);
    clearTimeout(this.looking);
    area.remove();
    panel.remove();
    cell.classList.remove("editing");
    if (this.cell === cell) this.cell = this.area = this.panel = undefined;
    return true;
  }

  async approve() {
    if (this.blocked) return this.insist();
    const { cell, area, key } = this;
    const text = area.value;
    if (!text.trim()) return say(messages.empty, true);
    clearTimeout(this.timer);
    const result = await act(this.grid.article, cell, "approve", { text });
    if (!this.settle(result, cell, text, key)) return;
    say(messages.approved);
    await this.close();
    await this.approved(cell);
  }

  // --- conflicts, and what was not saved ----------------------------------------------------------------

  /** Somebody wrote another text meanwhile: both are shown, and the person decides. */
  conflict(result, mine) {
    this.blocked = true;
    const shown = element("p", { lang: this.area.lang });
    shown.innerHTML = result.difference;
    const keep = element("button", { type: "button", class: "main" }, messages.keep);
    const take = element("button", { type: "button", class: "plain" }, messages.take);
    const decide = (text) => {
      this.blocked = false;
      show(result);
      this.cell.dataset.version = result.version;
      this.saved = result.theirs;
      this.area.value = text;
      box.remove();
      this.changed();
      if (text === this.saved) localStorage.removeItem(this.key);
      this.area.focus();
    };
    keep.addEventListener("click", () => decide(this.area.value));
    take.addEventListener("click", () => decide(result.theirs));
    const box = element("div", { class: "conflict", role: "alert" }, element("strong", {}, messages.conflict), shown);
    box.append(element("p", { class: "buttons" }, keep, take));
    this.panel.firstElementChild.querySelector(".conflict")?.remove();
    this.panel.firstElementChild.prepend(box);
    say(messages.conflict, true);
    localStorage.setItem(this.key, mine);
  }

  /** Say that a choice is wanted; the conflict comes into sight, and the writing goes on. */
  insist() {
    say(messages.choose, true);
    this.panel.querySelector(".conflict").scrollIntoView({ block: "nearest" });
    this.area.focus({ preventScroll: true });
    return false;
  }

  /** A text that this browser kept because it could not be saved. */
  offerFound() {
    if (this.blocked) return undefined;
    const kept = localStorage.getItem(this.key);
    if (kept === null || kept === this.area.value) return localStorage.removeItem(this.key);
    const use = element("button", { type: "button", class: "main" }, messages.use);
    const drop = element("button", { type: "button", class: "plain" }, messages.drop);
    const box = element("div", { class: "found" }, element("strong", {}, messages.found), element("p", { lang: this.area.lang }, kept));
    box.append(element("p", { class: "buttons" }, use, drop));
    use.addEventListener("click", () => {
      box.remove();
      this.write(kept);
    });
    drop.addEventListener("click", () => {
      box.remove();
      localStorage.removeItem(this.key);
    });
    this.panel.firstElementChild.prepend(box);
  }

  // --- keys and buttons ---------------------------------------------------------------------------------

  async press(event) {
    const control = event.ctrlKey || event.metaKey;
    if (event.key === "Enter" && (control || !event.shiftKey)) {
      event.preventDefault(); // a segment is one line
      return control ? this.approve() : undefined;
    }
    if (event.key === "Escape") {
      event.preventDefault();
      const cell = this.cell;
      return (await this.close()) && this.grid.focus(cell);
    }
    if (control && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      return this.open(await this.grid.neighbour(this.cell, event.key === "ArrowDown" ? 1 : -1, 0));
    }
    if (event.altKey && !control) this.combined(event);
  }

  /** Keys with Alt, by where they are, for Option types other letters. */
  combined(event) {
    const digit = /^Digit([1-9])$/.exec(event.code);
    const button = digit
      ? this.panel.querySelector(`[aria-keyshortcuts="Alt+${digit[1]}"]`)
      : { KeyM: this.panel.querySelector("[data-take]"), KeyP: this.panel.querySelector('[data-do="propagate"]') }[event.code];
    const work = { KeyT: () => this.nextTag(), KeyS: () => this.write(this.source) }[event.code];
    if (!digit && !work && !["KeyM", "KeyP"].includes(event.code)) return;
    event.preventDefault();
    if (work) work();
    else button?.click();
  }

  async click(event) {
    const button = event.target.closest("button");
    if (button?.dataset.insert) this.insert(button.dataset.insert);
    if (button?.dataset.take) this.write(button.dataset.take);
    if (button?.dataset.tag) this.tag(button.dataset.tag);
    if (button?.dataset.do === "propagate" && (await this.save())) {
      const { outcome } = await act(this.grid.article, this.cell, "propagate");
      if (outcome === "done") say(messages.copied);
    }
  }

  get source() {
    return this.cell.parentElement.children[0].dataset.raw;
  }

  /** Put text where the cursor is, so that the browser can undo it. */
  insert(text) {
    this.area.focus();
    if (!document.execCommand("insertText", false, text)) {
      this.area.setRangeText(text, this.area.selectionStart, this.area.selectionEnd, "end");
      this.changed();
    }
  }

  write(text) {
    this.area.focus();
    this.area.select();
    this.insert(text);
  }

  /** Put a tag where the cursor is, or a pair of tags around what is selected. */
  tag(written) {
    const [open, close] = written.split("…");
    const start = this.area.selectionStart;
    const selected = this.area.value.slice(start, this.area.selectionEnd);
    this.insert(close ? open + selected + close : open);
    if (close && !selected) this.area.setSelectionRange(start + open.length, start + open.length);
  }

  nextTag() {
    const tags = [...this.panel.querySelectorAll("[data-tag]")].map((button) => button.dataset.tag);
    const missing = tags.find((tag) => !this.area.value.includes(tag.split("…")[0]));
    if (missing) this.tag(missing);
  }

  /** As high as its text, where the style sheet cannot see to it. */
  fit() {
    if (CSS.supports("field-sizing", "content")) return;
    this.area.style.height = "auto";
    this.area.style.height = `${this.area.scrollHeight}px`;
  }

  async preview() {
    const { cell, area, panel } = this;
    const place = panel?.querySelector("[data-preview]");
    if (!place) return;
    const { language, id } = cell.dataset;
    const { ok, data } = await post("/preview", { article: this.grid.article, language, id, text: area.value });
    if (ok && this.cell === cell) place.innerHTML = data.html;
  }
}
