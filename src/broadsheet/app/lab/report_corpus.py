"""The data card in a report: how much text, in which language, from where, and what was left out and why."""

from collections.abc import Iterator, Mapping
from typing import Any

from broadsheet.app.lab.report_values import said, size
from broadsheet.app.lab.report_words import figure_name, say
from broadsheet.publish.figures_page import Table

_AMOUNTS = ("name", "licence", "documents", "characters", "tokens")
# So many sources are named: a folder of ten thousand files is told by the number of the others.
NAMED = 8


def corpus_table(corpus: Mapping[str, Any], language: str) -> Table:
    """The main rows of a data card; all of it is in the model's `card.json`."""
    rows = [(figure_name(language, key), value) for key, value in _rows(corpus, language)]
    return Table((say(language, "figure"), say(language, "value")), rows)


def _rows(corpus: Mapping[str, Any], language: str) -> Iterator[tuple[str, str]]:
    yield from ((key, said(corpus[key])) for key in _AMOUNTS if corpus.get(key))
    if corpus.get("bytes"):
        yield "size", size(corpus["bytes"])
    for part, found in (corpus.get("parts") or {}).items():
        counts = {key: said(found.get(key)) for key in ("documents", "tokens")}
        yield part, say(language, "counts", **counts)
    for key in ("languages", "sources", "left_out"):
        if found := corpus.get(key):
            yield key, _list(found, language)
    if unreadable := (corpus.get("read") or {}).get("unreadable"):
        yield "unreadable", said(unreadable)
    if tokenizer := corpus.get("tokenizer"):
        yield "tokenizer", f"{tokenizer.get('kind')}, {said(tokenizer.get('size'))}"
    if digest := corpus.get("digest"):
        yield "digest", str(digest)[:16]


def _list(found: Mapping[str, Any], language: str) -> str:
    items = list(found.items())
    words = [f"{_named(name, language)} {said(row.get('documents'))}" for name, row in items[:NAMED]]
    more = [say(language, "more", n=f"{len(items) - NAMED:,}")] if len(items) > NAMED else []
    return say(language, "and").join([*words, *more])


def _named(name: str, language: str) -> str:
    """A language or a reason in words; a file's name as it is."""
    return name if "." in name else figure_name(language, name)
