"""Runs the analyses there are over articles, each after what it requires."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from types import MappingProxyType, ModuleType
from typing import Any, Protocol

import broadsheet.nlp.analyses  # noqa: F401  (binds the folder before the door's function of the same name)
from broadsheet.core import Article, InvalidInputError, Plugins, UnknownNameError

_PLUGINS = Plugins("broadsheet.nlp.analyses", "analysis")
_LOG = logging.getLogger(__name__)


class Analysis(Protocol):
    """A reading that a newsroom trained itself; it stands beside the modules of `analyses/` and has their shape.

    `VERSION` rises with each training; `REQUIRES` names built-in analyses, never another of the newsroom's own.
    """

    @property
    def VERSION(self) -> int: ...  # noqa: D102, N802

    @property
    def REQUIRES(self) -> Sequence[str]: ...  # noqa: D102, N802

    def analyse(self, article: Article) -> Any:
        """The annotation of `article`, in JSON's types."""
        ...


Own = Mapping[str, Analysis]
NONE: Own = MappingProxyType({})


def analyses(own: Own = NONE) -> list[str]:
    """The names of all analyses, each after those it requires; a newsroom's `own` come last."""
    return [*_ordered(_names()), *sorted(own)]


def version(name: str, own: Own = NONE) -> int:
    """The version of the analysis `name`; raises `UnknownNameError` with the names there are."""
    return int(_analysis(name, own).VERSION)


def analyse(article: Article, *, only: Sequence[str] | None = None, own: Own = NONE) -> Article:
    """`article` with its annotations filled: all analyses, a newsroom's `own` too, or those in `only`.

    What an analysis requires is taken from the annotations there are or made on the way, and kept only when asked for.
    An analysis that fails is left out and logged; the others go on. Raises `UnknownNameError` for a name that is none.
    """
    asked = (*_names(), *own) if only is None else tuple(only)
    values: dict[str, Any] = dict(article.annotations)
    fresh: dict[str, Any] = {}
    for name in _order(asked, own):
        if name not in asked and name in values:
            continue
        analysis = _analysis(name, own)
        if any(required not in values for required in analysis.REQUIRES):
            continue
        try:
            fresh[name] = values[name] = analysis.analyse(replace(article, annotations=values))
        # A plugin may fail in any way on some text; one reading lost must not lose the article or the rest of a batch.
        except Exception:  # noqa: BLE001
            _LOG.exception("the analysis %r failed on %r", name, article.url or article.title[:80])
    kept = {name: value for name, value in fresh.items() if name in asked}
    return replace(article, annotations={**article.annotations, **kept})


def analyse_many(
    articles: Iterable[Article], *, only: Sequence[str] | None = None, own: Own = NONE
) -> Iterator[Article]:
    """Each of `articles` analysed, in order, as it is asked for."""
    return (analyse(article, only=only, own=own) for article in articles)


def _order(asked: Sequence[str], own: Own) -> list[str]:
    """What is `asked` and all it requires, in the order to make them: a newsroom's own after the built-in ones."""
    mine = sorted({name for name in asked if name in own})
    rest = [_known(name, own) for name in asked if name not in own] + [n for name in mine for n in own[name].REQUIRES]
    return [*_ordered(tuple(sorted(set(rest)))), *mine]


def _analysis(name: str, own: Own) -> Analysis | ModuleType:
    return own[name] if name in own else _module(_known(name, own))


def _known(name: str, own: Own) -> str:
    if name not in _names():
        raise UnknownNameError(f"there is no analysis called {name!r}", asked=name, choices=analyses(own))
    return name


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
