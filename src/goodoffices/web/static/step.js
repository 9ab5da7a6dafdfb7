// A step: that it was done on a day, or was not.
import { ask, attempt, refresh, say } from "/static/workbench.js";

const form = () => document.getElementById("doing");

function upgrade() {
  if (form()) form().hidden = false;
}

const set = (day, said) => attempt(async () => {
  const { step } = form().dataset;
  const why = form().elements.why.value || null;
  await ask(`/steps/${step}/done`, { method: "PUT", json: { day, why } });
  await refresh("#content");
  upgrade();
  say(said);
});

document.addEventListener("submit", (event) => {
  if (!event.target.closest("#doing")) return;
  event.preventDefault();
  set(event.target.elements.day.value, "Marked as done");
});
document.addEventListener("click", (event) => {
  if (event.target.closest("#undone")) set(null, "No longer marked as done");
});

upgrade();
