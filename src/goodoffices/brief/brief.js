"use strict";
// Lights up where in the text a move or statement stands, and which of them stand at a place in the text.
{
  const texts = document.querySelector(".texts");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const roles = ["source", "cue", "content", "step", "condition"];
  let lit = null;
  let held = false;

  const card = (number) => document.querySelector(`article[data-number="${number}"]`);
  const parts = (number) => [...texts.querySelectorAll(`[data-numbers~="${number}"]`)];

  function clear() {
    for (const element of document.querySelectorAll(".lit")) element.classList.remove("lit", "held", ...roles);
    card(lit)?.removeAttribute("aria-current");
    lit = null;
    held = false;
  }

  function light(number, hold = false) {
    if (number !== lit) {
      clear();
      lit = number;
      card(number).setAttribute("aria-current", "true");
      for (const part of parts(number)) {
        const played = roles.filter((role) => part.dataset[role]?.split(" ").includes(number));
        part.classList.add("lit", ...played);
      }
    }
    held = hold;
    card(number).classList.add("lit");
    card(number).classList.toggle("held", hold);
  }

  // Only the column of the texts moves, never the page: it would move away from under the pointer.
  function showText(number) {
    const boxes = parts(number).map((part) => part.getBoundingClientRect());
    if (!boxes.length) return;
    const column = texts.getBoundingClientRect();
    const seen = { top: Math.max(column.top, 0), bottom: Math.min(column.bottom, innerHeight) };
    const top = Math.min(...boxes.map((box) => box.top));
    const bottom = Math.max(...boxes.map((box) => box.bottom));
    if (top >= seen.top && bottom <= seen.bottom) return;
    const margin = (seen.bottom - seen.top) / 5;
    texts.scrollBy({ top: top - seen.top - margin, behavior: calm.matches ? "auto" : "smooth" });
  }

  const entryAt = (target) => target.closest?.("article")?.dataset.number ?? null;
  const entryNamed = (hash) => /^#(?:move|statement)-(\d+)$/.exec(hash ?? "")?.[1] ?? null;

  function pointAt(event) {
    const number = entryAt(event.target);
    if (number === null || number === lit || (held && event.type === "pointermove")) return;
    light(number);
    showText(number);
  }

  document.addEventListener("pointermove", (event) => event.pointerType === "mouse" && pointAt(event));
  document.addEventListener("focusin", pointAt);

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const named = entryNamed(link?.hash);
    if (named && card(named)) {
      event.preventDefault();
      card(named).focus({ preventScroll: true });
      light(named, true);
      card(named).scrollIntoView({ block: "nearest", behavior: calm.matches ? "auto" : "smooth" });
      showText(named);
      return;
    }
    const number = entryAt(event.target);
    if (number !== null) {
      if (link) event.preventDefault();
      light(number, true);
      showText(number);
      return;
    }
    const here = event.target.closest(".passage")?.dataset.numbers.split(" ");
    if (here) {
      const next = here[(here.indexOf(lit) + 1) % here.length];
      light(next, true);
      card(next).scrollIntoView({ block: "nearest", behavior: calm.matches ? "auto" : "smooth" });
    }
  });

  document.addEventListener("keydown", (event) => event.key === "Escape" && clear());

  const asked = entryNamed(location.hash);
  if (asked && card(asked)) {
    light(asked, true);
    showText(asked);
  }
}
