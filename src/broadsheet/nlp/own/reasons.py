"""Why a text got its label: the words that moved the decision, where they stand, and what they add up to.

What a gram adds is spread over the signs it covers, and a word has what its signs were given; so words overlap nowhere,
and their shares and the remainder sum to the logit.
"""

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from broadsheet.core import Article
from broadsheet.nlp.own.grams import LIMIT, places
from broadsheet.nlp.own.linear import Linear
from broadsheet.nlp.segmentation import is_stop, words

if TYPE_CHECKING:
    from broadsheet.nlp.own.linear import Array

# More words nobody reads; what the others add is one part together.
SHOWN = 12
DIGITS = 4


def reading(article: Article) -> str:
    """What is read of an article: its title, then its text."""
    return "\n".join(part for part in (article.title, article.text) if part)


def parts(linear: Linear, article: Article, label: int, *, vector: "Array | None") -> list[dict[str, Any]]:
    """What made the logit of `label`: rows `{"text", "score", "kind", "places"}` whose scores sum to it.

    First the words (`kind` `word`), the strongest first and function words last, with their `places` as
    `[field, start, end]` where `field` is `title` or `text`; then what has no place: the other words (`rest`), the
    meaning of the whole (`meaning`), and what the label has before anything is read (`bias`).
    """
    text = reading(article)
    scores, where = _by_word(linear, text, label)
    # Function words are told last: they carry little, and say nothing to whoever asks why.
    shown = sorted(scores, key=lambda word: (is_stop(word), -abs(scores[word]), word))[:SHOWN]
    rows: list[dict[str, Any]] = [
        {
            "text": word,
            "score": round(scores[word], DIGITS),
            "kind": "word",
            "places": [_placed(article, start, end) for start, end in where[word]],
        }
        for word in shown
    ]
    bias = round(float(linear.bias[label]) / linear.temperature, DIGITS)
    meant = round(float(linear.meant(vector)[label]) / linear.temperature, DIGITS)
    whole = round(float(linear.logits(text, vector)[label]), DIGITS)
    rest = round(whole - bias - meant - sum(row["score"] for row in rows), DIGITS)
    others = {"rest": rest, "bias": bias} if linear.meaning is None else {"rest": rest, "meaning": meant, "bias": bias}
    return [*rows, *({"text": "", "score": score, "kind": kind, "places": []} for kind, score in others.items())]


def _by_word(linear: Linear, text: str, label: int) -> tuple[dict[str, float], dict[str, list[tuple[int, int]]]]:
    """What each word of what is read adds to the logit, and where it stands; words are one in any case."""
    share = _by_sign(linear, text, label)
    scores: defaultdict[str, float] = defaultdict(float)
    where: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for word, start, end in words(text[:LIMIT]):
        scores[word.lower()] += sum(share[start:end])
        where[word.lower()].append((start, end))
    return scores, where


def _by_sign(linear: Linear, text: str, label: int) -> list[float]:
    """What each sign of what is read adds: a gram's part goes to its places alike, and there to its signs alike."""
    moved = linear.moved(text, label)
    met: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for gram, start, end in places(text):
        if gram in moved:
            met[gram].append((start, end))
    share = [0.0] * min(len(text), LIMIT)
    for gram, found in met.items():
        for start, end in found:
            each = moved[gram] / len(found) / (end - start)
            for place in range(start, end):
                share[place] += each
    return share


def _placed(article: Article, start: int, end: int) -> list[Any]:
    """A place in what is read as one in the title or in the text."""
    begin = len(article.title) + 1 if article.title and article.text else 0
    if article.title and end <= len(article.title):
        return ["title", start, end]
    return ["text", start - begin, end - begin]
