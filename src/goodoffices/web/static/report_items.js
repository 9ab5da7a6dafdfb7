// What is judged of a report, in the page: which is the current one, what is left, and how it is brought up to date.
import { openForm } from "/static/report_form.js";
import { light, show, unlight } from "/static/report_text.js";

const page = document.getElementById("report");
export const narrow = matchMedia("(max-width: 56rem)");
const still = matchMedia("(prefers-reduced-motion: reduce)");
export const lists = { drafts: document.getElementById("drafts"), judged: document.getElementById("judged") };
const bar = document.getElementById("bar");

/** The current item. */
export let current = null;

export const items = () => [...page.querySelectorAll(".item")];
export const saidOf = (item) => item.querySelector(".said").textContent.trim();
export const short = (said) => (said.length > 120 ? `${said.slice(0, 120)}…` : said);
export const left = () => lists.drafts.children.length;
export const nextDraft = (item) => (lists.drafts.contains(item) ? item.nextElementSibling : null) ?? lists.drafts.firstElementChild;

/** Make an item the current one: lit in the text, and in the sticky bar of a phone. */
export function choose(item, { focus = true, quietly = false } = {}) {
  if (current !== item) current?.removeAttribute("aria-current");
  current = item;
  if (!item) { unlight(); if (bar) bar.hidden = true; return; }
  item.setAttribute("aria-current", "true");
  const passages = light(item.dataset.name);
  if (!quietly) show(passages, still.matches);
  if (focus) {
    item.focus({ preventScroll: true });
    if (!narrow.matches) item.scrollIntoView({ block: "nearest", behavior: still.matches ? "instant" : "smooth" });
  }
  if (bar) { bar.hidden = false; bar.firstElementChild.textContent = saidOf(item); }
}

/** Go on or back by so many items. */
export function step(by) {
  const all = items();
  const at = all.indexOf(current) + by;
  if (at >= 0 && at < all.length) choose(all[at]);
}

/** How many are left, to eyes. */
export function count() {
  const all = items().length;
  document.getElementById("left").textContent = `${left() || "no"} draft${left() === 1 ? "" : "s"}`;
  document.getElementById("all").textContent = all;
  const progress = page.querySelector("progress");
  progress.max = Math.max(all, 1);
  progress.value = all - left();
  const nothing = document.getElementById("nothing-left");
  nothing.hidden = left() > 0;
  if (all && !left()) nothing.textContent = "Nothing is left to be judged here.";
  document.getElementById("judged-title").hidden = !lists.judged.children.length;
}

/** Put a judged item where it stands in the order of the text. */
export function putAmongJudged(item) {
  const place = (one) => Number(/\d+/.exec(one.dataset.what === "statement" ? one.dataset.spans.split(";")[2] : (document.getElementById(one.dataset.move) ?? one).dataset.spans)?.[0] ?? 0);
  const here = place(item);
  lists.judged.insertBefore(item, [...lists.judged.children].find((one) => place(one) > here) ?? null);
}

/** Bring some items up to date as the server has them, with the text; what is being corrected stays as it is. */
export async function bring(subjects, said = new Map()) {
  const answer = await fetch(location.pathname, { headers: { "X-Refresh": "1" } });
  if (!answer.ok) throw new Error("The page could not be brought up to date: load it again");
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const chosen = current?.id;
  const focused = document.activeElement?.closest?.(".item")?.id;
  if (!openForm()) document.getElementById("words").replaceWith(document.adoptNode(fresh.getElementById("words")));
  for (const subject of subjects ?? [...fresh.querySelectorAll(".item")].map((one) => one.id)) {
    const [old, now] = [document.getElementById(subject), fresh.getElementById(subject)];
    if (old?.classList.contains("corrected-now")) {
      if (said.has(subject)) note(old, `${said.get(subject)} meanwhile: what you save is checked against that`);
      continue;
    }
    old?.remove();
    if (!now) continue;
    let after = now.nextElementSibling;
    while (after && !document.getElementById(after.id)) after = after.nextElementSibling;
    const list = lists[now.parentElement.id];
    const made = document.importNode(now, true);
    const before = after && document.getElementById(after.id);
    list.insertBefore(made, before?.parentElement === list ? before : null);
    if (said.has(subject)) note(made, said.get(subject));
  }
  count();
  const again = document.getElementById(chosen) ?? lists.drafts.firstElementChild ?? lists.judged.firstElementChild;
  if (!openForm()) choose(again, { focus: focused !== undefined && focused === chosen, quietly: true });
}

/** Say beneath an item what others have done to it. */
export function note(item, said) {
  item.querySelector(".changed-by")?.remove();
  const told = document.createElement("p");
  told.className = "changed-by";
  told.dir = "auto";
  told.textContent = said;
  item.querySelector(".terms").after(told);
}
