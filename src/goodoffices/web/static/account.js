// One's own account: signing out, the password, tokens.
import { ask, attempt, refresh, say } from "/static/workbench.js";

const value = (id) => document.getElementById(id).value;

const does = {
  "sign-out": async () => { await ask("/session", { method: "DELETE" }); location.assign("/sign-in"); },
  "sign-out-everywhere": async () => { await ask("/sessions", { method: "DELETE" }); location.assign("/sign-in"); },
  async password(form) {
    if (value("new") !== value("again")) throw new Error("these are two passwords: type the same one twice");
    await ask("/account/password", { method: "PUT", json: { old: value("old"), new: value("new") } });
    form.reset();
    const fresh = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    document.body.dataset.secret = fresh.body.dataset.secret;
    say("Your password is changed; you are signed out everywhere else");
  },
  async token(form) {
    const whatFor = value("what-for");
    const { secret } = await ask("/tokens", { method: "POST", json: { what_for: whatFor } });
    form.reset();
    await refresh("#tokens");
    show(`The token for ${whatFor}; it is not shown again:`, secret);
  },
  async revoke(button) {
    await ask(`/tokens/${button.dataset.number}`, { method: "DELETE" });
    await refresh("#tokens");
    say("The token is revoked");
  },
};

/** Show a secret once. */
export function show(what, secret) {
  const given = document.getElementById("given");
  const told = Object.assign(document.createElement("p"), { textContent: what });
  const once = Object.assign(document.createElement("code"), { className: "once", textContent: secret });
  given.replaceChildren(told, once);
  given.hidden = false;
  given.tabIndex = -1;
  given.focus();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-does]");
  if (button && does[button.dataset.does]) attempt(() => does[button.dataset.does](button));
});
document.addEventListener("submit", (event) => {
  const act = does[event.target.dataset.does];
  if (!act) return;
  event.preventDefault();
  attempt(() => act(event.target));
});
