// Which words play which role, as somebody moves their ends: by dragging, by keys, or by selecting others.
import * as text from "/static/report_text.js";

const SIDES = ["start", "end"];

/** Spans as the ledger writes them ("3-9;12-20,25-30"), a part for each role. */
export const written = (roles, spans) => roles.map((role) => spans[role].map(([start, end]) => `${start}-${end}`).join(",")).join(";");

/** What `written` wrote. */
export function read(roles, column) {
  const parts = column.split(";");
  return Object.fromEntries(roles.map((role, n) => [role, (parts[n] ?? "").split(",").filter(Boolean).map((one) => one.split("-").map(Number))]));
}

/** Spans that are being moved; `main` is the role that must have words, `onChange` is called whenever something is another. */
export class Spans {
  constructor(spans, main, onChange) {
    this.spans = structuredClone(spans);
    this.main = main;
    this.active = main;
    this.onChange = onChange;
    this.handles = SIDES.map((side) => this.#handle(side));
    document.querySelector(".paper").append(...this.handles);
    this.reposition = () => this.draw();
    addEventListener("resize", this.reposition);
    this.draw();
  }

  /** Choose the role whose ends are moved. */
  choose(role) {
    this.active = role;
    this.draw();
  }

  /** The words of a role, pieces parted by an ellipsis. */
  words(role) {
    return this.spans[role].map(([start, end]) => text.words(start, end)).join(" … ");
  }

  /** Let other words play the active role, or with `more` these as well. */
  take([start, end], more) {
    const kept = more ? this.spans[this.active].filter(([s, e]) => e <= start || s >= end) : [];
    this.spans[this.active] = [...kept, [start, end]].sort((a, b) => a[0] - b[0]);
    this.#changed();
  }

  /** Let no words play a role. */
  clear(role) {
    this.spans[role] = [];
    this.#changed();
  }

  /** Move the start or end of the active role; where it has no words yet, it gets the word before or behind the main ones. */
  move(side, step, by) {
    const pieces = this.spans[this.active];
    if (!pieces.length) {
      const [start, end] = [this.spans[this.main][0]?.[0] ?? 0, this.spans[this.main].at(-1)?.[1] ?? 0];
      const from = step < 0 ? text.nextEdge(start, -1, { ends: false }) : text.nextEdge(text.nextEdge(end, 1, { ends: true }), -1, { ends: false });
      this.take([from, text.nextEdge(from, 1, { ends: true })]);
      return;
    }
    this.#put(side, text.nextEdge(this.#edge(side), step, { ends: side === "end", by }));
  }

  /** Leave everything in the page as it was. */
  stop() {
    removeEventListener("resize", this.reposition);
    for (const handle of this.handles) handle.remove();
    for (const role of text.ROLES) globalThis.CSS.highlights?.delete(`report-${role}`);
  }

  /** Show where everything is. */
  draw() {
    for (const role of text.ROLES) {
      const ranges = (this.spans[role] ?? []).map(([start, end]) => text.rangeOf(start, end));
      if (globalThis.Highlight) CSS.highlights.set(`report-${role}`, Object.assign(new Highlight(...ranges), { priority: role === this.active ? 9 : 1 }));
    }
    for (const handle of this.handles) this.#place(handle);
  }

  #edge(side) {
    const pieces = this.spans[this.active];
    return side === "start" ? pieces[0]?.[0] : pieces.at(-1)?.[1];
  }

  #put(side, to) {
    const pieces = this.spans[this.active];
    const piece = side === "start" ? pieces[0] : pieces.at(-1);
    if (side === "start" ? to >= piece[1] || to < 0 : to <= piece[0] || to > text.length()) return;
    piece[side === "start" ? 0 : 1] = to;
    this.#changed();
  }

  #changed() {
    this.draw();
    this.onChange();
  }

  #handle(side) {
    const handle = document.createElement("button");
    handle.type = "button";
    handle.className = `handle ${side}`;
    handle.dataset.side = side;
    handle.setAttribute("role", "slider");
    handle.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!step) return;
      event.preventDefault();
      event.stopPropagation();
      this.move(side, step, event.altKey || event.shiftKey ? "grapheme" : "word");
    });
    handle.addEventListener("pointerdown", (event) => this.#drag(event, side));
    return handle;
  }

  #drag(began, side) {
    if (began.button) return;
    began.preventDefault();
    const moved = (event) => {
      const under = text.characterUnder(event.clientX, event.clientY);
      if (under !== null) this.#put(side, event.altKey ? under : text.nearestEdge(under, side === "end"));
    };
    const ended = () => {
      document.body.classList.remove("dragging");
      for (const [name, does] of heard) removeEventListener(name, does);
    };
    const heard = [["pointermove", moved], ["pointerup", ended], ["pointercancel", ended]];
    for (const [name, does] of heard) addEventListener(name, does);
    document.body.classList.add("dragging");
  }

  #place(handle) {
    const { side } = handle.dataset;
    const at = this.#edge(side);
    handle.hidden = at === undefined;
    if (handle.hidden) return;
    const [first, last] = side === "start" ? [at, at + 1] : [at - 1, at];
    const range = text.rangeOf(first, last);
    const box = side === "start" ? range.getClientRects()[0] : [...range.getClientRects()].at(-1);
    if (!box) return;
    const paper = document.querySelector(".paper").getBoundingClientRect();
    const backwards = getComputedStyle(range.startContainer.parentElement).direction === "rtl";
    handle.style.left = `${((side === "start") === backwards ? box.right : box.left) - paper.left}px`;
    handle.style.top = `${box.top - paper.top}px`;
    handle.setAttribute("aria-label", `${side === "start" ? "Start" : "End"} of the ${this.active}`);
    handle.setAttribute("aria-valuemin", "0");
    handle.setAttribute("aria-valuemax", String(text.length()));
    handle.setAttribute("aria-valuenow", String(at));
    handle.setAttribute("aria-valuetext", this.words(this.active).slice(0, 300));
  }
}
