// A reader's front page: what came into sight is told once, when the page is left; sharing uses what the device has.
const VISIBLE_MS = 1000; // a headline scrolled past was not read
const waiting = new Map();
let seen = new Set();

const watcher = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    const item = entry.target.dataset.item;
    clearTimeout(waiting.get(item));
    if (entry.isIntersecting) waiting.set(item, setTimeout(() => seen.add(item), VISIBLE_MS));
  }
}, { threshold: 0.5 });

function watch() {
  for (const item of document.querySelectorAll("#front [data-item]")) watcher.observe(item);
}

// A request of its own, not a beacon queue: it is one line, and it outlives the page.
function tell() {
  const front = document.getElementById("front");
  if (!front || !seen.size) return;
  const body = new URLSearchParams({ page: front.dataset.page, seen: [...seen].join(",") });
  seen = new Set();
  fetch(front.dataset.views, { method: "POST", body, keepalive: true }).catch(() => {});
}

document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && tell());
addEventListener("pagehide", tell);
document.addEventListener("htmx:beforeSwap", tell);
document.addEventListener("htmx:afterSettle", watch);

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-share]");
  if (!button) return;
  const url = new URL(button.dataset.share, location.href).href;
  if (navigator.share) navigator.share({ title: button.dataset.title, url }).catch(() => {});
  else navigator.clipboard?.writeText(url).catch(() => {});
});
watch();
