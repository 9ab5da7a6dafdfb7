// Adding reports: each file is sent by itself, one after the other, and it is told what became of it as soon as it is known.
import { ask, attempt, key, say } from "/static/workbench.js";

const LARGEST = 60 * 1024 * 1024;
const WORDS = {
  "new": "new", "the same story": "the same story as another", "the same text in one more place": "known, printed in one more place",
  "known": "known already", "read again": "read again", "failed": "not added",
};
const waiting = [];
let sent = 0;
let total = 0;
let working = false;

const at = (id) => document.getElementById(id);

function line(name, added) {
  const item = document.createElement("li");
  item.className = `outcome ${added.became.replaceAll(" ", "-")}`;
  const mark = document.createElement("span");
  mark.className = "became";
  mark.textContent = WORDS[added.became] ?? added.became;
  const said = document.createElement("p");
  said.className = "said";
  said.dir = "auto";
  if (added.report) {
    const link = document.createElement("a");
    link.href = `/reports/${added.report}`;
    link.textContent = added.title ?? name;
    said.append(link);
  } else said.textContent = added.title ?? name;
  const terms = document.createElement("p");
  terms.className = "terms";
  terms.dir = "auto";
  const story = added.story ? `the same story as ${added.story}` : null;
  terms.textContent = [added.why, added.found, story, added.title ? added.name : null].filter(Boolean).join(" · ");
  item.append(mark, said, terms);
  at("outcomes").prepend(item);
}

function progress(name) {
  at("became").hidden = false;
  at("bar").max = total;
  at("bar").value = sent;
  at("bar").hidden = sent === total;
  at("progress").textContent = sent < total ? `Reading ${sent + 1} of ${total}: ${name}` : `${total === 1 ? "1 was" : `${total} were`} looked at.`;
  if (sent === total) at("next").hidden = !at("outcomes").querySelector("a");
}

/** Send what waits, one after the other; what fails is told, and does not stop the rest. */
async function work() {
  if (working) return;
  working = true;
  while (waiting.length) {
    const { name, send } = waiting.shift();
    progress(name);
    try {
      for (const added of (await send()).reports) line(name, added);
    } catch (error) {
      line(name, { became: "failed", name, why: error.message });
    }
    sent += 1;
    progress(name);
  }
  working = false;
  say(at("progress").textContent);
}

function enqueue(name, send) {
  if (!working && !waiting.length) { sent = 0; total = 0; }
  waiting.push({ name, send });
  total += 1;
  work();
}

function addFiles(files) {
  for (const file of files) {
    enqueue(file.name, async () => {
      if (file.size > LARGEST) throw new Error("this is more than 60 MB: split it, or add it with the command goodoffices add");
      const form = new FormData();
      form.append("file", file, file.name);
      return ask("/reports/files", { method: "POST", form });
    });
  }
}

at("files").addEventListener("change", (event) => { addFiles([...event.target.files]); event.target.value = ""; });

const drop = at("drop");
for (const kind of ["dragenter", "dragover"]) addEventListener(kind, (event) => {
  if (![...(event.dataTransfer?.types ?? [])].includes("Files")) return;
  event.preventDefault();
  drop.classList.add("over");
});
for (const kind of ["dragleave", "drop"]) addEventListener(kind, (event) => {
  if (kind === "dragleave" && event.relatedTarget) return;
  drop.classList.remove("over");
});
addEventListener("drop", (event) => {
  if (!event.dataTransfer?.files.length) return;
  event.preventDefault();
  addFiles([...event.dataTransfer.files]);
});

at("pasted").addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  const json = Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ""));
  enqueue(json.title ?? "the text", async () => {
    const found = await ask("/reports/text", { method: "POST", json });
    form.reset();
    return found;
  });
});

const example = at("example");
example?.removeAttribute("hidden");
example?.addEventListener("click", () => {
  example.disabled = true;
  enqueue("the example", () => ask("/reports/example", { method: "POST" }));
});

key("f", () => at("files").click());
key("p", () => at("text").focus());
addEventListener("beforeunload", (event) => { if (working) event.preventDefault(); });
