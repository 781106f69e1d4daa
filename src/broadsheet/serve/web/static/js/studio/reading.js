// A draft's text read into blocks and runs: the same small part of Markdown that core/manuscript.py reads, with the
// same expressions; a test reads the same texts with both.
const REACH = 1000;
const PREFIX = /^(#{2,3}|>|[-*]|\d{1,3}[.)]) +(?=\S)/u;
const IMAGE = /^!\[([^[\]\n]*)\]\((\/images\/[\w.-]+|https?:\/\/[^\s()<>]+)\)[ \t]*$/u;
const INLINE = new RegExp(
  String.raw`\\(?<escaped>[\\*\[\]#>!.)\-])` +
    String.raw`|\*\*(?=\S)(?<strong>(?:\\.|[^\\\n]){1,${REACH}}?)(?<=\S)\*\*` +
    String.raw`|(?<![A-Za-z0-9*])\*(?=[^\s*])(?<emphasis>(?:\\.|[^\\*\n]){1,${REACH}}?)(?<=[^\s])\*(?![A-Za-z0-9*])` +
    String.raw`|\[(?<label>(?:\\.|[^\\\[\]\n]){1,${REACH}})\]\((?<href>https?:\/\/[^\s()<>]{1,${REACH}})\)`,
  "dgu",
);
const NAMES = ["escaped", "strong", "emphasis", "label"];

// The lines that are not blank: {kind, marker, source, alt, start, end, runs}; a run is {text, start, strong, emphasis, href}.
export function blocks(text) {
  const found = [];
  for (const match of text.matchAll(/[^\n]+/gu)) {
    if (match[0].trim()) found.push(block(match[0], match.index));
  }
  return found;
}

export function block(line, start = 0) {
  const end = start + line.length;
  const image = IMAGE.exec(line);
  if (image) return { kind: "image", marker: "", source: image[2], alt: image[1].trim(), start, end, runs: [] };
  const prefix = PREFIX.exec(line);
  const marker = prefix ? prefix[1] : "";
  const kind = !prefix ? "paragraph" : marker[0] === "#" ? "heading" : marker === ">" ? "quote" : "item";
  const runs = [...inside(line, prefix ? prefix[0].length : 0, line.length, { strong: false, emphasis: false, href: "" })];
  return { kind, marker, source: "", alt: "", start, end, runs: runs.map((run) => ({ ...run, start: run.start + start })) };
}

function* inside(line, from, to, style) {
  const seen = line.slice(0, to);
  let at = from;
  while (at < to) {
    INLINE.lastIndex = at;
    const found = INLINE.exec(seen);
    if (!found) break;
    if (found.index > at) yield { ...style, text: line.slice(at, found.index), start: at };
    const name = NAMES.find((one) => found.groups[one] !== undefined);
    const [first, last] = found.indices.groups[name];
    if (name === "escaped") yield { ...style, text: found.groups.escaped, start: first };
    else yield* inside(line, first, last, { ...style, ...(name === "label" ? { href: found.groups.href } : { [name]: true }) });
    at = found.index + found[0].length;
  }
  if (at < to) yield { ...style, text: line.slice(at, to), start: at };
}
