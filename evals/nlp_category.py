"""How often a report's category is what its class stands for: Chinese headlines alone, English reports.

    python -m evals nlp_category --data FOLDER

The mapping of classes to categories stands in `_category_data.py`. Nothing of either corpus was used to
fit the head: both are wholly held out, and every second item is measured. `thucnews.*` are headlines without a text,
`data.*` (BBC) whole reports. Their figures by class were looked at, though: they said for which desks more was to be
written in `gold/written.tsv`, by one who knew what either corpus is made of. News of other years may be sorted worse.
"""

from collections import Counter
from pathlib import Path

from evals import _category_data

from broadsheet import nlp
from broadsheet.core import Article

DATA = ("thucnews", "bbcnews/data")
READERS = {"thucnews": (_category_data.thucnews, "zh"), "data": (_category_data.bbc, "en")}
# Every so many of the held-out headlines: enough that a figure moves by .01 for chance alone.
EVERY = {"thucnews": 2, "data": 1}


def figures(path: Path) -> dict[str, float]:
    """The share that was given a category it may have, of all, and by class."""
    read, language = READERS[path.name]
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for item in [item for item in read(path) if item.part == "held"][:: EVERY[path.name]]:
        article = Article(title=item.title, text=item.text, language=language)
        value = nlp.analyse(article, only=["category"]).annotations["category"]
        total[item.name] += 1
        right[item.name] += value.get("id") in item.may_be
    name = "thucnews" if path.name == "thucnews" else "bbc"
    by_class = {f"{name}.{key}": right[key] / total[key] for key in total}
    return {f"{name}.right": sum(right.values()) / sum(total.values()), **by_class}
