"""Why a text got its label: the words that moved the decision, where they stand, and what they add up to."""

from collections import defaultdict
from typing import Any

from broadsheet.core import Article
from broadsheet.nlp.own.grams import LIMIT, places
from broadsheet.nlp.own.linear import Linear

# More reasons nobody reads; what the others add is one last part.
SHOWN = 12
DIGITS = 4


def parts(linear: Linear, article: Article, label: int) -> list[dict[str, Any]]:
    """What made the logit of `label`, the strongest first: rows `{"text", "score", "places"}` that sum to it.

    `places` are `[field, start, end]` with `field` `title` or `text`. The last two rows are the words not shown
    (`"rest"`) and what the label had before a word was read (`"bias"`); they have no place.
    """
    moved = linear.moved(reading(article), label)
    shown = sorted(moved, key=lambda gram: (-abs(moved[gram]), gram))[:SHOWN]
    where = _where(article, set(shown))
    rows: list[dict[str, Any]] = [
        {"text": said(gram), "score": round(moved[gram], DIGITS), "places": where[gram]} for gram in shown
    ]
    total = float(linear.logits(reading(article))[label])
    bias = round(float(linear.bias[label]) / linear.temperature, DIGITS)
    rest = round(total - bias - sum(row["score"] for row in rows), DIGITS)
    return [*rows, {"text": "", "score": rest, "kind": "rest"}, {"text": "", "score": bias, "kind": "bias"}]


def reading(article: Article) -> str:
    """What is read of an article: its title, then its text."""
    return "\n".join(part for part in (article.title, article.text) if part)


def said(gram: str) -> str:
    """A gram as people write it."""
    return " ".join(gram.split())


def _where(article: Article, wanted: set[str]) -> dict[str, list[list[Any]]]:
    """Where the wanted grams stand in the title and in the text; one that goes over from the one to the other is left.

    The grams are those of `reading`, so what is beyond its limit has no place.
    """
    found: defaultdict[str, list[list[Any]]] = defaultdict(list)
    begin = len(article.title) + 1 if article.title and article.text else 0
    for gram, start, end in places(reading(article)[:LIMIT]):
        if gram not in wanted:
            continue
        if article.title and end <= len(article.title):
            found[gram].append(["title", start, end])
        elif start >= begin and article.text:
            found[gram].append(["text", start - begin, end - begin])
    return found
