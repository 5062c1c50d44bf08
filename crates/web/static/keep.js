// Keeps what is typed in a long form until it is saved: a closed tab, a dead battery or a lost connection loses nothing.
// Kept in this browser alone, for a week, and let go as soon as the form has been saved.
const WEEK = 7 * 24 * 3600 * 1000;
const form = document.querySelector("form[data-keep]");
const key = form && `keep:${form.dataset.keep}`;

const fields = () => [...form.elements].filter((e) => e.name && e.type !== "hidden" && !e.hidden && e.type !== "submit");
const read = () => {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "null");
    return kept && Date.now() - kept.at < WEEK ? kept : null;
  } catch {
    return null;
  }
};
const now = () => fields().map((e) => [e.name, e.type === "checkbox" || e.type === "radio" ? (e.checked ? e.value : null) : e.value]);
const mark = () => [...form.elements].filter((e) => e.name.endsWith(":seen")).map((e) => e.value).join();

if (form) {
  const saved = document.querySelector("[data-saved]");
  if (saved) localStorage.removeItem(key);
  const shown = JSON.stringify(now());
  const kept = read();
  // Only what was typed over the same state is put back by itself; over another one it is offered.
  if (kept && !saved && JSON.stringify(kept.values) !== shown) {
    const bar = document.getElementById("kept");
    const restore = () => {
      const values = new Map(kept.values.map(([name, value]) => [name, value]));
      for (const e of fields()) {
        if (!values.has(e.name)) continue;
        if (e.type === "checkbox" || e.type === "radio") e.checked = values.get(e.name) === e.value;
        else e.value = values.get(e.name) ?? "";
      }
      bar.hidden = true;
    };
    bar.hidden = false;
    bar.querySelector("[data-restore]").addEventListener("click", restore);
    bar.querySelector("[data-forget]").addEventListener("click", () => {
      localStorage.removeItem(key);
      bar.hidden = true;
    });
    bar.querySelector("[data-other]").hidden = kept.mark === mark();
  }
  let waits;
  form.addEventListener("input", () => {
    clearTimeout(waits);
    waits = setTimeout(() => {
      try {
        localStorage.setItem(key, JSON.stringify({ at: Date.now(), mark: mark(), values: now() }));
      } catch {
        // A full or closed store: the form works as it does without.
      }
    }, 400);
  });
}
