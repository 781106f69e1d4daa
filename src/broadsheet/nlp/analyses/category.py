"""The part of the paper a report belongs in: one of thirteen, from its topics and its words."""

from collections.abc import Sequence
from typing import Any

from broadsheet.core import Article
from broadsheet.nlp.categories import categories, category_label, category_of
from broadsheet.nlp.dateline import headline, opening
from broadsheet.nlp.scripts import WIDE
from broadsheet.nlp.segmentation import words
from broadsheet.nlp.word_head import evidence, likelihoods, load, pulls

VERSION = 3
REQUIRES = ("language", "topics")

# How much of a report is read behind its headline, in characters: its news, not its background.
READ_WIDE = 300
READ_NARROW = 900
# What the words say counts this much, the topics the rest. Chosen with the first head: at .25 BBC's reports, of which
# it met none, were right in .74, at .5 in .65. In a language without a head the topics count alone.
BY_WORDS = 0.25
LANGUAGES = ("zh", "en")
MOST_WORDS = 5
# A word that pulls less than this, in log odds against the mean category, explains nothing.
LEAST = 0.2


def analyse(article: Article) -> dict[str, Any]:
    """`{"id", "label", "score", "parts", "words", "others"}`, or `{}` where nothing can be told.

    `id` is one of `categories()`, the label is in the article's language (English for all but Chinese); `score` (0 to
    1) is the sum of `parts`, what its topics say and what its words say; `words` are those that pulled to it, as
    `{"text", "pull"}` in log odds; `others` are the next two categories with their scores.
    """
    language = str(article.annotations["language"])
    by_topic = _by_topic(article.annotations["topics"])
    found = words(lead(article.title, article.text)) if language in LANGUAGES else []
    by_words = [0.0] * len(categories())
    if found:
        head = load("category_head", language)
        met = evidence(head, found)
        by_words = likelihoods(head, met)
    elif not any(by_topic):
        return {}
    share = BY_WORDS if found else 0.0
    parts = [
        {"topics": round(one * (1 - share), 4), "words": round(two * share, 4)}
        for one, two in zip(by_topic, by_words, strict=True)
    ]
    scores = [round(sum(part.values()), 4) for part in parts]
    ids = list(categories())
    best, *others = sorted(range(len(ids)), key=lambda i: -scores[i])
    return {
        "id": ids[best],
        "label": category_label(ids[best], language),
        "score": scores[best],
        "parts": parts[best],
        "words": _reasons(found, pulls(met, len(found), towards=_towards(best, len(ids)))) if found else [],
        "others": [
            {"id": ids[i], "label": category_label(ids[i], language), "score": scores[i]}
            for i in others[:2]
            if scores[i]
        ],
    }


def lead(title: str, text: str) -> str:
    """What is read: the headline and the beginning of the report."""
    begin, head = opening(text), headline(title[:READ_NARROW])
    limit = READ_WIDE if WIDE.search(head or text[begin : begin + 20]) else READ_NARROW
    return f"{head}\n{text[begin : begin + limit]}"


def _by_topic(rows: Sequence[dict[str, Any]]) -> list[float]:
    """The score of the best topic in each category, scaled so that they sum to 1 at most."""
    best = dict.fromkeys(categories(), 0.0)
    for row in rows:
        id = category_of(row["id"])
        best[id] = max(best[id], row["score"])
    whole = max(sum(best.values()), 1.0)
    return [one / whole for one in best.values()]


def _towards(best: int, count: int) -> list[float]:
    """The direction from the mean of all categories to the best."""
    return [(1.0 if i == best else 0.0) - 1.0 / count for i in range(count)]


def _reasons(found: Sequence[tuple[str, int, int]], pull: Sequence[float]) -> list[dict[str, Any]]:
    """The words that pulled most to the category, each once."""
    total: dict[str, float] = {}
    for (word, _, _), one in zip(found, pull, strict=True):
        total[word] = total.get(word, 0.0) + one
    ranked = sorted(total, key=lambda word: -total[word])[:MOST_WORDS]
    return [{"text": word, "pull": round(total[word], 2)} for word in ranked if total[word] >= LEAST]
