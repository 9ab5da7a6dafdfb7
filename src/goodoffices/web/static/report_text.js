// The text of a report: its characters, which are code points, and where in the page they stand; what is lit in it.

const container = () => document.getElementById("words");
export const ROLES = ["condition", "step", "cue", "source", "content"];
const SURROGATE = /[\ud800-\udfff]/;
let known = null;

/** The text with what is needed to find characters in it; looked up once, and again when the text has been replaced. */
function text() {
  if (known?.of === container()) return known;
  const nodes = [];
  const starts = [];
  const startOf = new Map();
  const walker = document.createTreeWalker(container(), NodeFilter.SHOW_TEXT);
  let length = 0;
  while (walker.nextNode()) {
    nodes.push(walker.currentNode);
    starts.push(length);
    startOf.set(walker.currentNode, length);
    length += walker.currentNode.data.length;
  }
  const whole = container().textContent;
  known = { of: container(), whole, nodes, starts, startOf, units: SURROGATE.test(whole) ? unitsOf(whole) : null };
  return known;
}

/** For each code point the UTF-16 unit at which it begins, and the end. */
function unitsOf(whole) {
  const units = [];
  let at = 0;
  for (const character of whole) {
    units.push(at);
    at += character.length;
  }
  units.push(at);
  return units;
}

/** The place of the last number that is not larger. */
function placeOf(numbers, wanted) {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (numbers[middle] <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}

const toUnit = (character) => text().units?.[character] ?? character;
const toCharacter = (unit) => (text().units ? placeOf(text().units, unit) : unit);

/** How many characters the text has. */
export const length = () => toCharacter(text().whole.length);

/** The words between two characters. */
export const words = (start, end) => text().whole.slice(toUnit(start), toUnit(end));

/** The node and place in it of a unit; of two nodes that meet there, the one that ends if `ends`. */
function placed(unit, ends) {
  const { nodes, starts } = text();
  let n = placeOf(starts, unit);
  if (ends && n > 0 && starts[n] === unit) n -= 1;
  return [nodes[n], Math.min(unit - starts[n], nodes[n].data.length)];
}

/** The range of the page that holds some characters. */
export function rangeOf(start, end) {
  const range = document.createRange();
  range.setStart(...placed(toUnit(start), false));
  range.setEnd(...placed(toUnit(end), true));
  return range;
}

/** The character at a place of the page, if that is in the text. */
export function characterAt(node, offset) {
  if (!container().contains(node)) return null;
  if (node.nodeType === Node.TEXT_NODE) return toCharacter(text().startOf.get(node) + offset);
  const before = document.createRange();
  before.setStart(container(), 0);
  before.setEnd(node, offset);
  return toCharacter(before.toString().length);
}

/** The character under a pointer, if there is one. */
export function characterUnder(x, y) {
  const caret = document.caretPositionFromPoint?.(x, y);
  if (caret) return characterAt(caret.offsetNode, caret.offset);
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? characterAt(range.startContainer, range.startOffset) : null;
}

/** The characters that are selected, without blank space at the ends; none, if nothing in the text is. */
export function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(container())) return null;
  const inside = document.createRange();
  inside.selectNodeContents(container());
  if (range.compareBoundaryPoints(Range.START_TO_START, inside) < 0) range.setStart(container(), 0);
  if (range.compareBoundaryPoints(Range.END_TO_END, inside) > 0) range.setEnd(container(), container().childNodes.length);
  const [start, end] = [characterAt(range.startContainer, range.startOffset), characterAt(range.endContainer, range.endOffset)];
  const chosen = words(start, end);
  const before = [...chosen.slice(0, chosen.length - chosen.trimStart().length)].length;
  const after = [...chosen.slice(chosen.trimEnd().length)].length;
  return start + before < end - after ? [start + before, end - after] : null;
}

const SEEN = 600;
const cutters = { word: new Intl.Segmenter("und", { granularity: "word" }), grapheme: new Intl.Segmenter("und", { granularity: "grapheme" }) };

/** The next place before or after a character at which a word (or what people take for a character) begins, or `ends`. */
export function nextEdge(character, step, { ends, by = "word" }) {
  const at = toUnit(character);
  const { whole } = text();
  const from = Math.max(0, at - SEEN);
  const edges = [];
  for (const part of cutters[by].segment(whole.slice(from, at + SEEN))) {
    if (by === "word" && !part.isWordLike) continue;
    edges.push(from + part.index + (ends ? part.segment.length : 0));
  }
  if (by === "grapheme") edges.push(whole.length);
  const found = step < 0 ? edges.filter((edge) => edge < at).pop() : edges.find((edge) => edge > at);
  return toCharacter(found ?? Math.max(0, Math.min(at + step, whole.length)));
}

/** The edge of a word that is nearest to a character. */
export function nearestEdge(character, ends) {
  const before = nextEdge(character + 1, -1, { ends });
  const after = nextEdge(character - 1, 1, { ends });
  return Math.abs(character - before) <= Math.abs(after - character) ? before : after;
}

/** Let nothing be lit. */
export function unlight() {
  for (const passage of document.querySelectorAll(".passage.lit")) {
    passage.classList.remove("lit");
    delete passage.dataset.lit;
    delete passage.dataset.label;
  }
}

/** Light up where a statement or move (s3, m4) stands; of a link, the condition alone matters most. The passages, in order. */
export function light(name) {
  unlight();
  const lit = new Set();
  for (const role of ROLES) {
    const passages = container().querySelectorAll(`[data-${role}~="${CSS.escape(name)}"]`);
    let labelled = false;
    for (const passage of passages) {
      if (!lit.has(passage)) {
        passage.classList.add("lit");
        passage.dataset.lit = role;
        lit.add(passage);
        if (!labelled) passage.dataset.label = role;
        labelled = true;
      }
    }
  }
  return [...lit];
}

/** Scroll what is lit into sight: only the column of the text moves, where it is one. */
export function show(passages, calm) {
  const boxes = passages.filter((p) => p.dataset.lit !== "source" && p.dataset.lit !== "cue").map((p) => p.getBoundingClientRect());
  if (!boxes.length) return;
  const column = document.getElementById("text");
  const scrolls = column.scrollHeight > column.clientHeight + 1 && getComputedStyle(column).overflowY !== "visible";
  const frame = scrolls ? column.getBoundingClientRect() : { top: 0, bottom: innerHeight };
  const seen = { top: Math.max(frame.top, 0), bottom: Math.min(frame.bottom, innerHeight) - (scrolls ? 0 : 180) };
  const [top, bottom] = [Math.min(...boxes.map((b) => b.top)), Math.max(...boxes.map((b) => b.bottom))];
  if (top >= seen.top + 8 && bottom <= seen.bottom - 8) return;
  const by = { top: top - seen.top - (seen.bottom - seen.top) / 4, behavior: calm ? "instant" : "smooth" };
  (scrolls ? column : window).scrollBy(by);
}
