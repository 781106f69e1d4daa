"""The day's sentences most worth checking, read off the reports, with near-copies of one sentence made one."""

import re
from collections.abc import Iterator, Sequence

from broadsheet import verify
from broadsheet.app.queue_item import Place
from broadsheet.app.sentences import claims_at
from broadsheet.core import Article, Stored
from broadsheet.verify.terms import plain, terms

READ = 6000  # characters of a report that are read: what comes later in a long one is background
PER_REPORT = 4  # sentences taken of one report, its best: a queue is of the day and not of its longest report
LEAST = 0.3  # below it three of four sentences of the labelled ones had nothing to check
_LONGEST = 500  # characters; longer ones are lists or what was not cut into sentences
# Two sentences with so many of their terms in common, and the same figures, are copies of one.
_COPY = 0.7
_FIGURES = re.compile(r"\d+(?:[.,]\d+)*")
_BREAKS = re.compile(r"\s+")


def candidates(reports: Sequence[Stored[Article]]) -> list[tuple[float, Place]]:
    """(worth by its words, sentence) of each report's best sentences, best first."""
    found = [scored for report in reports for scored in _best(report)]
    return sorted(found, key=lambda pair: (-pair[0], pair[1].at, pair[1].article))


def _best(report: Stored[Article]) -> list[tuple[float, Place]]:
    scored = [(verify.worthiness(p.text, language=p.language).score, p) for p in places(report)]
    kept = sorted((s for s in scored if s[0] >= LEAST), key=lambda s: (-s[0], s[1].start))
    return kept[:PER_REPORT]


def places(report: Stored[Article]) -> Iterator[Place]:
    """The sentences of a report, in order, each on one line."""
    article = report.value
    language = "zh" if article.language == "zh" else "en"
    text = article.text[:READ]
    for start, end in claims_at(text, language=language):
        if end - start <= _LONGEST:
            said = _BREAKS.sub(" ", text[start:end]).strip()
            at = article.published or report.created
            if at is not None:
                yield Place(report.id, start, end, said, language, article.outlet, article.title, at)


def gathered(ranked: Sequence[tuple[float, Place]]) -> list[tuple[float, list[Place]]]:
    """Near-copies together, each group with the first that said it in front; in the order of their best."""
    groups: list[tuple[float, list[Place]]] = []
    known: dict[str, list[int]] = {}
    traits: list[tuple[frozenset[str], frozenset[str]]] = []
    for score, place in ranked:
        words, figures = frozenset(terms(plain(place.text))), frozenset(_FIGURES.findall(plain(place.text)))
        near = {g for word in words for g in known.get(word, ())}
        home = next((g for g in sorted(near) if _is_copy(words, figures, traits[g])), None)
        if home is None:
            home = len(groups)
            groups.append((score, []))
            traits.append((words, figures))
            for word in words:
                known.setdefault(word, []).append(home)
        groups[home][1].append(place)
    return [(score, sorted(members, key=lambda p: (p.at, p.article))) for score, members in groups]


def _is_copy(words: frozenset[str], figures: frozenset[str], other: tuple[frozenset[str], frozenset[str]]) -> bool:
    return figures == other[1] and len(words & other[0]) >= _COPY * max(len(words | other[0]), 1)
