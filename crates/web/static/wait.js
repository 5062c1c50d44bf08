// Says that something is under way when a form takes longer than one waits without wondering.
const SOON = 300;
const notes = [...document.querySelectorAll("form [data-wait]")];
let waits;
for (const note of notes)
  note.closest("form").addEventListener("submit", () => {
    waits = setTimeout(() => (note.hidden = false), SOON);
  });
// Who goes back to the page is not told that it still waits.
addEventListener("pageshow", () => {
  clearTimeout(waits);
  for (const note of notes) note.hidden = true;
});
