"""How well `verify.worthiness` ranks the sentences that an editor would have checked, beside chance and "has a number".

    python -m evals.worthiness [--data DIR] [--news NewsArticles.csv] [--fit] [--show N]

`gold/worthiness_zh.tsv` and `worthiness_en.tsv` hold sentences with a hand label: 0 nothing or ordinary, 1 checkable,
2 worth checking first. Those marked `fit` (UHGEval's tune half, the sample wire, sentences written for this project)
give the weights; those marked `held` only measure. English held-out sentences are of a corpus that may not be shipped:
the file has their places and hashes, and they are read where `--news` names it.
"""

import argparse
import csv
import hashlib
import math
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from broadsheet.verify.worth.traits import traits
from broadsheet.verify.worth.worthiness import worthiness

GOLD = Path(__file__).parent / "gold"
TABLE = Path(__file__).parent.parent / "src/broadsheet/verify/data/worthiness.toml"
DEPTH, SHUFFLES, SEED = 20, 500, 5
# What draws the weights to nothing: with 190 sentences and 25 traits, less fits the wording of the sample.
RIDGE = 1.5
# Where a trait is too rare in the sample to say anything, the weight stays near what any editor would say of it.
PRIOR = {
    "weather": -1.5,
    "furniture": -3.0,
    "short": -1.0,
    "long": -1.2,
    "table": -1.0,
    "speech": -0.7,
    "market": -1.5,
    "sport": -1.5,
}
_FIXED = {"opinion", "question"}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence with its label, 0 to 2."""

    language: str
    split: str
    label: int
    text: str


def gold(language: str, news: Path | None) -> Iterator[Labelled]:
    """The labelled sentences of a language; those of a corpus that is not here are left out."""
    articles = _articles(news) if news else {}
    for line in (GOLD / f"worthiness_{language}.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        split, label, place, text = line.split("\t")
        if place.startswith("news:"):
            _, article, start, end, digest = place.split(":")
            text = articles.get(article, "")[int(start) : int(end)].strip().replace("\n", " ")
            if hashlib.blake2b(text.encode(), digest_size=8).hexdigest() != digest:
                continue
        yield Labelled(language, split, int(label), text)


def _articles(news: Path) -> dict[str, str]:
    csv.field_size_limit(10**9)
    with news.open(encoding="latin-1", newline="") as file:
        return {row["article_id"]: row["text"] for row in csv.DictReader(file)}


def fit(rows: Sequence[Labelled]) -> dict[str, float]:
    """The weights: a ridge logistic regression on the traits, a label of 1 counting as half a yes."""
    seen = [traits(row.text, row.language) for row in rows]
    kept = [(s, r) for s, r in zip(seen, rows, strict=True) if not _FIXED & s]
    names = sorted({name for s, _ in kept for name in s})
    x = np.array([[1.0, *(float(n in s) for n in names)] for s, _ in kept])
    y = np.array([r.label / 2 for _, r in kept])
    ridge = np.diag([0.0, *([RIDGE] * len(names))])
    prior = np.array([0.0, *(PRIOR.get(n, 0.0) for n in names)])
    w = prior.copy()
    for _ in range(50):  # Newton's method; ten steps are enough for six digits
        p = 1 / (1 + np.exp(-x @ w))
        hessian = (x.T * (p * (1 - p))) @ x + ridge
        w -= np.linalg.solve(hessian, x.T @ (p - y) + ridge @ (w - prior))
    return dict(zip(["bias", *names], (round(float(v), 2) for v in w), strict=True))


def average_precision(ranked: Sequence[bool]) -> float:
    """The mean of the precision at each hit."""
    hits, total = 0, 0.0
    for place, hit in enumerate(ranked, 1):
        hits += hit
        total += hits / place if hit else 0.0
    return total / max(hits, 1)


def ndcg(labels: Sequence[int]) -> float:
    """Normalised discounted cumulative gain at `DEPTH` with gains of 2^label - 1."""

    def gain(order: Sequence[int]) -> float:
        return sum(float(2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(order[:DEPTH]))

    return gain(labels) / (gain(sorted(labels, reverse=True)) or 1.0)


def figures(labels: Sequence[int]) -> tuple[float, float, float]:
    """Average precision of what is checkable, of what comes first, and nDCG, of labels in ranked order."""
    return average_precision([n > 0 for n in labels]), average_precision([n > 1 for n in labels]), ndcg(labels)


def _by_chance(labels: Sequence[int]) -> tuple[float, float, float]:
    drawn = random.Random(SEED)
    orders = [figures(drawn.sample(list(labels), len(labels))) for _ in range(SHUFFLES)]
    return (
        sum(o[0] for o in orders) / SHUFFLES,
        sum(o[1] for o in orders) / SHUFFLES,
        sum(o[2] for o in orders) / SHUFFLES,
    )


def _by_number(rows: Sequence[Labelled]) -> tuple[float, float, float]:
    """Sentences with a digit first; within each the mean over chance orders."""
    drawn = random.Random(SEED)
    totals = [0.0, 0.0, 0.0]
    for _ in range(SHUFFLES):
        mixed = drawn.sample(list(rows), len(rows))
        ranked = sorted(mixed, key=lambda r: not any(c.isdigit() for c in r.text))
        totals = [t + f for t, f in zip(totals, figures([r.label for r in ranked]), strict=True)]
    return totals[0] / SHUFFLES, totals[1] / SHUFFLES, totals[2] / SHUFFLES


def evaluate(rows: Sequence[Labelled]) -> dict[str, tuple[float, float, float]]:
    """The figures of the three orders."""
    ranked = sorted(rows, key=lambda r: -worthiness(r.text, language=r.language).score)
    return {
        "worthiness": figures([r.label for r in ranked]),
        "has a number": _by_number(rows),
        "chance": _by_chance([r.label for r in rows]),
    }


def main() -> None:
    """Fit if asked, then print the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--data", type=Path, default=Path("data"))
    asked.add_argument("--news", type=Path)
    asked.add_argument("--fit", action="store_true")
    asked.add_argument("--show", type=int, default=0)
    options = asked.parse_args()
    rows = [row for language in ("zh", "en") for row in gold(language, options.news)]
    if options.fit:
        _keep(fit([r for r in rows if r.split == "fit"]))
        return
    out = sys.stdout
    for language in ("zh", "en"):
        for split in ("fit", "held"):
            some = [r for r in rows if (r.language, r.split) == (language, split)]
            if some:
                out.write(f"{language} {split}: {len(some)} sentences\n")
                for name, (ap, first, gain) in evaluate(some).items():
                    out.write(f"  {name:13} AP {ap:.3f}  AP of the first {first:.3f}  nDCG@{DEPTH} {gain:.3f}\n")
                _show(some, options.show)


def _keep(weights: dict[str, float]) -> None:
    head = TABLE.read_text(encoding="utf-8").partition("[weights]")[0]
    lines = "\n".join(f"{name} = {weight}" for name, weight in weights.items())
    TABLE.write_text(f"{head}[weights]\n{lines}\n", encoding="utf-8")


def _show(rows: Sequence[Labelled], n: int) -> None:
    """The sentences that stand furthest from where their label would have them."""
    scored = [(worthiness(r.text, language=r.language), r) for r in rows]
    for worth, row in sorted(scored, key=lambda s: -abs(s[0].score - s[1].label / 2))[:n]:
        why = ", ".join(f"{p.name} {p.weight:+.1f}" for p in worth.parts)
        sys.stdout.write(f"  {row.label} {worth.score:.2f} {row.text[:100]}  [{why}]\n")


if __name__ == "__main__":
    main()
