"""The vector of an article: of its headline and how it begins, the same words wherever it is made."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from broadsheet.models.embedding import Embedder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAD = 300
"""Characters of the text embedded with the title: news puts the event first, and longer texts blur."""


def embed_leads(articles: Sequence[tuple[str, str]], *, embedder: Embedder) -> "NDArray[np.float32]":
    """A row for each (title, text), shape (n, `embedder.dimension`); zeros, near nothing, for one that says nothing."""
    texts = [f"{title}. {text[:LEAD]}" for title, text in articles]
    matrix = embedder.embed(texts)
    matrix[[i for i, text in enumerate(texts) if not any(c.isalnum() for c in text)]] = 0.0
    return matrix
