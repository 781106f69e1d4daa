// What comes from the clipboard and what goes there. What was copied from a web page is made into what a draft can
// hold: every line of a quotation a quotation, every item with its number, a line break a new line. Styles, scripts and
// handlers are dropped before the page reads it.
import { DOMSerializer } from "../../vendor/prosemirror/prosemirror-model.js";
import { schema } from "./schema.js";

const ALLOWED = { a: ["href"], img: ["src", "alt"], ol: ["start"] };
const DROPPED = "script, style, iframe, object, embed, svg, math, template, noscript, link, meta, title, form, button";
const LINES = "p, div, li, h1, h2, h3, h4, h5, h6, blockquote, td, th, pre";

export function cleaned(html) {
  const page = new DOMParser().parseFromString(bare(html), "text/html");
  page.querySelectorAll(DROPPED).forEach((found) => found.remove());
  page.querySelectorAll("*").forEach(strip);
  page.querySelectorAll("td + td, th + th, th + td, td + th").forEach((cell) => cell.prepend(" | "));
  page.querySelectorAll("br").forEach(broken);
  page.querySelectorAll("blockquote").forEach(quoted);
  return page.body.innerHTML;
}

// Attributes that would be run or drawn are gone before anything parses them, so that the content policy has nothing
// to refuse; what is left over here is dropped in `strip`.
const bare = (html) => html.replace(/<(style|script)\b[^]*?<\/\1\s*>/giu, "").replace(/<[a-z][^\s/>]*(?:[^>"']|"[^"]*"|'[^']*')*>/giu, (tag) => tag.replace(/\s(?:style|on\w+)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/giu, ""));

function strip(found) {
  const allowed = ALLOWED[found.localName] ?? [];
  for (const { name } of [...found.attributes]) {
    const ours = name === "data-pm-slice" || allowed.includes(name);
    if (!ours) found.removeAttribute(name);
  }
}

// What stands behind a line break goes into a line of its own, of the same kind.
function broken(mark) {
  const line = mark.closest(LINES);
  if (!line || mark.closest("pre") || line.matches("td, th")) return mark.replaceWith(" ");
  const rest = mark.ownerDocument.createRange();
  rest.setStartAfter(mark);
  rest.setEndAfter(line);
  const behind = rest.extractContents();
  mark.remove();
  return line.after(behind);
}

function quoted(quote) {
  const lines = [...quote.children].filter((child) => child.matches(LINES));
  if (!lines.length) return;
  quote.replaceWith(
    ...lines.map((line) => {
      const made = quote.ownerDocument.createElement("blockquote");
      made.append(...line.childNodes);
      return made;
    }),
  );
}

// Items of a numbered list count on from the first.
export function numbered(slice) {
  let number = 0;
  const rows = [];
  slice.content.forEach((node) => {
    const ordered = node.type.name === "item" && /^\d/u.test(node.attrs.marker);
    number = ordered ? (number ? number + 1 : Number.parseInt(node.attrs.marker, 10)) : 0;
    rows.push(ordered ? node.type.create({ ...node.attrs, marker: `${number}${node.attrs.marker.at(-1)}` }, node.content) : node);
  });
  return rows;
}

// What is copied out of the draft: lines that are items stand in a list, as other programs want them.
class Lists extends DOMSerializer {
  serializeFragment(fragment, options, target) {
    const made = super.serializeFragment(fragment, options, target);
    for (const line of [...(made.children ?? [])].filter((child) => child.matches(".item"))) {
      const tag = line.dataset.marker === "–" ? "ul" : "ol";
      const item = line.ownerDocument.createElement("li");
      item.append(...line.childNodes);
      if (line.previousElementSibling?.localName !== tag) line.before(list(line, tag));
      line.previousElementSibling.append(item);
      line.remove();
    }
    return made;
  }
}

function list(line, tag) {
  const made = line.ownerDocument.createElement(tag);
  const first = Number.parseInt(line.dataset.marker, 10);
  if (tag === "ol" && first !== 1) made.setAttribute("start", first);
  return made;
}

export const copied = new Lists(DOMSerializer.nodesFromSchema(schema), DOMSerializer.marksFromSchema(schema));
