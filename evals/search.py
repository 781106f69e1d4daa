"""How well search ranks: graded gold queries over the sample wire, and what is related to each report.

    python evals/search.py

nDCG@10 for full text alone, vectors alone and both fused, of reports in the query's language, in the other, and in one
list. `evals/gold/wire.tsv` holds 106 short queries, 53 Chinese and 53 English, written for this. Grades: 2 for the
reports of the event that was meant, 1 for those of events that belong to it. The weights were fitted on every other
pair of queries; what is reported is the rest. Related to a report are the other reports of its event.
"""

import tempfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from evals._ranking import Judged, Means, figures_of, means

from broadsheet import ingest, models, store
from broadsheet.search import Index

DATA = ("wire",)
GOLD = Path(__file__).parent / "gold" / "wire.tsv"
GRADES = (2, 1)


def queries(events: Mapping[str, list[int]]) -> Iterator[tuple[str, str, dict[int, int]]]:
    """Language, query and grades by article; each event's articles are given."""
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            language, query, *named = line.split("\t")
            told = zip(GRADES, named, strict=True)
            yield language, query, {a: grade for grade, names in told for name in names.split() for a in events[name]}


def measure() -> dict[str, Means]:
    """The means over the queries that no weight was fitted on (`short`), and over what is `related` to each report."""
    truth = ingest.sample_truth()["events"]
    event = {report["url"]: name for name, what in truth.items() for report in what["reports"]}
    with tempfile.TemporaryDirectory() as folder:
        kept = store.open(f"sqlite:///{folder}/n.db", now=lambda: datetime.now(UTC))
        articles = {kept.articles.add(a): a for a in ingest.sample()}
        index = Index.open(Path(folder, "index"), kept, models.load_embedder())
        index.update()
        events: dict[str, list[int]] = {}
        for id, article in articles.items():
            events.setdefault(event[article.url], []).append(id)
        languages = {id: article.language for id, article in articles.items()}
        gold = list(queries(events))
        held_out = [row for pair in range(2, len(gold), 4) for row in gold[pair : pair + 2]]
        short = [Judged(language, index.find(query, n=len(articles)), grades) for language, query, grades in held_out]
        related = [
            Judged(
                article.language,
                index.related(id, len(articles)),
                {other: 1 for other in events[event[article.url]] if other != id},
            )
            for id, article in articles.items()
        ]
        kept.close()
    return {"short": means(short, languages=languages), "related": means(related, languages=languages)}


def figures(_: Path) -> dict[str, float]:
    """Mean nDCG@10 by kind of query, ranking and language; the wire itself is read from the package."""
    return figures_of(measure())


def main() -> None:
    """Print the means."""
    for name, value in figures(Path()).items():
        print(f"{name:32} {value:.3f}")


if __name__ == "__main__":
    main()
