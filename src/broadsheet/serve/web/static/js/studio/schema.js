// What a draft can hold: lines, each a paragraph, a heading, a quotation, an item or an image; in a line links,
// emphasis and strong words. It is flat, as the text is: one block a line, so that every place in one has its place in
// the other. `gap` is how many line breaks stand before a block (null: as many as the draft is used to).
import { Schema } from "../../vendor/prosemirror/prosemirror-model.js";

const line = (tag, more = {}) => ({
  content: "text*",
  group: "block",
  attrs: { gap: { default: null }, ...more.attrs },
  parseDOM: more.parseDOM ?? [{ tag }],
  toDOM: more.toDOM ?? (() => [tag, 0]),
  defining: more.defining ?? false,
});

const heading = [2, 3].map((level) => ({ tag: `h${level}`, attrs: { level } }));

export const schema = new Schema({
  nodes: {
    doc: { content: "block+" },
    paragraph: line("p"),
    heading: line("h2", {
      attrs: { level: { default: 2 } },
      parseDOM: [{ tag: "h1", attrs: { level: 2 } }, ...heading, { tag: "h4", attrs: { level: 3 } }],
      toDOM: (node) => [`h${node.attrs.level}`, 0],
      defining: true,
    }),
    quote: line("blockquote", { defining: true }),
    item: line("li", {
      attrs: { marker: { default: "-" } },
      parseDOM: [{ tag: "ol > li", getAttrs: (dom) => ({ marker: `${dom.parentElement.start || 1}.` }) }, { tag: "li" }],
      toDOM: (node) => ["p", { class: "item", "data-marker": node.attrs.marker === "-" ? "–" : node.attrs.marker }, 0],
      defining: true,
    }),
    image: {
      group: "block",
      atom: true,
      draggable: true,
      attrs: { gap: { default: null }, source: {}, alt: { default: "" } },
      parseDOM: [{ tag: "img[src^='/images/']", getAttrs: (dom) => ({ source: dom.getAttribute("src"), alt: dom.alt }) }],
      toDOM: ({ attrs }) => ["figure", shown(attrs), ["figcaption", attrs.alt]],
    },
    text: {},
  },
  marks: {
    link: {
      attrs: { href: {} },
      inclusive: false,
      parseDOM: [{ tag: "a[href^='http']", getAttrs: (dom) => ({ href: dom.getAttribute("href") }) }],
      toDOM: (mark) => ["a", { href: mark.attrs.href, title: mark.attrs.href, rel: "noreferrer" }, 0],
    },
    emphasis: { excludes: "emphasis strong", parseDOM: [{ tag: "em" }, { tag: "i" }], toDOM: () => ["em", 0] },
    strong: { excludes: "emphasis strong", parseDOM: [{ tag: "strong" }, { tag: "b" }], toDOM: () => ["strong", 0] },
  },
});

// A page fetches nothing from strangers: an image that lies elsewhere is told, not shown.
function shown({ source, alt }) {
  return source.startsWith("/images/") ? ["img", { src: source, alt }] : ["span", { class: "image-elsewhere" }, source];
}
