"""Fits the category head, and writes its weights: what this docstring says is its card.

    python evals/nlp_category_head.py FOLDER src/broadsheet/nlp/data/category_head.npz

FOLDER has `thucnews`, `bbcnews/data`, `uhgeval/dev.jsonl` and `NewsArticles.csv`. The teacher is what the topics say
of a text (2026-11): for reports without a class that alone; for those whose class is known, half of THUCNews'
headlines and half of BBC's reports, what the topics say among the categories that the class may be called. The other
halves are for `nlp_category.py` alone. Weights of words and pairs of words are kept, no text.
"""

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from evals import _category_data
from evals._word_heads import fitted
from numpy.typing import NDArray

from broadsheet.nlp.analyses.category import lead
from broadsheet.nlp.categories import categories, category_of
from broadsheet.nlp.dateline import headline
from broadsheet.nlp.topic_meaning import likelihoods
from broadsheet.nlp.topic_scores import lead_of, word_shares

Row = tuple[str, str, frozenset[str]]
ANY = frozenset(categories())
# A text whose class is known weighs this many others, on the mean. All classes together weigh the same, or Chinese
# headlines would lean to business, which three of the ten are.
KNOWN = 3.0


def chinese(folder: Path) -> Iterator[Row]:
    """Headlines with what they may be called, and reports that may be called anything."""
    for item in _category_data.thucnews(folder / "thucnews"):
        if item.part == "fit":
            yield item.title, "", item.may_be
    for line in (folder / "uhgeval" / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        title, text = headline(row["headLine"]), row["newsBeginning"] + row["newsRemainder"]
        yield title, text, ANY
        yield title, "", ANY


def english(folder: Path) -> Iterator[Row]:
    """Reports, and their headlines alone."""
    for item in _category_data.bbc(folder / "bbcnews" / "data"):
        if item.part == "fit":
            yield item.title, item.text, item.may_be
            yield item.title, "", item.may_be
    with (folder / "NewsArticles.csv").open(encoding="utf-8", errors="replace", newline="") as file:
        for row in csv.DictReader(file):
            if len(row["text"]) > 200:
                yield row["title"], row["text"], ANY
                yield row["title"], "", ANY


def says(title: str, text: str, may_be: frozenset[str]) -> list[float]:
    """What the topics say of a text among the categories it may be called; sums to 1."""
    shares, likely = word_shares(title, text), likelihoods(lead_of(title, text))
    total = dict.fromkeys(categories(), 1e-3)
    for id, one in likely.items():
        total[category_of(id)] += one + shares.get(id, 0.0)
    kept = {id: one if id in may_be else 0.0 for id, one in total.items()}
    # Squared: a teacher that mixes two answers should teach the better one.
    whole = sum(one**2 for one in kept.values())
    return [one**2 / whole for one in kept.values()]


def weights(may_be: list[frozenset[str]]) -> NDArray[Any]:
    """What each text weighs."""
    known = Counter(one for one in may_be if one != ANY)
    even = sum(known.values()) / max(len(known), 1)
    return np.array([1.0 if one == ANY else KNOWN * even / known[one] for one in may_be])


def main() -> None:
    """Fit and write."""
    folder = Path(sys.argv[1])
    stored: dict[str, NDArray[Any]] = {"labels": np.array(list(categories()))}
    for code, rows in (("zh", list(chinese(folder))), ("en", list(english(folder)))):
        texts = [lead(title, text) for title, text, _ in rows]
        targets = np.array([says(*row) for row in rows])
        weight = weights([may_be for _, _, may_be in rows])
        made = fitted(texts, targets, weight, dense=np.zeros((len(rows), 1)), strength=0.5, least=2)
        stored |= {f"{code}_{name}": value for name, value in made.items()}
        print(f"{code}: {len(rows)} texts", flush=True)
    np.savez_compressed(sys.argv[2], **stored)  # type: ignore[arg-type]  # its stubs take the names for options


if __name__ == "__main__":
    main()
