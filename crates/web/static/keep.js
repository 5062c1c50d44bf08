// Keeps what is typed in a long form until it is saved: a closed tab, a dead battery or a lost connection loses nothing.
// Kept in this browser and for whoever typed it, for a week; let go when the form has been saved, and on signing out. A form
// that says so is laid aside on the server too, so that its writer finds what was typed on another machine.
const WEEK = 7 * 24 * 3600 * 1000;
const PAUSE = 4000;
const SENT = "keep-sent";
const saved = document.querySelector("[data-saved]");
const form = document.querySelector("form[data-keep]");
const key = form && `keep:${form.dataset.keep}`;

// Most forms lead elsewhere when they have been saved, and the page there says that they were.
const sent = sessionStorage.getItem(SENT);
if (sent && saved) localStorage.removeItem(sent);
sessionStorage.removeItem(SENT);

const fields = () => [...form.elements].filter((e) => e.name && !e.hidden && !["hidden", "submit", "file", "password"].includes(e.type));
const ticks = (e) => e.type === "checkbox" || e.type === "radio";
const now = () => fields().map((e) => [e.name, ticks(e) ? (e.checked ? e.value : null) : e.value]);
const mark = () => [...form.elements].filter((e) => e.name === "seen" || e.name.endsWith(":seen")).map((e) => e.value).join();
const read = () => {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "null");
    return kept && Date.now() - kept.at < WEEK ? kept : null;
  } catch {
    return null;
  }
};

const laid = () => {
  const draft = document.getElementById("draft");
  try {
    return draft && { ...JSON.parse(draft.value), at: Number(draft.dataset.at) };
  } catch {
    return null;
  }
};
// A connection that is gone is no fault of the form's: what is typed stays in the browser.
const lay = (content) => {
  if (!form.dataset.draft) return;
  const body = new URLSearchParams({ form: form.dataset.draft });
  if (content) body.set("content", content);
  fetch("/utkast", { method: "POST", body }).catch(() => {});
};

// What differs between the form and what was kept of it, each with the way to put it back; a page of the same form that
// has other fields is compared by those that both have.
const differing = (kept) => {
  const values = new Map();
  for (const [name, value] of kept.values) values.set(name, [...(values.get(name) ?? []), value]);
  return fields().flatMap((e) => {
    const all = values.get(e.name);
    if (!all) return [];
    if (ticks(e)) {
      const checked = all.includes(e.value);
      return e.checked === checked ? [] : [() => (e.checked = checked)];
    }
    const value = all.shift() ?? "";
    return e.value === value ? [] : [() => (e.value = value)];
  });
};

if (form) {
  if (saved) localStorage.removeItem(key);
  const [here, there] = saved ? [] : [read(), laid()];
  const kept = !here || (there && there.at > here.at) ? there : here;
  const lost = kept ? differing(kept) : [];
  // Never put back by itself: who opens a form sees what stands, and that there is more.
  if (lost.length) {
    const bar = document.getElementById("kept");
    const restore = () => {
      for (const put of lost) put();
      bar.hidden = true;
    };
    bar.hidden = false;
    bar.querySelector("[data-restore]").addEventListener("click", restore);
    bar.querySelector("[data-forget]").addEventListener("click", () => {
      localStorage.removeItem(key);
      lay("");
      bar.hidden = true;
    });
    bar.querySelector("[data-other]").hidden = kept.mark === mark();
  }
  let waits;
  let lays;
  const keep = () => {
    try {
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), mark: mark(), values: now() }));
    } catch {
      // A full or closed store: the form works as it does without.
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(waits);
    waits = setTimeout(keep, 400);
    lays ??= setTimeout(() => {
      lays = undefined;
      lay(JSON.stringify({ mark: mark(), values: now() }));
    }, PAUSE);
  });
  form.addEventListener("submit", () => {
    clearTimeout(waits);
    // What the form saves needs no draft, and one on its way would come after it.
    clearTimeout(lays);
    keep();
    sessionStorage.setItem(SENT, key);
  });
}
