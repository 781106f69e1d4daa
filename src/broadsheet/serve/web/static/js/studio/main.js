// The studio: the drafting page's text as an editor. It is built from the form that works without a script, and writes
// back to it; when anything here fails to load, that form is still there.
import { commands, readable } from "./commands.js";
import { Asking } from "./asking.js";
import { Checking } from "./checking.js";
import { element, composing } from "./elements.js";
import { forget, held, Keeping } from "./keeping.js";
import { makeEditor } from "./editor.js";
import { read, write } from "./manuscript.js";
import { Palette } from "./palette.js";
import { Review } from "./review.js";
import { Toolbar } from "./toolbar.js";

const form = document.querySelector("[data-studio]");
const data = JSON.parse(form.dataset.studio);
const { words } = data;
const area = form.querySelector("textarea");
const sheet = document.querySelector("[data-sentences]");
const part = (name) => document.querySelector(`[data-${name}]`);
const address = `/drafts/${data.draft}`;
const seat = crypto.randomUUID?.() ?? String(Math.random()).slice(2); // none but https and localhost have the first

const status = element("p", { class: "studio-status", role: "status" });
const live = element("p", { class: "visually-hidden", "aria-live": "polite" });
const root = element("section", { class: "review", "aria-label": words.review });
root.hidden = true;

const say = (text) => {
  live.textContent = text;
};
const show = (text, style = "") => {
  status.textContent = text;
  status.className = `studio-status ${style}`;
};

const parts = {};
const keys = {
  "Mod-k": () => (parts.palette.open(parts.asking.about()), true),
  "Mod-s": () => (form.requestSubmit(), true),
  "Mod-/": () => (help(), true),
  "Mod-Enter": () => (parts.checking.now(), true),
  F8: () => (parts.checking.jump(1), true),
  "Shift-F8": () => (parts.checking.jump(-1), true),
  F6: () => (beside(), true),
  Escape: () => !root.hidden && (parts.review.leave(), true),
};

const attributes = { class: "sheet manuscript-live", lang: data.language, role: "textbox", "aria-multiline": "true", "aria-label": words.text, spellcheck: "true" };
const place = element("div", { class: "studio" });
const view = makeEditor(place, {
  text: area.value,
  attributes,
  titled: data.titled,
  keys,
  words,
  say,
  changed(tr) {
    parts.asking.changed(tr);
    parts.checking.later();
    parts.keeping.later();
  },
  moved() {
    parts.checking?.follow();
    parts.toolbar?.follow();
  },
});

let untouched = view.state.doc;
// Until something is typed the text is the draft's own, letter for letter.
const text = () => (view.state.doc.eq(untouched) ? area.defaultValue : write(view.state.doc).text);
const by = () => form.elements.by.value.trim();

parts.checking = new Checking(view, { address, words, say, panel: part("evidence"), findings: part("findings"), hint: part("evidence-hint") });
parts.review = new Review(view, { root, words, say, titled: data.titled, settle: (id, fate, made) => parts.asking.settle(id, fate, made, by()) });
parts.asking = new Asking(view, { draft: data.draft, language: data.language, words, say, show, review: parts.review });
parts.keeping = new Keeping({ address, draft: data.draft, base: data.revision, seat, text, by, words, show, beaten });
parts.palette = new Palette({ edits: data.edits, words, run: (edit, instruction) => parts.asking.run(edit, instruction), act: (name) => parts.toolbar.root.querySelector(`[data-command=${name}]`).click() });
parts.toolbar = new Toolbar(view, {
  words,
  say,
  more: [
    { name: "palette", sign: words.palette_sign, key: "Mod-k", run: keys["Mod-k"] },
    { name: "keys", sign: "?", key: "Mod-/", run: help },
  ],
});

place.prepend(parts.toolbar.root);
place.append(status, root, live);
sheet.replaceWith(place);
area.closest(".edit").classList.add("is-live");
area.hidden = true;
part("recheck-button")?.remove();
document.getElementById("sentence-keys").textContent = words.hint.replace("{next}", "F8").replace("{suggest}", readable("Mod-k")).replace("{keys}", readable("Mod-/"));
part("evidence").dataset.live = "";
parts.checking.draw({ marks: data.marks }, write(view.state.doc).places);
offer();

form.addEventListener("submit", () => {
  area.value = text();
  form.elements.seat.value = seat;
  parts.keeping.close();
});
document.addEventListener("submit", (event) => {
  if (!event.target.getAttribute("action")?.endsWith("/fix")) return; // .action may be a field of that name
  event.preventDefault();
  const { start, end, fix } = Object.fromEntries(new FormData(event.target));
  parts.checking.fix(Number(start), Number(end), fix);
});
document.addEventListener("keydown", (event) => {
  if (composing(event) || event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
  if (event.key === "?") help();
  else if (event.key === "F6") view.focus();
  else if (event.key === "Escape" && event.target.closest(".evidence")) view.focus();
  else return;
  event.preventDefault();
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-jump], [data-back]");
  if (!link) return;
  event.preventDefault();
  parts.checking.go(Number(link.dataset.jump ?? link.closest("[data-evidence-of]").dataset.evidenceOf));
  link.closest(".evidence-card")?.classList.remove("is-current");
});

// To what stands beside the text: a suggestion under review, else the evidence of the sentence.
function beside() {
  const target = root.hidden ? part("evidence").querySelector(".is-current") : root.querySelector("[data-first]");
  target?.focus();
}

// Somebody saved while this was being typed: it is said at once, and saving will show both.
function beaten({ revision, by: name }) {
  const link = element("a", { href: `${address}/versions?before=${data.revision}&after=${revision}`, target: "_blank" }, words.see_change);
  status.replaceChildren(words.beaten.replace("{name}", name || "?").replace("{n}", revision), " ", link);
  status.className = "studio-status wrong";
}

// What was typed and never saved by name is offered back, never put back by itself.
function offer() {
  const local = held(data.draft);
  const known = local && (!data.unsaved || local.at > data.unsaved.saved) ? { ...local, saved: local.at } : data.unsaved;
  if (!known || known.text === area.defaultValue) return;
  const line = element("p", { class: "unsaved", role: "note" }, `${words.unsaved.replace("{time}", new Date(known.saved).toLocaleString(document.documentElement.lang)).replace("{n}", known.base)} `);
  const put = (name, act) => {
    const button = element("button", { type: "button", class: "small" }, name);
    button.addEventListener("click", act);
    line.append(button, " ");
  };
  const away = () => {
    if (known.key) forget(known.key);
    if (known.seat !== undefined) fetch(`${address}/put-away`, { method: "POST", redirect: "manual", body: new URLSearchParams({ seat: known.seat, by: by() }) }).catch(() => show(words.unreachable, "wrong"));
    line.remove();
  };
  put(words.bring_back, () => {
    const { state } = view;
    view.dispatch(state.tr.replaceWith(0, state.doc.content.size, read(known.text).content));
    parts.keeping.base = known.base;
    form.elements.expected.value = known.base;
    parts.keeping.now().then(away);
    view.focus();
  });
  put(words.put_away, away);
  place.before(line);
}

function help() {
  const all = [...data.keys, ...Object.entries(commands).map(([name, { key }]) => [key, words[name]])];
  const rows = all.map(([key, does]) => element("tr", {}, element("th", { scope: "row" }, element("kbd", {}, readable(key))), element("td", {}, does)));
  const dialog = element("dialog", { class: "studio-dialog", "aria-label": words.keys }, element("h2", { class: "rubric" }, words.keys), element("table", { class: "keys" }, ...rows), element("form", { method: "dialog" }, element("button", {}, words.close)));
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
}
