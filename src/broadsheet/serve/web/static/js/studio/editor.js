// The editor itself: the document, what its keys do, and what typing turns into ("## " a heading, "> " a quotation).
import { baseKeymap, chainCommands } from "../../vendor/prosemirror/prosemirror-commands.js";
import { history } from "../../vendor/prosemirror/prosemirror-history.js";
import { inputRules, textblockTypeInputRule } from "../../vendor/prosemirror/prosemirror-inputrules.js";
import { keymap } from "../../vendor/prosemirror/prosemirror-keymap.js";
import { Fragment, Slice } from "../../vendor/prosemirror/prosemirror-model.js";
import { EditorState, Plugin } from "../../vendor/prosemirror/prosemirror-state.js";
import { Decoration, DecorationSet, EditorView } from "../../vendor/prosemirror/prosemirror-view.js";
import { backspace, commands, enter, split } from "./commands.js";
import { marks } from "./marks.js";
import { cleaned, copied, numbered } from "./pasting.js";
import { read, write } from "./manuscript.js";
import { schema } from "./schema.js";
import { suggestion } from "./suggestion.js";

const { heading, item, quote } = schema.nodes;

const typed = inputRules({
  rules: [
    textblockTypeInputRule(/^(#{2,3})\s$/u, heading, (match) => ({ level: match[1].length })),
    textblockTypeInputRule(/^>\s$/u, quote),
    textblockTypeInputRule(/^[-*]\s$/u, item, { marker: "-" }),
    textblockTypeInputRule(/^(\d{1,3}[.)])\s$/u, item, (match) => ({ marker: match[1] })),
  ],
});

// The first line is the headline where the draft has one.
const headline = new Plugin({
  props: {
    decorations: ({ doc }) => DecorationSet.create(doc, [Decoration.node(0, doc.firstChild.nodeSize, { class: "sheet-title" })]),
  },
});

// `keys` are the studio's own; `changed(tr)` is told of every change of the text, `moved()` of every move of the caret.
export function makeEditor(place, { text, attributes, titled, keys, words, say, changed, moved }) {
  const own = Object.fromEntries(Object.values(commands).map(({ run, key }) => [key, (_state, _dispatch, view) => (run(view, words, say), true)]));
  const plugins = [
    keymap(keys),
    typed,
    keymap({ ...own, "Mod-y": own["Mod-Shift-z"] }),
    keymap({ Enter: chainCommands(enter, split), Backspace: backspace }),
    keymap(baseKeymap),
    history(),
    marks,
    suggestion,
    ...(titled ? [headline] : []),
  ];
  const view = new EditorView(place, {
    state: EditorState.create({ doc: read(text), plugins }),
    attributes,
    clipboardSerializer: copied,
    transformPastedHTML: cleaned,
    transformPasted: (slice) => new Slice(Fragment.from(numbered(slice)), slice.openStart, slice.openEnd),
    clipboardTextParser: (pasted) => Slice.maxOpen(read(pasted).content),
    clipboardTextSerializer: (slice) => written(slice),
    dispatchTransaction(tr) {
      view.updateState(view.state.apply(tr));
      if (tr.docChanged) changed(tr);
      moved();
    },
  });
  return view;
}

function written(slice) {
  try {
    return write(schema.node("doc", null, slice.content)).text;
  } catch {
    return slice.content.textBetween(0, slice.content.size, "\n\n"); // a stretch inside one line is no document
  }
}
