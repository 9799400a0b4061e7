// The dialogs: keys, the visitor's name and choices, the password.

import { element, messages, post, say } from "./talk.js";

const choices = document.getElementById("choices");

/** Ask for the visitor's name; true when there is one. */
export function askName() {
  say(messages.nameneeded);
  return new Promise((resolve) => {
    choices.addEventListener("close", () => resolve(document.body.dataset.who !== ""), { once: true });
    choices.showModal();
  });
}

function openFirstTime() {
  const page = document.body.dataset.page;
  if (document.body.dataset.who || page === "login" || sessionStorage.getItem("asked")) return;
  sessionStorage.setItem("asked", "yes");
  choices.showModal();
}

async function keepChoices(event) {
  event.preventDefault();
  const values = Object.fromEntries(new FormData(event.target));
  const { ok } = await post("/choose", values);
  if (!ok) return say(messages.failed, true);
  document.body.dataset.who = values.name.trim();
  document.querySelector(".who .wide").textContent = values.name.trim();
  const root = document.documentElement;
  root.dataset.theme = values.theme;
  const changed = !root.lang.startsWith(values.language);
  choices.close();
  // A text in the middle of its change is saved when the page goes.
  if (changed) location.reload();
}

async function enter(event) {
  event.preventDefault();
  const { ok } = await post("/login", Object.fromEntries(new FormData(event.target)));
  if (ok) location.assign("/");
  else event.target.querySelector("[data-wrong]").replaceChildren(element("span", {}, messages.wrong));
}

/** Whether a dialog is open, which then has the keys. */
export const isOpen = () => document.querySelector("dialog[open]") !== null;

export function start() {
  for (const button of document.querySelectorAll("[data-opens]")) {
    button.addEventListener("click", () => document.getElementById(button.dataset.opens).showModal());
  }
  for (const button of document.querySelectorAll("[data-closes]")) {
    button.addEventListener("click", () => button.closest("dialog").close());
  }
  document.querySelector("[data-choices]").addEventListener("submit", keepChoices);
  document.querySelector("[data-login]")?.addEventListener("submit", enter);
  openFirstTime();
}
