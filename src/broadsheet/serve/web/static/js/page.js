// What every page may do with a script; all of it works without one.

// Times are sent in UTC; here they are shown by the reader's own clock.
function localise(root) {
  const language = document.documentElement.lang === "en" ? "en-GB" : "zh-CN";
  const form = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  for (const time of root.querySelectorAll("time[data-clock]")) {
    const at = new Date(time.dateTime);
    if (Number.isNaN(at.getTime())) continue;
    time.textContent = form.format(at);
    time.title = at.toLocaleString(language);
    delete time.dataset.clock;
  }
}

// A count of what is ticked, beside the button that uses it.
function count(form) {
  const line = form.querySelector("[data-count]");
  if (line) line.textContent = line.dataset.count.replace("{n}", form.querySelectorAll("[name=source]:checked").length);
}

localise(document);
// On a small screen the filters wait until they are asked for.
if (window.matchMedia("(max-width: 60rem)").matches) {
  for (const details of document.querySelectorAll("details[data-narrow='']")) details.open = false;
}
document.addEventListener("htmx:afterSettle", (event) => localise(event.target.parentElement ?? document));
for (const form of document.querySelectorAll("form")) {
  count(form);
  form.addEventListener("change", () => count(form));
}
