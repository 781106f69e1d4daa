"""Whole words among tokens: which tokens go on with a word that another began."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

# How tokenizers write that a token begins a word: byte BPE's space (Radford et al. 2019), SentencePiece's.
_BEGINS = ("Ġ", "▁", "Ċ")
_GOES_ON = "##"  # WordPiece's sign of the opposite (Devlin et al. 2019)


def continuing(tokenizer: Any) -> NDArray[np.bool_]:
    """For each token of the vocabulary whether it goes on with a word.

    Chinese has no mark of where a word begins: there each token is a word of its own, as in the paper's models.
    """
    words = [tokenizer.token(number) for number in range(tokenizer.size)]
    if any(word.startswith(_GOES_ON) for word in words):
        return np.array([word.startswith(_GOES_ON) for word in words])
    return np.array([word.isascii() and word.isalnum() and not word.startswith(_BEGINS) for word in words])


def grouped(
    places: NDArray[np.int64], *, continues: NDArray[np.bool_], wanted: int, dice: np.random.Generator
) -> NDArray[np.int64]:
    """Places of whole words, drawn until there are `wanted` or a word more; `continues` is of each place."""
    begins = ~continues | (np.diff(places, prepend=-2) != 1)
    word = np.cumsum(begins) - 1
    order = dice.permutation(int(word[-1]) + 1) if len(word) else word
    sizes = np.bincount(word)[order]
    taken = order[: int(np.searchsorted(np.cumsum(sizes), wanted)) + 1]
    chosen: NDArray[np.int64] = places[np.isin(word, taken)]
    return chosen
