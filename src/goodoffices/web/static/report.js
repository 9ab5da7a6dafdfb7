// A report and its drafts: the current one is lit in the text; what one says of it is done at once, and checked by the answer.
import { attempt, key, say, typing } from "/static/workbench.js";
import { change, look, report, seenNow, undo, whenOthersChange } from "/static/report_changes.js";
import { Form, openForm } from "/static/report_form.js";
import { bring, choose, count, current, items, left, lists, narrow, nextDraft, note, putAmongJudged, saidOf, short, step } from "/static/report_items.js";
import { selected, unlight, words } from "/static/report_text.js";

const page = document.getElementById("report");
const judges = "judges" in page.dataset;
const VERDICTS = { confirmed: "Accepted", rejected: "Rejected" };

/** What goes wrong is said, and the present state of what it was about is shown. */
async function failed(error, subject) {
  await attempt(() => bring([subject], error.status === 409 ? new Map([[subject, error.message]]) : undefined));
  if (error.status === 409) look();
  choose(document.getElementById(subject));
  say(error.message, { failed: true });
}

/** Judge an item, and go on to the next draft before the answer is there. */
function judge(item, verdict) {
  if (!judges || !item || openForm()) return;
  const subject = item.id;
  const next = nextDraft(item);
  const goesTo = next === item ? null : next;
  item.classList.remove("draft", "confirmed", "corrected", "rejected");
  item.classList.add(verdict);
  item.dataset.status = verdict;
  const mark = item.querySelector(".mark");
  mark.className = `mark ${verdict}`;
  mark.textContent = verdict;
  item.querySelector(".sure").textContent = "";
  item.querySelector(".proposed")?.remove();
  item.querySelector(".changed-by")?.remove();
  putAmongJudged(item);
  count();
  choose(goesTo ?? item);
  say(`${VERDICTS[verdict]}; ${left() ? `${left()} left; next: ${short(saidOf(current))}` : "nothing is left here"}`);
  change(`/drafts/${encodeURIComponent(subject)}/judgement`, { verdict }).catch((error) => failed(error, subject));
}

async function takeBack() {
  if (openForm()) return;
  await attempt(async () => {
    const subject = await undo();
    if (subject === null) { say("There is nothing of yours to undo here"); return; }
    await bring([subject, ...subject.includes(">") ? [] : items().map((one) => one.id).filter((id) => id.startsWith(`${subject}>`))]);
    const back = document.getElementById(subject);
    if (back) choose(back);
    say(`Undone: ${subject}; ${left()} left`);
  });
}

/** After a form is closed, the item has the focus again; after it was saved, the next draft. */
const closing = (item) => (saved) => { if (!saved && item.isConnected) choose(item, { quietly: true }); };

async function saved(subject, next, told) {
  await bring([subject]);
  choose((next?.isConnected && next.id !== subject && lists.drafts.contains(next) ? next : lists.drafts.firstElementChild) ?? document.getElementById(subject));
  say(`${told}; ${left() ? `${left()} left; next: ${short(saidOf(current))}` : "nothing is left here"}`);
}

const STEP = /^t(\d+)$/;
const numbered = (values) => ("step" in values ? { ...values, step: Number(STEP.exec(values.step)?.[1]) } : values);

function correct(item) {
  if (!judges || !item || openForm()) return;
  if (item.dataset.what === "link") { link(item); return; }
  const { what, spans } = item.dataset;
  const values = { ...item.dataset };
  for (const name of ["party", "agent", "step", "speaker"]) values[`${name}-said`] = item.dataset[`${name}Said`];
  const after = seenNow();
  const next = nextDraft(item);
  unlight();
  const form = new Form(item, `correct-${what}`, {
    what, values, spans, report, closed: closing(item),
    saves: async (_, changed, form) => {
      delete changed.measure;
      const path = `/drafts/${encodeURIComponent(item.id)}`;
      const same = !Object.keys(changed).length;
      try {
        await change(same ? `${path}/judgement` : `${path}/correction`, same ? { verdict: "confirmed" } : { changes: numbered(changed) }, { after: form.after });
      } catch (error) {
        if (error.status === 409) { form.after = undefined; note(item, `${error.message}. To save yours all the same, save again`); look(); }
        throw error;
      }
      queueMicrotask(() => attempt(() => saved(item.id, next, same ? "Accepted" : "Corrected")));
    },
  });
  form.after = after;
}

function link(item) {
  if (!judges || !item || openForm()) return;
  const move = item.dataset.move ?? (item.dataset.spans.split(";")[1] ? item.id : null);
  if (!move || item.dataset.what === "statement") { say("Only a move with a condition waits for a step"); return; }
  const next = nextDraft(item);
  new Form(item, "link-step", {
    report, closed: closing(item),
    saves: async ({ to }) => {
      if (!to) throw new Error("Choose a step: type some letters of it");
      const done = await change(`/drafts/${encodeURIComponent(move)}/links`, { step: to });
      const cuts = item.dataset.what === "link" && done.subject !== item.id;
      if (cuts) await change(`/drafts/${encodeURIComponent(item.id)}/judgement`, { verdict: "rejected" });
      queueMicrotask(() => attempt(async () => { if (cuts) await bring([item.id]); await saved(done.subject, next, "Linked"); }));
    },
  });
}

/** Take over what a later reading has, or leave the item as it is. */
async function propose(item, takes) {
  const path = `/drafts/${encodeURIComponent(item.id)}`;
  const gone = item.dataset.proposed === "";
  await attempt(async () => {
    if (!takes) await change(`${path}/judgement`, { verdict: item.dataset.status === "rejected" ? "rejected" : "confirmed" });
    else if (gone) await change(`${path}/judgement`, { verdict: "rejected" });
    else await change(`${path}/correction`, { changes: JSON.parse(item.dataset.proposed) });
    await bring([item.id]);
    choose(document.getElementById(item.id));
    say(takes ? "Taken over" : "Left as it is");
  });
}

// Adding what was missed
const adding = document.getElementById("add");

/** The statement in whose content a character stands. */
function statementAt(character) {
  return items().find((one) => one.dataset.what === "statement" && one.dataset.status !== "rejected" &&
    one.dataset.spans.split(";")[2].split(",").some((span) => { const [s, e] = span.split("-").map(Number); return s <= character && character < e; }));
}

function add(span, what = "move") {
  if (!judges || !span || openForm()) return;
  const host = document.getElementById("adding");
  const said = statementAt(span[0]);
  const values = said ? { party: said.dataset.speaker, "party-said": said.dataset.speakerSaid, agent: said.dataset.speaker, "agent-said": said.dataset.speakerSaid } : {};
  unlight();
  getSelection().removeAllRanges();
  adding.hidden = true;
  host.replaceChildren();
  const form = new Form(host, `correct-${what}`, {
    what, values: what === "move" ? values : {}, spans: what === "move" ? `${span.join("-")};` : `;;${span.join("-")}`, report,
    closed: () => { host.replaceChildren(); choose(current, { quietly: true }); },
    saves: async (now) => {
      const { measure, step: to, ...rest } = now;
      if (what === "move" && !rest.party) throw new Error("Whose move is it? Choose a party, or type the name of a new one");
      const agent = rest.agent ?? rest.party;
      const object = words(...form.spans.spans.step?.[0] ?? [0, 0]).replace(/\s+/g, " ").slice(0, 300);
      const json = what === "statement" ? rest : { ...rest, agent, statement: said ? Number(said.dataset.name.slice(1)) : null, step: to ? Number(to.slice(1)) : { agent, measure, object } };
      const done = await change(`/reports/${report}/${what}s`, json);
      queueMicrotask(() => attempt(async () => { await bring([done.subject]); choose(document.getElementById(done.subject)); say(`Added: ${done.subject}`); }));
    },
  });
  form.element.setAttribute("aria-label", `Add a ${what}`);
  form.element.classList.add("adds");
  const chooses = document.getElementById("add-what").content.cloneNode(true);
  for (const radio of chooses.querySelectorAll("input")) radio.checked = radio.value === what;
  chooses.firstElementChild.addEventListener("change", (event) => { form.close(); add(span, event.target.value); });
  form.element.prepend(chooses);
  host.scrollIntoView({ block: "nearest" });
}

document.addEventListener("selectionchange", () => {
  if (!adding) return;
  const chosen = !openForm() && selected();
  adding.hidden = !chosen;
  if (!chosen) return;
  const box = [...getSelection().getRangeAt(0).getClientRects()].at(-1);
  if (!box) return;
  adding.style.left = `${Math.max(8, Math.min(box.right + 6, innerWidth - 90))}px`;
  adding.style.top = `${Math.max(8, Math.min(box.bottom + 6, innerHeight - 50))}px`;
});
adding?.addEventListener("pointerdown", (event) => event.preventDefault());
adding?.addEventListener("click", () => add(selected()));

// What is pressed
const does = {
  accept: (item) => judge(item, "confirmed"), reject: (item) => judge(item, "rejected"), correct, link, undo: takeBack,
  take: (item) => propose(item, true), leave: (item) => propose(item, false), next: () => step(1), previous: () => step(-1),
  save: () => openForm()?.save(), cancel: () => openForm()?.close(), words: () => openForm()?.see("words"), fields: () => openForm()?.see("fields"),
};

page.parentElement.addEventListener("click", (event) => {
  const button = event.target.closest("[data-does]");
  const item = event.target.closest(".item");
  if (button) { if (!button.closest(".correcting")) does[button.dataset.does]?.(item ?? current); return; }
  if (item && !openForm() && !event.target.closest("a, form")) { choose(item, { focus: false }); return; }
  const passage = event.target.closest(".passage");
  if (!passage || openForm() || !getSelection().isCollapsed) return;
  const names = ["step", "condition", "content", "source", "cue"].flatMap((role) => passage.dataset[role]?.split(" ") ?? []);
  const here = items().filter((one) => names.includes(one.dataset.name) && one.dataset.what !== "link");
  const ordered = [...new Set(names)].map((name) => here.find((one) => one.dataset.name === name)).filter(Boolean);
  if (ordered.length) choose(ordered[(ordered.indexOf(current) + 1) % ordered.length], { quietly: true });
});
page.addEventListener("focusin", (event) => {
  const item = event.target.closest(".item");
  if (item && item !== current && !openForm()) choose(item, { focus: false });
});

const whenFree = (what) => () => { if (!openForm()) what(); };
key("j", whenFree(() => step(1)));
key("k", whenFree(() => step(-1)));
if (judges) {
  key("y", () => judge(current, "confirmed"));
  key("n", () => judge(current, "rejected"));
  key("c", () => correct(current));
  key("l", () => link(current));
  key("u", takeBack);
  key("a", () => (selected() ? add(selected()) : openForm() || say("Select some words of the text first")));
}
page.addEventListener("keydown", (event) => {
  if (event.target !== current || typing(event)) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); if (!openForm()) step(event.key === "ArrowDown" ? 1 : -1); }
  if (event.key === "Enter") { event.preventDefault(); correct(current); }
});

if (judges) {
  whenOthersChange((changes, isAll) => {
    const said = new Map(changes.map((one) => [one.subject, `${one.who}: ${one.said}`]));
    attempt(() => bring(isAll ? [...said.keys()].filter((subject) => subject.includes(".")) : null, said));
  });
}
document.body.classList.add("scripted");
const asked = document.getElementById(decodeURIComponent(location.hash.slice(1)));
choose(asked?.classList.contains("item") ? asked : lists.drafts.firstElementChild ?? lists.judged.firstElementChild, { focus: Boolean(asked), quietly: narrow.matches && !asked });
addEventListener("hashchange", () => {
  const item = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (item?.classList.contains("item")) choose(item);
});
