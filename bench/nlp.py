"""How many documents a second each analysis reads, on one core.

    python bench/nlp.py FILE [N]

FILE is a CSV or JSON lines with `title` and `text` (or `headLine`, `newsBeginning` and `newsRemainder`). CPU time, one
thread; the first ten documents warm what is loaded at the first use and are not counted.
"""

import csv
import json
import os
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

# One thread, or the figures say more of the machine than of the code. Set before numpy is imported.
os.environ.setdefault("OMP_NUM_THREADS", "1")

from broadsheet import nlp
from broadsheet.core import Article

WARM = 10
NEURAL = ("topics", "entities")


def articles(path: Path) -> Iterator[Article]:
    """The documents of a CSV or JSON-lines file, with a day of publication so that dates are resolved."""
    csv.field_size_limit(10**9)
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        rows = csv.DictReader(file) if path.suffix == ".csv" else map(json.loads, file)
        for row in rows:
            text = row.get("text") or row.get("newsBeginning", "") + row.get("newsRemainder", "")
            yield Article(
                title=row.get("title") or row.get("headLine", ""), text=text, published=datetime(2017, 1, 1, tzinfo=UTC)
            )


def rate(documents: list[Article], names: list[str]) -> tuple[float, float]:
    """Documents a CPU-second, and seconds for the warm-up."""
    began = time.process_time()
    for article in documents[:WARM]:
        nlp.analyse(article, only=names)
    warm = time.process_time() - began
    began = time.process_time()
    for article in documents[WARM:]:
        nlp.analyse(article, only=names)
    return (len(documents) - WARM) / max(time.process_time() - began, 1e-9), warm


def main() -> None:
    """Print a table: each analysis alone (with what it requires), all but the neural ones, and all."""
    path, n = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 300
    documents = [article for article, _ in zip(articles(path), range(n), strict=False)]
    characters = sum(len(article.text) for article in documents) / max(len(documents), 1)
    print(f"{path.name}: {len(documents)} documents of {characters:.0f} characters")
    plain = [name for name in nlp.analyses() if name not in NEURAL]
    for label, names in [(name, [name]) for name in nlp.analyses()] + [
        ("all but neural", plain),
        ("all", nlp.analyses()),
    ]:
        speed, warm = rate(documents, names)
        print(f"{label:16} {speed:8.0f} documents/s   first {WARM}: {warm:.2f} s")


if __name__ == "__main__":
    main()
