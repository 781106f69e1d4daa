"""A model that can be asked what the gate asks: tokens of a text, and the chances of tokens after others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Witness:
    """A model, or a copy of it in some format, as four questions.

    `encode` gives the tokens of a text as the model is asked with them, without a sign that the text is over; `decode`
    the text of tokens. `scores(prompt, answer)` gives the log-probabilities of the token at each place of `answer`,
    those before it given: float64 of shape `(len(answer), vocabulary)`, not a number where the engine doesn't tell.
    `pace(prompt, n)` decodes `n` tokens one by one and gives how many it did in a second of the processor's time.

    A model that `reads_at_once` writes nothing: it fills gaps or labels texts. Its places are the prompt's, or one for
    the whole of it; what is answered there doesn't depend on `answer`, and its pace is that of reading. `gap` is the
    token that stands for a hidden word, where it knows one.
    """

    encode: Callable[[str], list[int]]
    decode: Callable[[Sequence[int]], str]
    scores: Callable[[Sequence[int], Sequence[int]], "Rows"]
    pace: Callable[[Sequence[int], int], float]
    reads_at_once: bool = False
    gap: int | None = None
