// The queue from the keyboard: j and k move, the letter on an action does it, unless something is being typed.
const items = () => [...document.querySelectorAll(".queue-item")];

function move(step) {
  const all = items();
  if (!all.length) return;
  const at = all.indexOf(document.activeElement?.closest(".queue-item"));
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  if (event.key === "j" || event.key === "k") {
    event.preventDefault();
    move(event.key === "j" ? 1 : -1);
    return;
  }
  const chosen = document.activeElement?.closest(".queue-item");
  const action = chosen?.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!action) return;
  event.preventDefault();
  action.click();
});

// When a line has gone, the one that took its place is next: what was removed can't say so itself, the list can.
const list = document.getElementById("queue");
let gone = -1;
document.addEventListener("htmx:beforeSwap", (event) => {
  gone = items().indexOf(event.detail.target);
});
new MutationObserver(() => {
  const all = items();
  if (gone >= 0 && all.length) all[Math.min(gone, all.length - 1)].focus({ preventScroll: true });
  gone = -1;
}).observe(list, { childList: true });
