// The people of a team, for administrators.
import { ask, attempt, refresh, say } from "/static/workbench.js";
import { show } from "/static/account.js";

const of = (element) => `/people/${encodeURIComponent(element.dataset.name)}`;

const does = {
  async add(form) {
    const [name, role] = ["new-name", "new-role"].map((id) => document.getElementById(id).value);
    const { secret } = await ask("/people", { method: "POST", json: { name, role } });
    form.reset();
    await refresh("#people");
    show(`The password for the first sign-in of ${name}; it is not shown again:`, secret);
  },
  async role(select) {
    try {
      await ask(`${of(select)}/role`, { method: "PUT", json: { role: select.value } });
      say(`${select.dataset.name} is ${select.value === "viewer" ? "a" : "an"} ${select.value} now`);
    } finally {
      await refresh("#people");
    }
  },
  async state(button) {
    const open = button.dataset.open === "true";
    await ask(`${of(button)}/state`, { method: "PUT", json: { is_open: open } });
    await refresh("#people");
    say(`The account of ${button.dataset.name} is ${open ? "open again" : "closed"}`);
  },
  async password(button) {
    const { secret } = await ask(`${of(button)}/password`, { method: "POST" });
    await refresh("#people");
    show(`The password for one sign-in of ${button.dataset.name}; it is not shown again:`, secret);
  },
};

for (const [kind, elements] of [["click", "button[data-does]"], ["change", "select[data-does]"], ["submit", "form[data-does]"]]) {
  document.addEventListener(kind, (event) => {
    const element = event.target.closest(elements);
    if (!element || !does[element.dataset.does]) return;
    if (kind === "submit") event.preventDefault();
    attempt(() => does[element.dataset.does](element));
  });
}
