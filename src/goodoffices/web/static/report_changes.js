// Changes to the ledger, one after the other, each with the number of the last event that this page has seen; and what others do.
import { ask } from "/static/workbench.js";

const OFTEN = 5000;
const page = document.getElementById("report");
export const report = page.dataset.report;
const KEPT = `undo ${report}`;
let seen = Number(page.dataset.number);
let queue = Promise.resolve();

/** Do something after what was begun before it has ended. */
function inTurn(does) {
  const done = queue.then(does);
  queue = done.catch(() => {});
  return done;
}

/** The number of the last event that this page has seen. */
export const seenNow = () => seen;

const own = () => JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");
const keep = (changes) => sessionStorage.setItem(KEPT, JSON.stringify(changes));

async function send(path, json, { after, undoes = false } = {}) {
  const done = await ask(path, { method: "POST", json: { ...json, after: after ?? seen } });
  seen = Math.max(seen, done.number);
  if (!undoes) keep([...own(), [done.event, done.subject]]);
  const others = done.changes.filter((one) => one.number !== done.event);
  if (others.length || !done.is_all) tell(others, done.is_all);
  return done;
}

/** Make a change; `after` is what its author had seen, if not what the page has by now. What others did meanwhile is told. */
export const change = (path, json, how) => inTurn(() => send(path, json, how));

/** Take back the last change that was made in this page; its subject, or null where there is none. */
export function undo() {
  return inTurn(async () => {
    const last = own().pop();
    if (!last) return null;
    const [event, subject] = last;
    try {
      await send(`/drafts/${encodeURIComponent(subject)}/undo`, { event }, { undoes: true });
    } finally {
      keep(own().filter(([number]) => number !== event));
    }
    return subject;
  });
}

let tell = () => {};

/** Hear what others do: `heard` gets their changes, and whether these are all. */
export function whenOthersChange(heard) {
  tell = heard;
  setInterval(() => document.hidden || look(), OFTEN);
  document.addEventListener("visibilitychange", () => document.hidden || look());
}

/** Ask what has happened. */
export function look() {
  return inTurn(async () => {
    const found = await ask(`/changes?since=${seen}&report=${report}`);
    seen = found.number;
    if (found.changes.length || !found.is_all) tell(found.changes, found.is_all);
  }).catch(() => {});
}
