// Stability: statements are put into another order, edited, added and removed; the conflict that comes of it is in the address.
import { ask, attempt, copy, key, refresh, say } from "/static/workbench.js";

const HERE = "/stability";
const query = () => new URLSearchParams(document.getElementById("stability")?.dataset.query ?? "");

/** The conflict of this page, as the API takes it. */
function chosen() {
  const now = query();
  const of = {};
  for (const name of ["as_of", "conflict", "text"]) if (now.get(name)) of[name] = now.get(name);
  for (const name of ["option", "party"]) if (now.getAll(name).length) of[name] = now.getAll(name);
  return of;
}

async function show(address) {
  const open = [...document.querySelectorAll("#stability details[open][id]")].map((one) => one.id);
  const picture = document.getElementById("picture");
  const at = picture && [picture.scrollLeft, picture.scrollTop];
  await refresh("#stability", address);
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  if (at) document.getElementById("picture")?.scrollTo(...at);
  upgrade();
}

/** Go to another address of this page without leaving it; what the server refuses is said, and all stays. */
async function go(address) {
  const answer = await fetch(address, { headers: { "X-Refresh": "1" } });
  if (!answer.ok) {
    const told = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main .lead");
    throw new Error(told?.textContent ?? `the workbench answered ${answer.status}`);
  }
  history.pushState({}, "", address);
  await show(address);
}

/** Look at another conflict, which the API has packed for the address. */
async function adopt({ conflict, warnings }) {
  const now = new URLSearchParams();
  const asOf = query().get("as_of");
  if (asOf) now.set("as_of", asOf);
  now.set("conflict", conflict);
  if (query().get("coalitions")) now.set("coalitions", "true");
  await go(`${HERE}?${now}`);
  say(warnings?.length ? `What the file says besides is lost: ${warnings.join("; ")}` : "The answer is that of the changed conflict");
}

const listed = (party) => [...party.querySelectorAll(".statements > li")].map((one) => one.dataset.said);

async function prefer(party, statements, focus) {
  const done = await attempt(async () =>
    adopt(await ask("/stability/preferences", { method: "POST", json: { of: chosen(), party: party.dataset.party, statements } })));
  if (done && focus) document.getElementById(focus)?.focus();
  return done;
}

function moved(statements, from, to) {
  const found = [...statements];
  found.splice(to, 0, ...found.splice(from, 1));
  return found;
}

/** Move a statement by so many places, and keep the focus on it. */
function move(item, by) {
  const party = item.closest(".party");
  const from = [...item.parentElement.children].indexOf(item);
  const to = from + by;
  if (to < 0 || to >= item.parentElement.children.length) return;
  const number = party.querySelector("h3").id.split("-")[1];
  const statements = listed(party);
  const last = statements.length - 1;
  const which = by < 0 ? (to === 0 ? "down" : "up") : (to === last ? "up" : "down");
  prefer(party, moved(statements, from, to), `${which}-${number}-${to + 1}`);
}

function edit(item) {
  const said = item.querySelector(".said");
  const field = Object.assign(document.createElement("input"), { value: item.dataset.said, maxLength: 2000 });
  field.setAttribute("aria-label", "The statement, as the text form has it");
  said.replaceChildren(field);
  field.focus();
  let over = false;
  const end = async (keep) => {
    if (over) return;
    over = true;
    const party = item.closest(".party");
    const at = [...item.parentElement.children].indexOf(item);
    const statements = listed(party).map((one, n) => (n === at ? field.value.trim() : one)).filter(Boolean);
    if (!keep || statements.join("\n") === listed(party).join("\n")) await show(location.href);
    else if (!(await prefer(party, statements, `edit-${party.querySelector("h3").id.split("-")[1]}-${at + 1}`))) over = false;
  };
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") end(true);
    if (event.key === "Escape") end(false);
  });
  field.addEventListener("blur", () => end(true));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("#stability button[data-does]");
  const item = button?.closest(".statements > li");
  if (item) {
    const party = item.closest(".party");
    const at = [...item.parentElement.children].indexOf(item);
    if (button.dataset.does === "up") move(item, -1);
    if (button.dataset.does === "down") move(item, 1);
    if (button.dataset.does === "edit") edit(item);
    if (button.dataset.does === "remove") prefer(party, listed(party).filter((_, n) => n !== at), party.querySelector(".adding input").id);
    return;
  }
  if (button?.dataset.does === "copy") { copy(); return; }
  const link = event.target.closest("#stability a[href]");
  if (!link || link.hasAttribute("download") || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const to = new URL(link.getAttribute("href"), location.href);
  if (to.pathname !== HERE || to.origin !== location.origin) return;
  event.preventDefault();
  attempt(async () => {
    await go(link.getAttribute("href"));
    if (to.hash) document.querySelector(to.hash)?.scrollIntoView();
  });
});

document.addEventListener("keydown", (event) => {
  const item = event.target.closest?.(".statements > li");
  if (!item || !event.altKey || !/^Arrow(Up|Down)$/.test(event.key)) return;
  event.preventDefault();
  move(item, event.key === "ArrowUp" ? -1 : 1);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.closest("#stability")) return;
  if (form.dataset.does === "add") {
    event.preventDefault();
    const field = form.querySelector("input");
    const party = form.closest(".party");
    if (field.value.trim()) prefer(party, [...listed(party), field.value.trim()], field.id);
  } else if (form.dataset.does === "text") {
    event.preventDefault();
    attempt(async () => adopt(await ask("/stability/text", { method: "POST", json: { text: document.getElementById("text").value } })));
  } else if ("goes" in form.dataset) {
    event.preventDefault();
    const said = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    attempt(() => go(`${HERE}?${said}`));
  }
});

document.addEventListener("change", (event) => {
  if (event.target.id !== "file" || !event.target.files.length) return;
  const form = new FormData();
  form.append("file", event.target.files[0]);
  attempt(async () => adopt(await ask("/stability/file", { method: "POST", form })));
});

addEventListener("popstate", () => attempt(() => show(location.href)));

// Dragging: a statement is dropped above or below another of the same party.
let dragged = null;
const over = (event) => {
  const item = event.target.closest?.(".statements > li");
  return dragged && item && item !== dragged && item.parentElement === dragged.parentElement ? item : null;
};
const isBelow = (event, item) => event.clientY > item.getBoundingClientRect().top + item.offsetHeight / 2;
const unmark = () => document.querySelectorAll(".over, .under").forEach((one) => one.classList.remove("over", "under"));
document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.(".statements > li") ?? null;
  dragged?.classList.add("dragged");
  event.dataTransfer?.setData("text/plain", dragged?.dataset.said ?? "");
});
document.addEventListener("dragover", (event) => {
  const item = over(event);
  unmark();
  if (!item) return;
  event.preventDefault();
  item.classList.add(isBelow(event, item) ? "under" : "over");
});
document.addEventListener("drop", (event) => {
  const item = over(event);
  if (!item) return;
  event.preventDefault();
  const items = [...item.parentElement.children];
  const from = items.indexOf(dragged);
  const place = items.indexOf(item) + (isBelow(event, item) ? 1 : 0);
  const to = place > from ? place - 1 : place;
  if (to !== from) prefer(item.closest(".party"), moved(listed(item.closest(".party")), from, to));
});
document.addEventListener("dragend", () => { dragged?.classList.remove("dragged"); dragged = null; unmark(); });

function upgrade() {
  document.body.classList.add("scripted");
  document.querySelector('[data-does="copy"]')?.removeAttribute("hidden");
  for (const item of document.querySelectorAll(".statements > li")) item.draggable = true;
}
upgrade();

key("y", copy);
