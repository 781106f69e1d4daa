"""How well search ranks real news: 36 judged queries over some thousands of articles of a newsroom that is at hand.

    BROADSHEET_DATA=... python -m evals search_news --data FOLDER   (FOLDER holds the newsroom in `news_home`)

`evals/gold/news.tsv` names articles by the beginning of their content hash, so any newsroom that took in the same
articles will do. The best ten by words, by meaning and by both were pooled and judged by their headlines: 2 answers the
query, 1 is near to it. The weights were fitted on every other query; what is reported is the rest.
"""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from evals._ranking import Judged, figures_of, means

from broadsheet import models, store
from broadsheet.search import Index

DATA = ("news_home",)
GOLD = Path(__file__).parent / "gold" / "news.tsv"
GRADES = (2, 1)
DEEP = 200
_HASHED = 12


def queries(ids: Mapping[str, int]) -> Iterator[tuple[str, str, dict[int, int]]]:
    """Language, query and grades by article, of the queries that no weight was fitted on."""
    lines = [line for line in GOLD.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for language, query, *named in (line.split("\t") for line in lines[1::2]):
        told = zip(GRADES, named, strict=True)
        yield language, query, {ids[name]: grade for grade, names in told for name in names.split() if name in ids}


def figures(home: Path) -> dict[str, float]:
    """Mean nDCG@10 by ranking and language, over a copy of the newsroom in `home`."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(home / "newsroom.db", folder)
        with store.open(f"sqlite:///{folder}/newsroom.db", now=lambda: datetime.now(UTC)) as kept:
            index = Index.open(Path(folder, "search"), kept, models.load_embedder())
            index.update()
            leads = kept.articles.get_many(kept.articles.ids())
            ids = {store.content_hash(a.value)[:_HASHED]: a.id for a in leads}
            judged = [Judged(language, index.find(query, n=DEEP), grades) for language, query, grades in queries(ids)]
            return figures_of({"short": means(judged, languages={a.id: a.value.language for a in leads})})
