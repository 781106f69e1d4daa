// What the check found, drawn over the text: each sentence with its verdict and its writer, doubtful ones marked in the
// margin. The marks are decorations: they move with the text and are no part of it.
import { Plugin, PluginKey } from "../../vendor/prosemirror/prosemirror-state.js";
import { Decoration, DecorationSet } from "../../vendor/prosemirror/prosemirror-view.js";

export const marksKey = new PluginKey("marks");
const SIGNS = { unsupported: "?", contradicted: "✕", opinion: "“" };

export const marks = new Plugin({
  key: marksKey,
  state: {
    init: () => ({ set: DecorationSet.empty, current: null }),
    apply(tr, known, _old, state) {
      const told = tr.getMeta(marksKey);
      const set = told ? drawn(tr.doc, told) : changed(tr, known.set.map(tr.mapping, tr.doc));
      // Between two sentences without a blank the caret belongs to the one behind it.
      const { head } = state.selection;
      const under = set.find(head, head, (spec) => spec.number);
      return { set, current: under.find((row) => row.from <= head && head < row.to) ?? under[0] ?? null };
    },
  },
  props: {
    decorations(state) {
      const { set, current } = marksKey.getState(state);
      if (!current || current.from >= current.to) return set;
      return set.add(state.doc, [Decoration.inline(current.from, current.to, { class: "is-current" })]);
    },
  },
});

// A sentence that is being changed is no longer known to be supported: it says nothing until it is checked again.
function changed(tr, set) {
  let left = set;
  tr.mapping.maps.forEach((map, index) => {
    const rest = tr.mapping.slice(index + 1);
    map.forEach((_start, _end, from, to) => {
      const [first, last] = [rest.map(from, -1), rest.map(to, 1)];
      const known = left.find(first, last, (spec) => spec.verdict === "supported").filter((row) => row.from < last && row.to > first);
      const unknown = known.map((row) => Decoration.inline(row.from, row.to, { class: "sentence" }, { ...row.spec, verdict: "unchecked" }));
      left = left.remove(known).add(tr.doc, unknown);
    });
  });
  return left;
}

function drawn(doc, { found, places, words }) {
  const rows = [];
  const within = (from, to) => from < to && to <= doc.content.size;
  for (const mark of found) {
    const [from, to] = [places.position(mark.start, 1), places.position(mark.end, -1)];
    if (!within(from, to)) continue;
    const style = `sentence is-${mark.verdict}${mark.cleared ? " is-cleared" : ""}`;
    rows.push(Decoration.inline(from, to, { class: style }, { number: mark.number, verdict: mark.verdict, cleared: mark.cleared }));
    if (SIGNS[mark.verdict]) rows.push(Decoration.widget(from, sign(mark, words), { side: -1, ignoreSelection: true, key: `${mark.number}${mark.verdict}${mark.cleared}` }));
    for (const finding of mark.findings) {
      const [first, last] = [places.position(finding.start, 1), places.position(finding.end, -1)];
      const whole = first <= from && last >= to;
      if (within(first, last) && !whole) rows.push(Decoration.inline(first, last, { class: `finding finding-${finding.severity}` }));
    }
  }
  return DecorationSet.create(doc, rows);
}

function sign(mark, words) {
  return () => {
    const margin = document.createElement("span");
    margin.className = `margin-mark mark mark-${mark.verdict}${mark.cleared ? " is-cleared" : ""}`;
    margin.textContent = SIGNS[mark.verdict];
    margin.title = words[mark.verdict];
    margin.setAttribute("aria-hidden", "true");
    return margin;
  };
}

// The next sentence to look at, behind (1) or before (-1) the caret.
export function doubtful(state, step) {
  const { set, current } = marksKey.getState(state);
  const rows = set.find(undefined, undefined, (spec) => ["unsupported", "contradicted"].includes(spec.verdict) && !spec.cleared);
  rows.sort((a, b) => (a.from - b.from) * step);
  const here = current?.from ?? state.selection.head;
  return rows.find((row) => (row.from - here) * step > 0) ?? rows[0] ?? null;
}
