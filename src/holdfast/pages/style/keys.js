// Shortcuts of the line, a comfort: every one of them presses what stands on the page.
// It asks nothing of any server and stores nothing. It is loaded only where somebody turned it on.
"use strict";

(() => {
  const rows = () => [...document.querySelectorAll("a.row[href]")];
  const step = (by) => {
    const all = rows();
    if (!all.length) return;
    const here = document.activeElement;
    const open = all.findIndex((row) => row === here || row.ariaCurrent === "true");
    const at = all.includes(here) ? all.indexOf(here) : open;
    const next = at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1);
    all[next].focus();
  };
  const press = (key) => {
    const found = document.querySelector(`[data-key="${key}"]`);
    if (!found) return;
    if (found instanceof HTMLTextAreaElement) found.focus();
    else found.click();
  };
  const acts = { j: () => step(1), k: () => step(-1), r: () => press("r"), a: () => press("a"), "?": () => press("?") };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const act = Object.hasOwn(acts, event.key) ? acts[event.key] : null;
    if (!act) return;
    event.preventDefault();
    act();
  });
})();
