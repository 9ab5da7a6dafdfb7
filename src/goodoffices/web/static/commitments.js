// Commitments: filters that count at once, and how one ended.
import { ask, attempt, key, refresh, say } from "/static/workbench.js";

const does = {
  async end(form, of) {
    const { ending, day, why } = Object.fromEntries(new FormData(form));
    await ask(`/commitments/${of}/ending`, { method: "PUT", json: { ending, day, why: why || null } });
    await refresh();
    say(`${of} is recorded as ${ending}`);
  },
  async undo(_, of) {
    await ask(`/commitments/${of}/ending`, { method: "DELETE" });
    await refresh();
    say(`The end of ${of} is taken back`);
  },
};

for (const [kind, elements] of [["click", "button[data-does]"], ["submit", "form[data-does]"]]) {
  document.addEventListener(kind, (event) => {
    const element = event.target.closest(elements);
    if (!element || !does[element.dataset.does]) return;
    event.preventDefault();
    attempt(() => does[element.dataset.does](element, element.closest("[data-commitment]").dataset.commitment));
  });
}

document.addEventListener("change", (event) => {
  if (event.target.form?.id === "filters") event.target.form.requestSubmit();
});

key("f", () => document.getElementById("party")?.focus());
key("n", () => document.querySelector('a[rel="next"]')?.click());
key("b", () => document.querySelector('a[rel="prev"]')?.click());
