// Talking to the server, and to the person.

export const messages = JSON.parse(document.body.dataset.messages);

const line = document.getElementById("say");
let silence;

/** Tell what happened; bad news stays until there is other news. */
export function say(text, bad = false) {
  clearTimeout(silence);
  line.textContent = text;
  line.classList.toggle("bad", bad);
  if (!bad) silence = setTimeout(() => (line.textContent = ""), 4000);
}

/** Take bad news back when it is over. */
export function hush() {
  if (line.classList.contains("bad")) say("");
}

/** Send values; `status` 0 means that the server does not answer. */
export async function post(path, values, keepalive = false) {
  const headers = { "content-type": "application/json" };
  try {
    const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(values), keepalive });
    const isJson = (response.headers.get("content-type") || "").includes("json");
    const data = isJson ? await response.json() : { html: await response.text() };
    return { ok: response.ok, status: response.status, data };
  } catch {
    return { ok: false, status: 0, data: {} };
  }
}

/** A piece of a page; null where it cannot be had. */
export async function piece(path) {
  try {
    const response = await fetch(path);
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}

/** The path of a page about an article. */
export function about(page, article, values) {
  const name = article.split("/").map(encodeURIComponent).join("/");
  return `/${page}/${name}?${values instanceof URLSearchParams ? values : new URLSearchParams(values)}`;
}

/** An element with attributes, text and children. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
