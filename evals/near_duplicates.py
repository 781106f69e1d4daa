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
from collections.abc import Iterator, Sequence

from broadsheet import ingest
from broadsheet.core import Article
from broadsheet.ingest.duplicates import THRESHOLD, Signature, shingles

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


def measure(articles: Sequence[Article], *, share: float, seed: int = 7) -> Iterator[str]:
    """Lines of figures for one language's articles."""
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
    found = right = tried = 0
    for number, (article, _) in enumerate(signed):
        copy = ingest.sign(changed(article.text, share=share, rng=rng, words=words))
        near = shelf.near(copy) if copy else []
        tried += 1
        found += any(n == number for _, n in near)
        if near:
            pairs += 1
            right += near[0][1] == number or _true_copies(article.text, signed[near[0][1]][0].text)
            mistakes += not (near[0][1] == number or _true_copies(article.text, signed[near[0][1]][0].text))
    yield f"  articles {len(articles)}, long enough {len(signed)}, real copies among them {real}"
    yield f"  recall {found / max(tried, 1):.4f}  precision {1 - mistakes / max(pairs, 1):.4f}  ({mistakes} mistakes)"
    yield f"  look-ups {len(signed) / max(seconds, 1e-9):,.0f} a second"


def main() -> None:
    """Reads the command line and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else "")
    parser.add_argument("articles")
    parser.add_argument("--changed", type=float, default=0.04)
    parser.add_argument("--limit", type=int, default=2000)
    asked = parser.parse_args()
    by_language: dict[str, list[Article]] = defaultdict(list)
    for item in ingest.read(asked.articles, http=None):
        if isinstance(item, Article):
            by_language["zh" if re.search("[\u4e00-\u9fff]{5}", item.text[:300]) else "en"].append(item)
    for language, articles in sorted(by_language.items()):
        print(f"{language}, {asked.changed:.0%} of the words changed")
        for line in measure(articles[: asked.limit], share=asked.changed):
            print(line)


if __name__ == "__main__":
    main()
