// A suggestion over the text: what would go is struck out, what would come stands beside it, and the text itself is not
// touched until a person accepts. When they type inside the passage meanwhile, the suggestion is stale and only shown.
import { closeHistory } from "../../vendor/prosemirror/prosemirror-history.js";
import { Fragment, Slice } from "../../vendor/prosemirror/prosemirror-model.js";
import { Plugin, PluginKey } from "../../vendor/prosemirror/prosemirror-state.js";
import { Decoration, DecorationSet } from "../../vendor/prosemirror/prosemirror-view.js";
import { block } from "./reading.js";
import { node, words } from "./manuscript.js";
import { length } from "./places.js";

export const suggestionKey = new PluginKey("suggestion");
const NONE = { passage: null, pieces: [], at: 0, stale: false };

// `passage` is {from, to}; a piece is {from, to, insert, fate}; `at` is the piece being looked at.
export const suggestion = new Plugin({
  key: suggestionKey,
  state: {
    init: () => NONE,
    apply(tr, known) {
      const told = tr.getMeta(suggestionKey);
      if (told === null) return NONE;
      const moved = tr.docChanged && known.passage ? carried(known, tr) : known;
      return told ? { ...moved, ...told } : moved;
    },
  },
  props: {
    decorations: (state) => DecorationSet.create(state.doc, [...drawn(suggestionKey.getState(state))]),
  },
});

function carried(known, tr) {
  const { from, to } = known.passage;
  let stale = known.stale;
  tr.mapping.maps.forEach((map, index) => {
    const back = tr.mapping.slice(0, index);
    map.forEach((first, last) => {
      const [start, end] = [back.map(from, 1), back.map(to, -1)];
      if (first < end && last > start) stale = true;
      if (start === end && first <= start && last >= end) stale = true;
    });
  });
  const map = (pos, side) => tr.mapping.map(pos, side);
  const pieces = known.pieces.map((piece) => ({ ...piece, from: map(piece.from, 1), to: map(piece.to, -1) }));
  return { ...known, stale, pieces: stale ? [] : pieces, passage: { from: map(from, 1), to: Math.max(map(from, 1), map(to, -1)) } };
}

function* drawn({ passage, pieces, at }) {
  if (!passage) return;
  if (!pieces.length) {
    if (passage.from < passage.to) yield Decoration.inline(passage.from, passage.to, { class: "is-asked" });
    return;
  }
  for (const [index, piece] of pieces.entries()) {
    const style = `${piece.fate}${index === at ? " is-here" : ""}`;
    if (piece.from < piece.to) yield Decoration.inline(piece.from, piece.to, { nodeName: "del", class: `goes ${style}` });
    if (piece.insert) {
      yield Decoration.widget(piece.to, () => Object.assign(document.createElement("ins"), { className: `comes ${style}`, textContent: piece.insert }), {
        side: 1,
        key: `${index}${style}${piece.insert}`,
        ignoreSelection: true,
      });
    }
  }
}

// The pieces of a word diff over a text whose selection began at `start`: a deletion and the insertion in its place.
export function pieces(diff, start, places) {
  const found = [];
  let offset = start;
  let open = null;
  for (const { op, text } of diff) {
    if (op === "same") {
      open = null;
      offset += length(text);
      continue;
    }
    if (!open) {
      const pos = places.position(offset, op === "delete" ? 1 : -1);
      open = { from: pos, to: pos, insert: "", fate: "open" };
      found.push(open);
    }
    if (op === "delete") {
      open.to = Math.max(open.from, places.position(offset + length(text), -1));
      offset += length(text);
    } else open.insert += text;
  }
  return found.filter((piece) => piece.from < piece.to || piece.insert);
}

// One undoable step with the accepted pieces, the last first so that the places of the others stay.
export function applied(state, accepted) {
  const tr = closeHistory(state.tr);
  for (const piece of [...accepted].sort((a, b) => b.from - a.from || b.to - a.to)) {
    if (!piece.insert) tr.delete(piece.from, piece.to);
    else if (piece.insert.includes("\n")) tr.replaceRange(piece.from, piece.to, lines(piece.insert));
    else tr.replaceWith(piece.from, piece.to, inline(piece.insert));
  }
  return tr.setMeta(suggestionKey, null).scrollIntoView();
}

// Words with their marks; what would begin a line is only text in the middle of one.
function inline(text) {
  const read = block(`\u00b6${text}`).runs;
  const runs = [{ ...read[0], text: read[0].text.slice(1) }, ...read.slice(1)];
  return runs.filter((run) => run.text).map(words);
}

function lines(text) {
  const rows = text.split(/\n+/u).map((row) => node(row.trim() ? block(row) : { kind: "paragraph", runs: [] }));
  return new Slice(Fragment.from(rows), rows[0].isAtom ? 0 : 1, rows.at(-1).isAtom ? 0 : 1);
}
