// Two texts told apart word by word: the longest common run of words stays (J. W. Hunt, M. D. McIlroy, 1976).
const WORDS = /[\p{Script=Han}]|[\p{L}\p{N}]+|\s+|[^\s]/gu;
const MOST = 4_000_000; // cells of the table; beyond it the whole is exchanged

export function wordDiff(before, after) {
  const [one, other] = [before.match(WORDS) ?? [], after.match(WORDS) ?? []];
  if (one.length * other.length > MOST) return steps([["delete", before], ["insert", after]]);
  const width = other.length + 1;
  const best = new Uint32Array((one.length + 1) * width);
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1) {
      const skip = Math.max(best[(i + 1) * width + j], best[i * width + j + 1]);
      best[i * width + j] = one[i] === other[j] ? best[(i + 1) * width + j + 1] + 1 : skip;
    }
  }
  const rows = [];
  let [i, j] = [0, 0];
  while (i < one.length || j < other.length) {
    if (i < one.length && j < other.length && one[i] === other[j]) {
      rows.push(["same", one[i]]);
      i += 1;
      j += 1;
    } else if (i < one.length && (j === other.length || best[(i + 1) * width + j] >= best[i * width + j + 1])) {
      rows.push(["delete", one[i]]);
      i += 1;
    } else {
      rows.push(["insert", other[j]]);
      j += 1;
    }
  }
  return steps(rows);
}

function steps(rows) {
  const found = [];
  for (const [op, text] of rows) {
    if (!text) continue;
    if (found.at(-1)?.op === op) found.at(-1).text += text;
    else found.push({ op, text });
  }
  return found;
}
