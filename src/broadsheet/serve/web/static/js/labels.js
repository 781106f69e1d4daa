// Labelling from the keyboard: 1 to 9 give a label, 0 skips, unless something is being typed.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const pressed = document.querySelector(`#labelling [data-key="${CSS.escape(event.key)}"]`);
  if (!pressed) return;
  event.preventDefault();
  pressed.click();
});

// After a label the next article is read from its top, and its headline is what a screen reader hears.
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "labelling") return;
  const title = event.target.querySelector(".asked h3");
  if (!title) return;
  title.tabIndex = -1;
  title.focus({ preventScroll: true });
});
