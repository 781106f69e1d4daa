"""How well near-duplicates are recognised: articles with some of their words changed, among the others unchanged.

    python evals/near_duplicates.py ARTICLES.jsonl [--changed 0.04] [--limit 2000]

Takes anything `broadsheet ingest` reads. Prints recall (changed copies found, and found to be of the right article) and
precision (of all pairs called near, those that are), by language. A pair of originals that is called near is a mistake
unless more than half of the shorter text's shingles stand in the other: corpora hold real copies.
"""

import argparse
import random
import re
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from broadsheet import ingest
from broadsheet.core import Article
from broadsheet.ingest.duplicates import THRESHOLD, Signature, shingles

DATA = ("NewsArticles.csv", "uhgeval/dev.jsonl")
SHARES = (0.04, 0.08, 0.1)  # of the words changed: the goals are set at 4 and 10 %
LIMIT = 2000
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|\d+|[\u4e00-\u9fff]{1,2}")


def changed(text: str, *, share: float, rng: random.Random, words: Sequence[str]) -> str:
    """`text` with `share` of its words each replaced by a word of the corpus, dropped or doubled."""
    spots = [m.span() for m in _WORD.finditer(text)]
    picked = sorted(rng.sample(spots, round(share * len(spots))), reverse=True)
    for start, end in picked:
        new = rng.choice((rng.choice(words), rng.choice(words), "", text[start:end] * 2))
        text = text[:start] + new + text[end:]
    return text


class Shelf:
    """Signatures in memory, looked up as the store does it."""

    def __init__(self) -> None:
        self.bands: dict[int, list[int]] = defaultdict(list)
        self.signed: list[Signature] = []

    def add(self, signature: Signature) -> None:
        """Shelves one more."""
        for band in signature.bands:
            self.bands[band].append(len(self.signed))
        self.signed.append(signature)

    def near(self, signature: Signature) -> list[tuple[float, int]]:
        """The (similarity, number) of those over the threshold, best first."""
        found = {number for band in signature.bands for number in self.bands.get(band, ())}
        alike = ((ingest.similarity(signature.digest, self.signed[n].digest), n) for n in found)
        return sorted((pair for pair in alike if pair[0] >= THRESHOLD), reverse=True)


def _true_copies(left: str, right: str) -> bool:
    mine, theirs = set(shingles(left)), set(shingles(right))
    return len(mine & theirs) > 0.5 * min(len(mine), len(theirs))


@dataclass(frozen=True, slots=True)
class Measured:
    """How one language's articles did; `real` copies stood in the corpus already."""

    recall: float
    precision: float
    mistakes: int
    signed: int
    real: int
    a_second: float


def measure(articles: Sequence[Article], *, share: float, seed: int = 7) -> Measured:
    """The figures for one language's articles."""
    rng = random.Random(seed)
    signed = [(a, s) for a in articles if (s := ingest.sign(a.text)) is not None]
    words = [w for a in articles[:200] for w in _WORD.findall(a.text)]
    shelf, mistakes, pairs, real = Shelf(), 0, 0, 0
    start = time.perf_counter()
    for article, signature in signed:
        for _, number in shelf.near(signature)[:1]:
            pairs += 1
            is_real = _true_copies(article.text, signed[number][0].text)
            real += is_real
            mistakes += not is_real
        shelf.add(signature)
    seconds = time.perf_counter() - start
    found = 0
    for number, (article, _) in enumerate(signed):
        copy = ingest.sign(changed(article.text, share=share, rng=rng, words=words))
        near = shelf.near(copy) if copy else []
        found += any(n == number for _, n in near)
        if near:
            pairs += 1
            mistakes += not (near[0][1] == number or _true_copies(article.text, signed[near[0][1]][0].text))
    recall, precision = found / max(len(signed), 1), 1 - mistakes / max(pairs, 1)
    return Measured(recall, precision, mistakes, len(signed), real, len(signed) / max(seconds, 1e-9))


def by_language(path: str) -> dict[str, list[Article]]:
    """The articles of anything `broadsheet ingest` reads, by language."""
    found: dict[str, list[Article]] = defaultdict(list)
    for item in ingest.read(path, http=None):
        if isinstance(item, Article):
            found["zh" if re.search("[\u4e00-\u9fff]{5}", item.text[:300]) else "en"].append(item)
    return dict(sorted(found.items()))


def figures(path: Path) -> dict[str, float]:
    """Recall and precision by language and by percent of the words changed."""
    found: dict[str, float] = {}
    for language, articles in by_language(str(path)).items():
        for share in SHARES:
            did = measure(articles[:LIMIT], share=share)
            found[f"{language}.recall_{share:.0%}"] = did.recall
            found[f"{language}.precision_{share:.0%}"] = did.precision
    return found


def main() -> None:
    """Reads the command line and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else "")
    parser.add_argument("articles")
    parser.add_argument("--changed", type=float, default=0.04)
    parser.add_argument("--limit", type=int, default=LIMIT)
    asked = parser.parse_args()
    for language, articles in by_language(asked.articles).items():
        did = measure(articles[: asked.limit], share=asked.changed)
        print(f"{language}, {asked.changed:.0%} of the words changed")
        print(f"  long enough {did.signed}, real copies among them {did.real}")
        print(f"  recall {did.recall:.4f}  precision {did.precision:.4f}  ({did.mistakes} mistakes)")
        print(f"  look-ups {did.a_second:,.0f} a second")


if __name__ == "__main__":
    main()
