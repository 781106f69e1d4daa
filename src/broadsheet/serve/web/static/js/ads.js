// Tells that half of an advertisement was in sight for a second, once; nothing else, and nobody else.
const SECOND = 1000;
const waiting = new WeakMap();

function tell(ad) {
  seen.unobserve(ad);
  const body = new URLSearchParams({ slot: ad.dataset.ad });
  fetch("/ads/viewable", { method: "POST", body, keepalive: true }).catch(() => {});
}

const seen = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    clearTimeout(waiting.get(target));
    if (isIntersecting) waiting.set(target, setTimeout(tell, SECOND, target));
  }
}, { threshold: 0.5 });

function watch(root) {
  for (const ad of root.querySelectorAll(".ad[data-ad]:not([data-watched])")) {
    ad.dataset.watched = "yes";
    seen.observe(ad);
  }
}

watch(document);
document.addEventListener("htmx:load", (event) => watch(event.target.parentElement ?? document));
