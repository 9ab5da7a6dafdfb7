// What every page has: asking the API, saying what happened, keys, and a page brought up to date without leaving it.

const API = "/api/v1";

/** Ask the API; a change (any method but GET) bears the secret of this page. Throws an Error with the one line that says what is wrong, and the status. */
export async function ask(path, { method = "GET", json, form } = {}) {
  const headers = method === "GET" ? {} : { "X-CSRF-Token": document.body.dataset.secret ?? "" };
  if (json !== undefined) headers["Content-Type"] = "application/json";
  const response = await fetch(API + path, { method, headers, body: json === undefined ? form : JSON.stringify(json) });
  const found = response.status !== 204 && response.headers.get("Content-Type")?.startsWith("application/json") ? await response.json() : {};
  if (response.status === 401) location.assign("/sign-in");
  if (!response.ok) throw Object.assign(new Error(found.error ?? `the workbench answered ${response.status}`), { status: response.status });
  return found;
}

/** Say what has happened, to eyes and screen readers. */
export function say(what, { failed = false } = {}) {
  const news = document.querySelector(".news");
  news.classList.toggle("failed", failed);
  news.textContent = what;
  clearTimeout(say.gone);
  if (!failed) say.gone = setTimeout(() => { news.textContent = ""; }, 6000);
}

/** Do something that may fail, and say so if it does; true if it did not. */
export async function attempt(what) {
  try {
    await what();
    return true;
  } catch (error) {
    say(error.message, { failed: true });
    return false;
  }
}

/** Bring a part of the page up to date: the elements that match, as the server has them now. What had the focus has it again. */
export async function refresh(selector = "#content", address = location.href) {
  const response = await fetch(address, { headers: { "X-Refresh": "1" } });
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  const focused = document.activeElement?.id;
  for (const old of document.querySelectorAll(selector)) {
    const now = old.id ? fresh.getElementById(old.id) : fresh.querySelector(selector);
    if (now) old.replaceWith(document.adoptNode(now));
  }
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("refreshed"));
}

/** Copy the address of this page, or show it where that is not allowed. */
export async function copy() {
  try {
    await navigator.clipboard.writeText(location.href);
    say("The address is copied");
  } catch {
    say(`The address: ${location.href}`);
  }
}

/** Whether somebody is typing, so that letters are no keys of ours. */
export function typing(event) {
  const at = event.target;
  return event.ctrlKey || event.metaKey || event.altKey || at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName) && !/^(checkbox|radio|range|button)$/.test(at.type);
}

const ours = new Map();

/** A key of the page: `does` is called when it is pressed and nobody is typing or looking at a dialog. */
export function key(name, does) {
  ours.set(name, does);
}

let afterG = 0;
document.addEventListener("keydown", (event) => {
  if (typing(event) || document.querySelector("dialog[open]")) return;
  if (Date.now() - afterG < 1500) {
    afterG = 0;
    const place = document.querySelector(`nav a[data-key="${CSS.escape(event.key)}"]`);
    if (place) { event.preventDefault(); place.click(); return; }
  }
  if (event.key === "g") { afterG = Date.now(); return; }
  const does = ours.get(event.key);
  if (does) { event.preventDefault(); does(event); }
});

key("?", () => document.getElementById("keys").showModal());
key("/", () => document.getElementById("search")?.focus());
document.addEventListener("click", (event) => {
  const opens = event.target.closest("[data-opens]");
  if (opens) document.getElementById(opens.dataset.opens).showModal();
});
