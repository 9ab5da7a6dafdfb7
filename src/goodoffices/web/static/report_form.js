// The fields in which a draft is corrected, or what the reader missed is added; one form is open at a time.
import { ask, attempt, say, typing } from "/static/workbench.js";
import { combobox } from "/static/combobox.js";
import { Spans, read, written } from "/static/report_spans.js";
import { selected } from "/static/report_text.js";

const ROLES = { move: ["step", "condition"], statement: ["source", "cue", "content"] };
const MAIN = { move: "step", statement: "content" };
let form = null;

/** The form that is open, if one is. */
export const openForm = () => form;

/** A form in a host; `values` are those of its fields (of a combobox, what it is called is under name-said), `saves` gets what has become of them. */
export class Form {
  constructor(host, template, { what = null, values = {}, spans = "", saves, closed, report }) {
    form?.close();
    form = this;
    say("");
    Object.assign(this, { host, what, saves, closed });
    this.element = document.getElementById(template).content.firstElementChild.cloneNode(true);
    host.append(this.element);
    host.classList.add("corrected-now");
    document.getElementById("bar").classList.add("editing");
    for (const input of this.element.querySelectorAll('[role="combobox"]')) {
      const choose = combobox(input, report);
      choose(values[input.name] ?? "", values[`${input.name}-said`] ?? "");
    }
    for (const select of this.element.querySelectorAll("select[name]")) if (values[select.name] !== undefined) select.value = values[select.name];
    if (what) {
      this.spans = new Spans(read(ROLES[what], spans), MAIN[what], () => this.tell());
      this.tell();
    }
    this.before = this.values();
    this.element.addEventListener("submit", (event) => { event.preventDefault(); this.save(); });
    this.element.addEventListener("keydown", (event) => this.pressed(event));
    this.element.addEventListener("click", (event) => this.clicked(event));
    this.element.addEventListener("change", (event) => { if (event.target.name === "role") this.spans.choose(event.target.value); });
    this.element.querySelector('input[name="role"], input')?.focus({ preventScroll: true });
    this.see(this.spans && matchMedia("(max-width: 56rem)").matches ? "words" : "fields");
  }

  /** What the fields say: null for nothing, and of what is new its name in `added`. */
  values() {
    const found = this.what ? { spans: written(ROLES[this.what], this.spans.spans) } : {};
    for (const field of this.element.querySelectorAll("select[name], [role='combobox']")) {
      found[field.name] = (field.getAttribute("role") ? field.dataset.chosen : field.value) || null;
    }
    return found;
  }

  /** Scroll to the words in the text, or to the fields. */
  see(what) {
    const handle = what === "words" && this.spans?.handles.find((one) => !one.hidden);
    if (handle) handle.scrollIntoView({ block: "center" });
    else this.element.scrollIntoView({ block: "nearest" });
  }

  /** The live words of each role. */
  tell() {
    for (const output of this.element.querySelectorAll("output[data-role]")) {
      output.textContent = this.spans.words(output.dataset.role) || "none: select words in the text";
    }
    const words = this.spans.words(this.spans.active);
    document.querySelector("#bar p").textContent = `${this.spans.active}: ${words || "none"}`;
    clearTimeout(this.telling);
    this.telling = setTimeout(() => { this.element.querySelector(".told").textContent = `${this.spans.active}: ${words.slice(0, 200) || "none"}`; }, 400);
  }

  pressed(event) {
    if (event.key === "Escape") { event.preventDefault(); this.close(); return; }
    if (event.key === "Enter" && !event.target.closest("button")) { event.preventDefault(); this.save(); }
  }

  clicked(event) {
    const role = event.target.closest("[data-clears]")?.dataset.clears;
    if (role) this.spans.clear(role);
    if (event.target.closest('[data-does="cancel"]')) this.close();
  }

  /** Keys that move the ends of the words: [ ] the start, with Shift the end, with Alt by character. */
  bracket(event) {
    if (!this.spans || event.ctrlKey || event.metaKey || (!event.altKey && typing(event))) return;
    const step = { "[": -1, "{": -1, "]": 1, "}": 1 }[event.key] ?? (event.altKey ? { BracketLeft: -1, BracketRight: 1 }[event.code] : undefined);
    if (!step) return;
    event.preventDefault();
    this.spans.move(event.shiftKey || event.key === "{" || event.key === "}" ? "end" : "start", step, event.altKey ? "grapheme" : "word");
  }

  /** Words that are selected in the text play the role that is chosen. */
  take(event) {
    const chosen = this.spans && selected();
    if (!chosen) return;
    getSelection().removeAllRanges();
    this.spans.take(chosen, event.shiftKey);
  }

  /** The key of a party that a combobox names; a new one is added first. */
  async #keyOf(name) {
    const input = this.element.querySelector(`[role="combobox"][name="${name}"]`);
    if (!input?.dataset.added) return;
    const kind = document.getElementById(`new-${name}`).value;
    input.dataset.chosen = (await ask("/new-parties", { method: "POST", json: { name: input.dataset.added, kind } })).name;
    delete input.dataset.added;
  }

  /** Save, and close if that could be done. */
  async save() {
    if (this.saving) return;
    this.saving = true;
    const done = await attempt(async () => {
      for (const name of ["party", "agent", "speaker"]) await this.#keyOf(name);
      const now = this.values();
      if (this.what && !this.spans.spans[MAIN[this.what]].length) throw new Error(`A ${this.what} needs the words of its ${MAIN[this.what]}: select them in the text`);
      if (this.what === "move" && Boolean(now.relation) !== Boolean(this.spans.spans.condition.length)) throw new Error("A condition needs its words and how it bears on the step, or neither: choose both, or clear both");
      await this.saves(now, Object.fromEntries(Object.entries(now).filter(([name, value]) => value !== this.before[name])), this);
    });
    this.saving = false;
    if (done) this.close(true);
  }

  close(saved = false) {
    if (form !== this) return;
    form = null;
    clearTimeout(this.telling);
    this.spans?.stop();
    this.element.remove();
    this.host.classList.remove("corrected-now");
    document.getElementById("bar").classList.remove("editing");
    this.closed(saved);
  }
}

document.addEventListener("keydown", (event) => form?.bracket(event));
document.addEventListener("pointerup", (event) => { if (event.target.closest?.("#text") && !event.target.closest(".handle")) setTimeout(() => form?.take(event)); });
