// Choosing one of very many parties or steps: one types some letters, and chooses among what is found (ARIA's editable combobox).
import { ask, say } from "/static/workbench.js";

const PAUSE = 120;

/** Make a combobox of a field; its choice is `dataset.chosen` (a key or t4), or with `dataset.added` a name that is new. */
export function combobox(input, report) {
  const list = document.getElementById(input.getAttribute("aria-controls"));
  const mayAdd = input.closest(".combobox").querySelector("select.new") !== null;
  let asked = 0;
  let waiting = 0;

  const options = () => [...list.children];
  const active = () => list.querySelector('[aria-selected="true"]');
  const isOpen = () => !list.hidden;

  function close() {
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    asked += 1;
  }

  function point(option) {
    for (const other of options()) other.setAttribute("aria-selected", String(other === option));
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  function option(id, said, added) {
    const made = document.createElement("li");
    made.id = `${list.id}-${list.children.length}`;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    made.dir = "auto";
    made.textContent = added ? `Add “${said}”` : said;
    made.choose = () => choose(id, said, added);
    list.append(made);
  }

  function choose(id, said, added = false) {
    input.value = said;
    input.dataset.chosen = id;
    input.dataset.said = said;
    if (added) input.dataset.added = said;
    else delete input.dataset.added;
    for (const field of input.parentElement.querySelectorAll(".new")) field.hidden = !added;
    close();
    input.dispatchEvent(new Event("chosen", { bubbles: true }));
  }

  async function open() {
    const number = ++asked;
    const letters = input.value === input.dataset.said ? "" : input.value.trim();
    const of = new URLSearchParams({ of: input.dataset.of, q: letters, report });
    try {
      const { choices } = await ask(`/choices?${of}`);
      if (number !== asked || document.activeElement !== input) return;
      list.replaceChildren();
      for (const one of choices) option(one.id, one.said, false);
      if (mayAdd && letters && !choices.some((one) => one.said === letters)) option("", letters, true);
      list.hidden = !list.children.length;
      input.setAttribute("aria-expanded", String(isOpen()));
      point(letters && choices.length ? list.firstElementChild : null);
    } catch (error) {
      say(error.message, { failed: true });
    }
  }

  function move(step) {
    const all = options();
    const at = all.indexOf(active());
    point(all[(at + step + all.length + (at < 0 && step < 0 ? 1 : 0)) % all.length]);
  }

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(open, PAUSE);
  });
  input.addEventListener("focus", () => input.select());
  input.addEventListener("click", () => !isOpen() && open());
  input.addEventListener("keydown", (event) => {
    const keys = {
      ArrowDown: () => (isOpen() ? move(1) : open()),
      ArrowUp: () => (isOpen() ? move(-1) : open()),
      Enter: isOpen() && active() ? () => active().choose() : null,
      Escape: isOpen() ? close : null,
    };
    if (!keys[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => event.target.closest('[role="option"]')?.choose());
  input.addEventListener("blur", () => {
    clearTimeout(waiting);
    close();
    if (!input.value.trim()) choose("", "");
    else input.value = input.dataset.said ?? "";
  });
  return choose;
}
