// Talks: what is new since this browser last looked, and what is being worked out.
import { attempt, ask, key, refresh, say } from "/static/workbench.js";

const who = document.querySelector(".who")?.textContent ?? "";
const MARK = `talks-looked:${who}`;
const AGAIN = 3000;

/** The address of this page as of what this browser has seen. */
function address() {
  const to = new URL(location.href);
  const mark = localStorage.getItem(MARK);
  if (mark !== null && !to.searchParams.has("since")) to.searchParams.set("since", mark);
  return to.href;
}

function upgrade() {
  for (const id of ["seen", "example"]) document.getElementById(id)?.removeAttribute("hidden");
}

async function bring(selector) {
  await refresh(selector, address());
  upgrade();
}

const seen = () => attempt(async () => {
  const part = document.getElementById("new");
  if (!part) return;
  localStorage.setItem(MARK, part.dataset.number);
  await bring("#new");
  document.getElementById("new-title").scrollIntoView({ block: "nearest" });
  say("Marked as seen");
});

const openExample = (button) => attempt(async () => {
  button.disabled = true;
  const note = document.getElementById("example-note");
  if (note) note.textContent = "Reading ten reports, which takes some seconds …";
  try {
    await ask("/reports/example", { method: "POST" });
    location.assign("/");
  } finally {
    button.disabled = false;
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest("#seen")) seen();
  const example = event.target.closest("#example");
  if (example) openExample(example);
});
key("s", seen);
key("o", () => {
  const all = [...document.querySelectorAll("main details:not(.hand-on)")];
  const open = !all.every((one) => one.open);
  for (const one of all) one.open = open;
});

/** What could start may take a while: look again until it is there. */
async function waitForIt() {
  if (!document.getElementById("working-out")) return;
  setTimeout(async () => {
    await attempt(() => bring(".front"));
    waitForIt();
  }, AGAIN);
}

upgrade();
if (document.getElementById("new") && localStorage.getItem(MARK) !== null) attempt(() => bring("#new"));
waitForIt();
