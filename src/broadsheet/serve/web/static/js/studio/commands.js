// What can be done to the text from the keyboard, the toolbar and the palette: one list for all three.
import { setBlockType, toggleMark } from "../../vendor/prosemirror/prosemirror-commands.js";
import { redo, undo } from "../../vendor/prosemirror/prosemirror-history.js";
import { ask } from "./elements.js";
import { schema } from "./schema.js";

const { heading, image, item, paragraph, quote } = schema.nodes;
const { emphasis, link, strong } = schema.marks;

// A block becomes what is asked, or a paragraph again when it is that already; its gap stays.
function block(type, attrs = {}) {
  return (state, dispatch) => {
    const now = state.selection.$from.parent;
    const same = now.type === type && Object.entries(attrs).every(([name, value]) => now.attrs[name] === value);
    const gap = { gap: now.attrs?.gap ?? null };
    return (same ? setBlockType(paragraph, gap) : setBlockType(type, { ...gap, ...attrs }))(state, dispatch);
  };
}

// Enter on an empty item, quotation or heading leaves it; on another it goes on, a heading with a paragraph.
export function enter(state, dispatch) {
  const { $from, empty } = state.selection;
  const { parent } = $from;
  if (!empty || parent.type === paragraph || !parent.isTextblock) return false;
  if (!parent.content.size) return setBlockType(paragraph, { gap: parent.attrs.gap })(state, dispatch);
  const next = parent.type === heading ? { type: paragraph } : { type: parent.type, attrs: following(parent) };
  if (dispatch) dispatch(state.tr.split($from.pos, 1, [next]).scrollIntoView());
  return true;
}

function following({ type, attrs }) {
  const number = /^(\d+)(.)$/u.exec(type === item ? attrs.marker : "");
  return { ...attrs, gap: 1, ...(number ? { marker: `${Number(number[1]) + 1}${number[2]}` } : {}) };
}

// Backspace at the start of an item, quotation or heading makes it a paragraph first.
export function backspace(state, dispatch) {
  const { $from, empty } = state.selection;
  if (!empty || $from.parentOffset > 0 || $from.parent.type === paragraph || !$from.parent.isTextblock) return false;
  return setBlockType(paragraph, { gap: $from.parent.attrs.gap })(state, dispatch);
}

// A new paragraph's gap is the draft's own, not that of the block it was split from.
export function split(state, dispatch) {
  const { $from, $to } = state.selection;
  if ($from.parent.type !== paragraph || !$to.parent.isTextblock) return false;
  const tr = state.tr.deleteSelection();
  const gap = $from.index(0) ? $from.parent.attrs.gap : null;
  if (dispatch) dispatch(tr.split(tr.mapping.map($from.pos), 1, [{ type: paragraph, attrs: { gap } }]).scrollIntoView());
  return true;
}

async function linking(view, words) {
  const { state } = view;
  const { from, to, empty } = state.selection;
  if (state.doc.rangeHasMark(from, to, link)) return toggleMark(link)(state, view.dispatch);
  const told = await ask(words.link, [{ name: "href", label: words.address, type: "url", pattern: "https?://.+", required: "", placeholder: "https://" }], words);
  if (told) {
    const href = told.href.replace(/[\s()<>]/gu, encodeURIComponent).replace(/\(/gu, "%28").replace(/\)/gu, "%29");
    if (empty) view.dispatch(view.state.tr.replaceSelectionWith(schema.text(href, [schema.mark("link", { href })]), false));
    else view.dispatch(view.state.tr.addMark(from, to, schema.mark("link", { href })));
  }
  return view.focus();
}

async function picturing(view, words, say) {
  const told = await ask(words.image, [
    { name: "file", label: words.image_file, type: "file", accept: "image/png,image/jpeg,image/gif,image/webp", required: "" },
    { name: "alt", label: words.image_alt, type: "text", required: "", maxlength: "300" },
  ], words);
  if (told) {
    const body = new FormData();
    body.append("image", told.file);
    const answer = await fetch("/images", { method: "POST", body, headers: { accept: "application/json" } }).catch(() => null);
    if (!answer?.ok) say(words.image_refused);
    else put(view, { source: (await answer.json()).address, alt: told.alt.replace(/[[\]\n]/gu, " ").trim() });
  }
  view.focus();
}

// The image stands behind the block of the caret.
function put(view, attrs) {
  const { state } = view;
  const at = state.selection.$to.after(1);
  const tr = state.tr.insert(at, image.create(attrs));
  view.dispatch(tr.scrollIntoView());
}

// name: {run(view, words, say), key, active(state)}; the words name it.
export const commands = {
  heading: plain(block(heading, { level: 2 }), "Mod-Alt-2", (s) => at(s, heading, { level: 2 })),
  subheading: plain(block(heading, { level: 3 }), "Mod-Alt-3", (s) => at(s, heading, { level: 3 })),
  quote: plain(block(quote), "Mod-Shift-9", (s) => at(s, quote)),
  list: plain(block(item, { marker: "-" }), "Mod-Shift-8", (s) => at(s, item, { marker: "-" })),
  numbers: plain(block(item, { marker: "1." }), "Mod-Shift-7", (s) => at(s, item) && !at(s, item, { marker: "-" })),
  strong: plain(toggleMark(strong), "Mod-b", (s) => has(s, strong)),
  emphasis: plain(toggleMark(emphasis), "Mod-i", (s) => has(s, emphasis)),
  link: { run: linking, key: "Mod-Shift-k", active: (s) => has(s, link) },
  image: { run: picturing, key: "Mod-Shift-m" },
  undo: plain(undo, "Mod-z"),
  redo: plain(redo, "Mod-Shift-z"),
};

function plain(command, key, active) {
  return { run: (view) => command(view.state, view.dispatch), key, active };
}

function at(state, type, attrs = {}) {
  const now = state.selection.$from.parent;
  return now.type === type && Object.entries(attrs).every(([name, value]) => now.attrs[name] === value);
}

function has(state, type) {
  const { from, to, empty, $from } = state.selection;
  return empty ? Boolean(type.isInSet(state.storedMarks ?? $from.marks())) : state.doc.rangeHasMark(from, to, type);
}

// The key as people read it on their keyboard.
export function readable(key) {
  const mac = /Mac|iP(hone|ad)/u.test(navigator.platform);
  const names = mac ? { Mod: "⌘", Alt: "⌥", Shift: "⇧" } : { Mod: "Ctrl" };
  return key.split("-").map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part)).join(mac ? "" : "+");
}
