// Where it begins: what each page needs.

import { act, find, show, undo } from "./acts.js";
import * as dialogs from "./dialogs.js";
import { Editor } from "./editor.js";
import { Grid, nextTerm, startTips } from "./grid.js";
import { typed } from "./keys.js";
import { messages, piece, post, say } from "./talk.js";

let grid;
let editor;

document.documentElement.classList.add("scripted");
dialogs.start();
startTips();
for (const form of document.querySelectorAll("[data-filters]")) {
  form.addEventListener("change", () => form.submit());
}
document.addEventListener("keydown", everywhere);
document.addEventListener("click", click);
if (document.querySelector("[data-reading]")) wait();
if (document.body.dataset.page === "reading") waitForArticle();
if (document.querySelector("[data-grid]")) begin(document.querySelector("[data-grid]"));

// --- the grid ----------------------------------------------------------------------------------------

async function begin(root) {
  const queue = root.matches(".queue");
  grid = new Grid(root, {
    Enter: edit, e: edit, a: approve, u: (cell) => simple(cell, "unapprove", messages.unapproved),
    i: ignoreFirst, x: explain, t: nextTerm, n: next,
  });
  editor = new Editor(grid, queue ? () => nextTask() : (cell) => next(cell, true));
  if (queue) {
    const task = root.querySelector(`.row[data-at="${root.dataset.task}"]`);
    for (const row of root.querySelectorAll(".row[data-at]")) row.classList.toggle("around", row !== task);
    await editor.open(task.querySelector(".target"));
  } else if (root.dataset.at) {
    grid.focus(await grid.cell(Number(root.dataset.at), 1));
    grid.here.scrollIntoView({ block: "center" });
  }
}

function edit(cell) {
  editor.open(cell.dataset.id ? cell : cell.parentElement.querySelector(".target"));
}

async function approve(cell) {
  if (!cell.dataset.id) return;
  if (!cell.dataset.raw) return say(messages.empty, true);
  const { outcome, cells } = await act(grid.article, cell, "approve");
  if (outcome === "conflict") return surprised(cell, cells);
  if (outcome !== "done") return;
  say(messages.approved);
  const now = find(cell.dataset.language, cell.dataset.id)[0];
  if (grid.root.matches(".queue")) await nextTask();
  else await next(now, false, true);
}

/** Go to the next entry that is not approved; quietly where there is none and one was just approved. */
async function next(cell, write = false, quiet = false) {
  const target = cell.dataset.id ? cell : cell.parentElement.querySelector(".target");
  const found = await grid.following(target);
  if (found && write) return editor.open(found);
  if (found) return grid.focus(found);
  grid.focus(find(target.dataset.language, target.dataset.id)[0]);
  if (!quiet) say(messages.finished);
}

async function simple(cell, action, message, more) {
  if (!cell.dataset.id) return;
  const { outcome, cells } = await act(grid.article, cell, action, more);
  if (outcome === "conflict") surprised(cell, cells);
  if (outcome === "done") say(message);
}

/** The text is another than the page showed: now it is shown, and nothing was done. */
function surprised(cell, cells) {
  show({ language: cell.dataset.language, cells });
  say(messages.conflict, true);
}

function ignoreFirst(cell) {
  cell.querySelector("[data-check]")?.click();
}

function explain(cell) {
  const details = [...cell.querySelectorAll("details")];
  const open = details.some((one) => !one.open);
  for (const one of details) one.open = open;
}

// --- the queue ---------------------------------------------------------------------------------------

async function nextTask() {
  const values = new URLSearchParams(location.search);
  values.set("after", grid.root.dataset.after);
  if (!(await editor.close())) return undefined;
  const html = await piece(`/queue-next?${values}`);
  if (html === null) return say(messages.failed, true);
  document.getElementById("queue").innerHTML = html;
  const root = document.querySelector("[data-grid]");
  if (root) await begin(root);
  else document.getElementById("main").focus();
}

// --- clicks ------------------------------------------------------------------------------------------

function click(event) {
  const button = event.target.closest("button");
  const cell = event.target.closest(".cell.target");
  if (button?.dataset.queue === "approve") return editor.cell ? editor.approve() : approve(grid.here);
  if (button?.dataset.queue === "skip") return nextTask();
  if (button?.dataset.sign) return sign(button);
  if (!cell) return undefined;
  const { do: action, check } = button?.dataset ?? {};
  if (action === "edit") return editor.open(cell);
  if (action === "approve") return editor.cell === cell ? editor.approve() : approve(cell);
  if (action === "unapprove") return simple(cell, action, messages.unapproved);
  if (action === "ignore") return simple(cell, action, messages.ignored, { check });
  if (action === "unignore") return simple(cell, action, messages.restored, { check });
  // A click into a translation begins to write; selecting in it does not.
  const idle = !button && !event.target.closest("details, textarea") && getSelection().isCollapsed;
  if (idle && cell.dataset.id) return editor.open(cell);
  return undefined;
}

async function sign(button) {
  const { article, language } = button.parentElement.dataset;
  const { ok, status, data } = await post("/sign", { article, language, withdraw: button.dataset.sign === "withdraw" });
  if (ok) location.reload();
  else if (status === 401) dialogs.askName();
  else say(data.error || messages.failed, true);
}

// --- keys that work everywhere -----------------------------------------------------------------------

let pending = "";

function everywhere(event) {
  if (event.altKey && event.code === "KeyN" && grid?.root.matches(".queue")) {
    event.preventDefault();
    return nextTask();
  }
  const typing = event.target.matches("input, textarea, select");
  if (typing || dialogs.isOpen() || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const before = pending;
  const key = typed(event);
  pending = key === "g" ? "g" : "";
  const work = {
    "?": () => document.getElementById("help").showModal(),
    "/": () => document.querySelector(".find input").focus(),
    z: () => undo(),
    Z: () => undo(true),
    go: () => location.assign("/"),
    gq: () => location.assign("/queue"),
  }[before + key];
  if (!work) return undefined;
  event.preventDefault();
  return work();
}

// --- a long article while it is read -------------------------------------------------------------------

async function waitForArticle() {
  await new Promise((resolve) => setTimeout(resolve, 250));
  const answer = await piece(location.pathname.replace("/article/", "/ready/"));
  if (answer && JSON.parse(answer).ready) location.reload();
  else waitForArticle();
}

// --- the overview while catalogues are read ------------------------------------------------------------

async function wait() {
  await new Promise((resolve) => setTimeout(resolve, 600));
  const html = await piece(`/overview-rows${location.search}`);
  if (html !== null) document.getElementById("articles").innerHTML = html;
  if (document.querySelector("[data-reading]")) wait();
}
