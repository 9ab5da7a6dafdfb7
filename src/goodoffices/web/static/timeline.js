// The timeline: the arrows go from month to month, and what is chosen is shown at once.
import { key } from "/static/workbench.js";

const press = (id) => document.getElementById(id)?.click();
key("ArrowLeft", () => press("earlier"));
key("ArrowRight", () => press("later"));
document.getElementById("month")?.addEventListener("change", (event) => event.target.form.requestSubmit());
