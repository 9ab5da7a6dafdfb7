// A party: that it is the same as another, or that one was taken for it wrongly.
import { ask, attempt, refresh, say } from "/static/workbench.js";
import { combobox } from "/static/combobox.js";

const NOWHERE = "r0";

function upgrade() {
  for (const hidden of document.querySelectorAll("#merging, [data-splits]")) hidden.hidden = false;
  const other = document.getElementById("other");
  if (other && !other.dataset.ready) {
    other.dataset.ready = "1";
    combobox(other, NOWHERE);
  }
}

async function again() {
  await refresh("#content");
  upgrade();
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("#merging");
  if (!form) return;
  event.preventDefault();
  const other = form.elements.other;
  attempt(async () => {
    const chosen = other.dataset.chosen;
    if (!chosen || other.value !== other.dataset.said) throw new Error("choose one of the parties that are found");
    const why = form.elements.why.value || null;
    await ask(`/parties/${encodeURIComponent(form.dataset.key)}/merge`, { method: "POST", json: { party: chosen, why } });
    const said = other.value;
    await again();
    say(`${said} is the same as ${form.dataset.party} now; to undo it, split it off`);
  });
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-splits]");
  if (!button) return;
  attempt(async () => {
    const part = button.dataset.splits;
    await ask(`/parties/${encodeURIComponent(part)}/split`, { method: "POST", json: {} });
    await again();
    say(`${part} is a party of its own again`);
  });
});

upgrade();
