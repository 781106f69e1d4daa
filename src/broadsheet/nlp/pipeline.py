"""Runs the analyses there are over articles, each after what it requires."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from types import ModuleType
from typing import Any

import broadsheet.nlp.analyses  # noqa: F401  (binds the folder before the door's function of the same name)
from broadsheet.core import Article, InvalidInputError, Plugins

_PLUGINS = Plugins("broadsheet.nlp.analyses", "analysis")
_LOG = logging.getLogger(__name__)


def analyses() -> list[str]:
    """The names of all analyses, each after those it requires."""
    return list(_ordered(_names()))


def version(name: str) -> int:
    """The version of the analysis `name`; raises `UnknownNameError` with the names there are."""
    return int(_module(name).VERSION)


def analyse(article: Article, *, only: Sequence[str] | None = None) -> Article:
    """`article` with its annotations filled: all analyses, or those in `only`.

    What an analysis requires is taken from the annotations there are or made on the way, and kept only when asked for.
    An analysis that fails is left out and logged; the others go on. Raises `UnknownNameError` for a name that is none.
    """
    asked = _names() if only is None else tuple(only)
    values: dict[str, Any] = dict(article.annotations)
    fresh: dict[str, Any] = {}
    for name in _ordered(asked):
        if name not in asked and name in values:
            continue
        module = _module(name)
        if any(required not in values for required in module.REQUIRES):
            continue
        try:
            fresh[name] = values[name] = module.analyse(replace(article, annotations=values))
        # A plugin may fail in any way on some text; one reading lost must not lose the article or the rest of a batch.
        except Exception:  # noqa: BLE001
            _LOG.exception("the analysis %r failed on %r", name, article.url or article.title[:80])
    kept = {name: value for name, value in fresh.items() if name in asked}
    return replace(article, annotations={**article.annotations, **kept})


def analyse_many(articles: Iterable[Article], *, only: Sequence[str] | None = None) -> Iterator[Article]:
    """Each of `articles` analysed, in order, as it is asked for."""
    return (analyse(article, only=only) for article in articles)


# The folder and the installed distributions are read once in a process: asking for them took 7 ms, an article takes 10.
@lru_cache(maxsize=1)
def _names() -> tuple[str, ...]:
    return tuple(_PLUGINS.names())


@lru_cache(maxsize=256)
def _module(name: str) -> ModuleType:
    return _PLUGINS.load(name)


@lru_cache(maxsize=256)
def _ordered(names: tuple[str, ...]) -> tuple[str, ...]:
    """`names` and all they require, each after what it requires, else by name."""
    graph: dict[str, tuple[str, ...]] = {}
    waiting = sorted(set(names))
    while waiting:
        name = waiting.pop()
        if name not in graph:
            graph[name] = tuple(sorted(_module(name).REQUIRES))
            waiting.extend(graph[name])
    try:
        return tuple(TopologicalSorter({name: graph[name] for name in sorted(graph)}).static_order())
    except CycleError as error:
        raise InvalidInputError(
            "analyses require each other in a circle",
            found=" -> ".join(error.args[1]),
            do="remove one from its REQUIRES",
        ) from error
