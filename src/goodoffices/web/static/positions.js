// Issues opened and folded without leaving the page; a filter that is chosen counts at once.
import { attempt, key, refresh } from "/static/workbench.js";

async function go(address) {
  const region = document.getElementById("matrix");
  const [left, top] = [region?.scrollLeft ?? 0, region?.scrollTop ?? 0];
  await refresh("#content", address);
  history.pushState(null, "", address);
  document.getElementById("matrix")?.scrollTo(left, top);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-measure]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  attempt(() => go(link.href.split("#")[0]));
});

document.addEventListener("change", (event) => {
  if (event.target.form?.id === "filters") event.target.form.requestSubmit();
});

window.addEventListener("popstate", () => attempt(() => refresh("#content")));

key("f", () => document.getElementById("as-of")?.focus());
key("o", () => {
  const address = new URL(location.href);
  const open = document.querySelector('a[data-measure][aria-expanded="true"]');
  address.searchParams.delete("open");
  if (open) address.searchParams.set("folded", "true");
  else {
    address.searchParams.delete("folded");
    for (const link of document.querySelectorAll("a[data-measure]")) address.searchParams.append("open", link.dataset.measure);
  }
  attempt(() => go(address.href));
});
