// A draft's text into the editor's document and back. Writing also tells where every letter went (see places.js).
import { schema } from "./schema.js";
import { block as readLine, blocks } from "./reading.js";
import { Places } from "./places.js";

const USUAL_GAP = 2;

export function read(text) {
  const nodes = [];
  let at = 0;
  for (const found of blocks(text)) {
    const gap = text.slice(at, found.start).split("\n").length - 1;
    nodes.push(node(found, nodes.length ? gap : null));
    at = found.end;
  }
  return schema.node("doc", null, nodes.length ? nodes : [schema.node("paragraph")]);
}

export function node({ kind, marker, source, alt, runs }, gap = null) {
  const attrs = { gap };
  if (kind === "heading") attrs.level = marker.length;
  if (kind === "item") attrs.marker = marker === "*" ? "-" : marker;
  if (kind === "image") return schema.node("image", { gap, source, alt });
  return schema.node(kind, attrs, runs.map(words));
}

export function words({ text, strong, emphasis, href }) {
  const marks = [];
  if (href) marks.push(schema.mark("link", { href }));
  if (strong) marks.push(schema.mark("strong"));
  else if (emphasis) marks.push(schema.mark("emphasis"));
  return schema.text(text, marks);
}

// The document as text, and the place of each of its letters: {text, places}.
export function write(doc) {
  const usual = usualGap(doc);
  const places = new Places();
  let text = "";
  doc.forEach((child, offset, index) => {
    if (index) text += "\n".repeat(gapBefore(child, doc.child(index - 1), usual));
    const { line, runs } = written(child);
    for (const run of runs) places.add(text.length + run.at, offset + 1 + run.pos, run.length);
    if (child.isAtom) places.add(text.length, offset, 0);
    text += line;
  });
  places.close(text);
  return { text, places };
}

function usualGap(doc) {
  const counted = new Map();
  doc.forEach((child) => {
    if (child.attrs.gap) counted.set(child.attrs.gap, (counted.get(child.attrs.gap) ?? 0) + 1);
  });
  return [...counted].sort((a, b) => b[1] - a[1])[0]?.[0] ?? USUAL_GAP;
}

function gapBefore(child, previous, usual) {
  const alike = child.type === previous.type && (child.type.name === "item" || child.type.name === "quote");
  return child.attrs.gap || (alike ? 1 : usual);
}

const prefixes = {
  heading: (attrs) => `${"#".repeat(attrs.level)} `,
  quote: () => "> ",
  item: (attrs) => `${attrs.marker} `,
};

function written(child) {
  if (child.isAtom) return { line: `![${child.attrs.alt.replace(/[[\]\n]/g, " ")}](${child.attrs.source})`, runs: [] };
  const prefix = child.content.size ? (prefixes[child.type.name]?.(child.attrs) ?? "") : "";
  const wanted = [];
  child.forEach((inner, offset) => wanted.push(...unpadded(inner, offset)));
  for (const way of [{}, { escape: true }, { escape: true, bare: true }]) {
    const made = lineOf(prefix, wanted, way);
    if (way.bare || says(made.line, child, wanted)) return made;
  }
}

// Marks stand round words, not round the blanks beside them.
function unpadded(inner, offset) {
  const has = (name) => inner.marks.find((mark) => mark.type.name === name);
  const style = { strong: Boolean(has("strong")), emphasis: Boolean(has("emphasis")), href: has("link")?.attrs.href ?? "" };
  const plain = { ...style, strong: false, emphasis: false };
  const [, before, core, after] = /^(\s*)(.*?)(\s*)$/su.exec(inner.text);
  const rows = style.strong || style.emphasis ? [[before, plain], [core, style], [after, plain]] : [[inner.text, plain]];
  let pos = offset;
  return rows.flatMap(([text, look]) => {
    const row = { text, pos, ...look };
    pos += text.length;
    return text ? [row] : [];
  });
}

function lineOf(prefix, wanted, { escape, bare }) {
  let line = prefix;
  let open = { star: "", href: "" };
  const runs = [];
  const turn = (next) => {
    if (next.href === open.href && next.star === open.star) return;
    line += open.star;
    if (next.href !== open.href) line += (open.href ? `](${open.href})` : "") + (next.href ? "[" : "");
    line += next.star;
    open = next;
  };
  for (const { text, pos, strong, emphasis, href } of wanted) {
    turn({ star: strong ? "**" : emphasis && !bare ? "*" : "", href });
    let at = pos;
    for (const part of escape ? escaped(text, line === "") : [text]) {
      if (part !== null) {
        runs.push({ at: line.length, pos: at, length: part.length });
        at += part.length;
      }
      line += part ?? "\\";
    }
  }
  turn({ star: "", href: "" });
  if (!wanted.length) runs.push({ at: line.length, pos: 0, length: 0 });
  return { line, runs };
}

// The stretches of `text`, with null where a backslash must stand before a letter that would be a mark.
function escaped(text, opens) {
  const opening = opens ? /^(?:[#>!-]|\d{1,3}(?=[.)]))/u.exec(text) : null;
  const first = !opening ? -1 : /\d/u.test(opening[0]) ? opening[0].length : 0;
  const parts = [];
  let from = 0;
  for (let i = 0; i < text.length; i += 1) {
    if (i !== first && !/[\\*[\]]/u.test(text[i])) continue;
    parts.push(text.slice(from, i), null);
    from = i;
  }
  return [...parts, text.slice(from)].filter((part) => part !== "");
}

function says(line, child, wanted) {
  if (!line) return true;
  const read = readLine(line);
  if (read.kind !== child.type.name) return false;
  const told = (runs) => JSON.stringify(joined(runs.map(({ text, strong, emphasis, href }) => ({ text, strong, emphasis, href }))));
  return told(read.runs) === told(wanted);
}

function joined(runs) {
  const found = [];
  for (const run of runs) {
    const last = found.at(-1);
    if (last && last.strong === run.strong && last.emphasis === run.emphasis && last.href === run.href) last.text += run.text;
    else found.push({ ...run });
  }
  return found;
}
