// Deals: a click on a step or button goes to another scenario without leaving the page; choices become sliders.
import { attempt, copy, key, refresh, say } from "/static/workbench.js";

const HERE = "/deals";

/** The scenario of an address, shown in this page; where things were scrolled to and opened stays. */
async function show(address) {
  const open = [...document.querySelectorAll("#deals details[open][id]")].map((one) => one.id);
  const scrolled = ["picture", "order-picture"].map((id) => document.getElementById(id)).filter(Boolean)
    .map((one) => [one.id, one.scrollLeft, one.scrollTop]);
  await refresh("#deals", address);
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  for (const [id, left, top] of scrolled) document.getElementById(id)?.scrollTo(left, top);
  upgrade();
}

async function go(address) {
  await attempt(async () => {
    const answer = await fetch(address, { method: "GET", headers: { "X-Refresh": "1" } });
    if (!answer.ok) { location.assign(address); return; }
    history.pushState({}, "", address);
    await show(address);
    const told = document.getElementById("outcome");
    say(told ? told.textContent.replace(/\s+/g, " ").trim().slice(0, 300) : "As you asked");
  });
}

/** Whether a link leads to another scenario. */
const leads = (link) => {
  const to = new URL(link.getAttribute("href"), location.href);
  return to.origin === location.origin && to.pathname === HERE && !to.hash && !link.hasAttribute("download");
};

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const link = event.target.closest("#deals a[href]");
  if (link && leads(link)) { event.preventDefault(); go(link.getAttribute("href")); return; }
  if (event.target.closest('[data-does="copy"]')) copy();
});
addEventListener("popstate", () => attempt(() => show(location.href)));

/** What a form asks for, without what says nothing. */
function asked(form) {
  const said = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (!value || (/^cost/.test(name) && value.endsWith(":1"))) continue;
    said.append(name, value);
  }
  for (const select of form.querySelectorAll('select[name="keeps"]')) if (select.value === select.dataset.first) said.delete("keeps", select.value);
  const query = said.toString().replaceAll("%3A", ":");
  return query ? `${HERE}?${query}` : HERE;
}
document.addEventListener("submit", (event) => {
  if (!event.target.matches("#deals form[data-goes]")) return;
  event.preventDefault();
  go(asked(event.target));
});
document.addEventListener("change", (event) => {
  if (event.target.matches("#target")) go(asked(event.target.form));
});

/** Make sliders of what is chosen in steps; the value is said in words. */
function upgrade() {
  document.body.classList.add("scripted");
  document.getElementById("copy")?.removeAttribute("hidden");
  const kept = new URLSearchParams(location.search).getAll("keeps");
  for (const select of document.querySelectorAll("select[data-slides]")) {
    if (select.hidden) continue;
    if (!kept.includes(select.value)) select.dataset.first = select.value;
    const label = select.parentElement.querySelector("label");
    const slider = Object.assign(document.createElement("input"), { type: "range", id: `${select.id}-slider`, min: 0, max: select.length - 1, step: 1, value: select.selectedIndex });
    const words = document.createElement("output");
    const tell = () => {
      words.textContent = select.options[slider.value].textContent;
      slider.setAttribute("aria-valuetext", words.textContent);
    };
    words.htmlFor = slider.id;
    label.htmlFor = slider.id;
    slider.addEventListener("input", tell);
    slider.addEventListener("change", () => { select.selectedIndex = slider.value; go(asked(select.form)); });
    select.hidden = true;
    select.after(slider, words);
    tell();
  }
}
upgrade();

const press = (id) => document.getElementById(id)?.click();
key("b", () => press("nothing"));
key("f", () => press("firm"));
key("y", copy);
