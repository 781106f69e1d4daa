"""How well reports are joined into stories: the sample wire against its truth, and real news for over-merging.

    python -m evals.stories [--real ARTICLES ...]

Pairwise precision, recall and F1 over all pairs of reports, over pairs within a language and across two. `--real` takes
anything `broadsheet ingest` reads; there is no truth for it, so the sizes and some stories are printed to be judged.
"""

import argparse
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from broadsheet import ingest, models, nlp, trends
from broadsheet.core import Article, Stored, Story

DATA = ("wire",)
LEAD = 300
HEAD = 1500
BATCH = 64
Pairs = set[tuple[int, int]]
Vectors = dict[int, NDArray[np.float32]]


def stored(articles: Sequence[Article]) -> list[Stored[Article]]:
    """The articles as a store would number them, with the names read off their heads."""
    return [Stored(id, named(a), a.published or datetime.now(UTC)) for id, a in enumerate(articles, start=1)]


def named(article: Article) -> Article:
    """The article with its names, as they are read before anything is joined."""
    found = nlp.analyse(replace(article, text=article.text[:HEAD]), only=["entities"]).annotations
    return replace(article, annotations={**article.annotations, **found})


def embed(articles: Sequence[Stored[Article]]) -> Vectors:
    """Vectors as the search index makes them."""
    embedder = models.load_embedder()
    texts = [f"{a.value.title}. {a.value.text[:LEAD]}" for a in articles]
    rows = [row for i in range(0, len(texts), BATCH) for row in embedder.embed(texts[i : i + BATCH])]
    return {a.id: row for a, row in zip(articles, rows, strict=True)}


def measure(found: Pairs, true: Pairs) -> dict[str, float]:
    """Precision, recall and F1 of the pairs found."""
    right = len(found & true)
    precision, recall = right / max(len(found), 1), right / max(len(true), 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"precision": precision, "recall": recall, "f1": f1}


def pairs_of(groups: Sequence[Sequence[int]]) -> Pairs:
    """All pairs within the groups."""
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def join(articles: Sequence[Stored[Article]], vectors: Vectors | None = None) -> list[Story]:
    """The stories as of the newest article; `vectors` are made when not given."""
    newest = max(a.value.published or a.created for a in articles)
    return trends.stories(articles, vectors or embed(articles), now=newest)


def sample() -> dict[str, dict[str, float]]:
    """The sample wire against its truth: over all pairs, those within a language and those across two."""
    articles = stored(list(ingest.sample()))
    ids = {a.value.url: a.id for a in articles}
    truth = ingest.sample_truth()["events"]
    found = pairs_of([s.articles for s in join(articles)])
    true = pairs_of([[ids[r["url"]] for r in event["reports"]] for event in truth.values()])
    language = {a.id: a.value.language for a in articles}
    results = {"all": measure(found, true)}
    for name, across in (("within", False), ("across", True)):
        kept = [{p for p in s if (language[p[0]] != language[p[1]]) == across} for s in (found, true)]
        results[name] = measure(*kept)
    return results


def b_cubed(found: Sequence[Sequence[int]], true: Sequence[Sequence[int]]) -> dict[str, float]:
    """B-cubed precision, recall and F1 (Bagga and Baldwin, 1998): a story counts by its reports, not by its pairs."""
    of = {id: set(group) for group in found for id in group}
    shares = [(len(of[id] & set(event)), len(of[id]), len(event)) for event in true for id in event]
    precision = sum(shared / size for shared, size, _ in shares) / len(shares)
    recall = sum(shared / size for shared, _, size in shares) / len(shares)
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / (precision + recall)}


def held_out() -> dict[str, float]:
    """The wire's events that no weight was fitted on: pairwise and B-cubed, the whole wire being joined."""
    from evals.stories_fit import fitted_on

    articles = stored(list(ingest.sample()))
    ids = {a.value.url: a.id for a in articles}
    truth = ingest.sample_truth()["events"]
    true = [[ids[r["url"]] for r in e["reports"]] for name, e in truth.items() if not fitted_on(name)]
    ours = {id for event in true for id in event}
    found = [s.articles for s in join(articles)]
    pairwise = {p for p in pairs_of(found) if set(p) & ours}  # one joined with a fitted event's report is wrong too
    return measure(pairwise, pairs_of(true)) | {f"b_cubed_{k}": v for k, v in b_cubed(found, true).items()}


def figures(_: Path) -> dict[str, float]:
    """The same, flat; the wire is in the package, so its folder is hashed and not read here."""
    told = {f"{pairs}.{name}": value for pairs, measured in sample().items() for name, value in measured.items()}
    return told | {f"held_out.{name}": value for name, value in held_out().items()}


def real(what: str, *, shown: int) -> None:
    """Stories of real news, to be read and judged."""
    articles = stored([a for a in ingest.read(what, http=None) if isinstance(a, Article)])
    found = join(articles)
    sizes = Counter(min(len(s.articles), 10) for s in found)
    print(
        f"{what}: {len(articles)} articles, {len(found)} stories; by size {dict(sorted(sizes.items()))} (10: or more)"
    )
    joined = [s for s in found if len(s.articles) > 1]
    by_id = {a.id: a.value for a in articles}
    for story in random.Random(1).sample(joined, min(shown, len(joined))):
        print(f"  {len(story.articles)} reports, {(story.last - story.first).days} days")
        for id in story.articles[:6]:
            print(f"    {by_id[id].published:%Y-%m-%d} {by_id[id].title[:100]}")


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--real", nargs="*", default=[])
    parser.add_argument("--shown", type=int, default=30)
    given = parser.parse_args()
    for pairs, measured in sample().items():
        print(f"sample wire, pairs {pairs:7}", *(f"{name} {value:.3f}" for name, value in measured.items()))
    for what in given.real:
        real(what, shown=given.shown)


if __name__ == "__main__":
    main()
