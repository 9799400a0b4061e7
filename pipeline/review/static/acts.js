// Acts on entries, one after the other, and their undoing.

import { askName } from "./dialogs.js";
import { hush, messages, post, say } from "./talk.js";

let last = Promise.resolve();

/** Each act begins when the one before has ended, so that it knows the version that the other left. */
function inTurn(work) {
  const result = last.then(work);
  last = result.catch(() => {});
  return result;
}

/** Do something to a cell's entry. Returns the answer's data with how it went in `outcome`: done, conflict, offline, failed. */
export function act(article, cell, action, more = {}) {
  const { language, id } = cell.dataset;
  return inTurn(async () => {
    const now = find(language, id)[0] ?? cell;
    const values = { action, article, language, id, version: now.dataset.version, ...more };
    let answer = await post("/do", values);
    if (answer.status === 401 && (await askName())) answer = await post("/do", values);
    const result = settled(answer);
    if (result.outcome === "done" && result.undo) {
      push("undo", result.undo);
      sessionStorage.removeItem("redo");
    }
    return result;
  });
}

function settled({ ok, status, data }) {
  if (ok) {
    hush();
    show(data);
    return { ...data, outcome: "done" };
  }
  if (status === 409) return { ...data, outcome: "conflict" };
  if (status === 0) {
    say(messages.unsaved, true);
    return { outcome: "offline" };
  }
  if (status !== 401) say(data.error || messages.failed, true);
  return { ...data, outcome: "failed" };
}

/** Take the last act of this window back, or (`redo`) do it again. */
export function undo(redo = false) {
  const [from, to] = redo ? ["redo", "undo"] : ["undo", "redo"];
  return inTurn(async () => {
    const number = pop(from);
    if (number === undefined) return say(messages.nothing);
    const answer = await post("/undo", { undo: number });
    if (answer.status === 409) {
      show(answer.data);
      return say(messages.conflict, true);
    }
    const result = settled(answer);
    if (result.outcome !== "done") return undefined;
    if (result.undo) push(to, result.undo);
    say(messages.undone);
    return result;
  });
}

function stack(name) {
  return JSON.parse(sessionStorage.getItem(name) || "[]");
}

function push(name, number) {
  sessionStorage.setItem(name, JSON.stringify([...stack(name), number].slice(-500)));
}

function pop(name) {
  const numbers = stack(name);
  const number = numbers.pop();
  sessionStorage.setItem(name, JSON.stringify(numbers));
  return number;
}

// --- showing what changed ---------------------------------------------------------------------------

/** The cells of an entry on this page. */
export function find(language, id) {
  return document.querySelectorAll(`.cell[data-language="${language}"][data-id="${id}"]`);
}

/** Put what the server sent in place of what the page shows. */
export function show(data) {
  for (const { id, html } of data.cells || []) {
    for (const cell of find(data.language, id)) replace(cell, parsed(html));
  }
  if (!data.counters) return;
  const made = parsed(data.counters);
  document.querySelector(`[data-counter="${made.dataset.counter}"]`)?.replaceWith(made);
}

function parsed(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild;
}

function replace(cell, made) {
  const writing = cell.querySelector("textarea");
  if (writing) {
    // The text that is being written stays; all that is said about it is new.
    for (const child of [...cell.children]) if (child !== writing) child.remove();
    cell.append(...made.children);
    Object.assign(cell.dataset, made.dataset);
    cell.className = `${made.className} editing`;
    return;
  }
  const hadFocus = cell.contains(document.activeElement);
  made.tabIndex = cell.tabIndex;
  cell.replaceWith(made);
  if (hadFocus) made.focus({ preventScroll: true });
}
