"""How well search ranks: the sample wire, a headline as the query, the other reports of its event as what to find.

    python evals/search.py

Prints nDCG@10 for full text alone, vectors alone and both fused, for reports in the query's language and in the other.
"""

import math
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from broadsheet import ingest, models, store
from broadsheet.search import Hit, Index

DATA = ("wire",)
DEPTH = 10
Ranking = Callable[[Sequence[Hit]], list[int]]


def by(part: str) -> Ranking:
    """The hits as one part alone would have them."""
    return lambda hits: [h.article for h in sorted(hits, key=lambda h: -h.parts.get(part, 0.0)) if part in h.parts]


def ndcg(ranking: Sequence[int], wanted: set[int]) -> float:
    """Normalised discounted cumulative gain at ten (Järvelin and Kekäläinen, TOIS 2002), relevance 0 or 1."""
    gain = sum(1 / math.log2(place + 2) for place, id in enumerate(ranking[:DEPTH]) if id in wanted)
    return gain / sum(1 / math.log2(place + 2) for place in range(min(len(wanted), DEPTH)))


RANKINGS: dict[str, Ranking] = {
    "text": by("text"),
    "vectors": by("vector"),
    "fused": lambda hits: [h.article for h in hits],
}
Scores = dict[tuple[str, str], list[float]]


def measure() -> Scores:
    """Scores (nDCG) of each query by ranking and by `same` or `other` language, over the sample wire."""
    truth = ingest.sample_truth()["events"]
    event = {report["url"]: name for name, what in truth.items() for report in what["reports"]}
    with tempfile.TemporaryDirectory() as folder:
        kept = store.open(f"sqlite:///{folder}/n.db", now=lambda: datetime.now(UTC))
        articles = [(kept.articles.add(a), a) for a in ingest.sample()]
        index = Index.open(Path(folder, "index"), kept, models.load_embedder())
        index.update()
        scores: Scores = {}
        for id, asked in articles:
            hits = [h for h in index.find(asked.title, n=len(articles)) if h.article != id]
            for across in (False, True):
                wanted = {
                    other
                    for other, a in articles
                    if other != id and event[a.url] == event[asked.url] and (a.language != asked.language) == across
                }
                pool = {other for other, a in articles if (a.language != asked.language) == across}
                for name, ranking in RANKINGS.items():
                    if wanted:
                        found = [a for a in ranking(hits) if a in pool]
                        scores.setdefault((name, "other" if across else "same"), []).append(ndcg(found, wanted))
        kept.close()
    return scores


def figures(_: Path) -> dict[str, float]:
    """Mean nDCG@10 by ranking and language; the wire is in the package, so its folder is hashed and not read here."""
    return {f"{name}.{language}_language": sum(v) / len(v) for (name, language), v in sorted(measure().items())}


def main() -> None:
    """Print the means."""
    for (name, language), values in sorted(measure().items()):
        print(f"{name:8} {language:6} language  nDCG@{DEPTH} {sum(values) / len(values):.3f}  ({len(values)} queries)")


if __name__ == "__main__":
    main()
