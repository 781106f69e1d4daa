// Where each letter of the document stands in its text. Outside this file offsets count code points, as the server does;
// inside they count UTF-16 units, as strings here do.
export class Places {
  constructor() {
    this.runs = [];
    this.text = "";
  }

  add(at, pos, length) {
    this.runs.push({ at, pos, length });
  }

  close(text) {
    this.text = text;
    this.wide = /[\u{10000}-\u{10ffff}]/u.test(text);
  }

  // The position in the document of the code point at `offset`: side 1 before that letter, -1 behind the one before it.
  position(offset, side = 1) {
    const at = this.wide ? [...this.text].slice(0, offset).join("").length : offset;
    return find(this.runs, at, side, "at", "pos");
  }

  // The offset in the text of a position in the document.
  offset(pos, side = 1) {
    const at = find(this.runs, pos, side, "pos", "at");
    return this.wide ? [...this.text.slice(0, at)].length : at;
  }
}

function find(runs, place, side, from, to) {
  let before = null;
  for (const run of runs) {
    const end = run[from] + run.length;
    if (side > 0 && (place < end || (run.length === 0 && place <= end))) return run[to] + Math.max(0, place - run[from]);
    if (side < 0 && place <= run[from]) return before ? before[to] + before.length : run[to];
    before = run;
    if (side < 0 && place <= end) return run[to] + (place - run[from]);
  }
  return before ? before[to] + before.length : 0;
}

export const length = (text) => [...text].length;
