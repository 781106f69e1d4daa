"""A model that reads a text at once, as a witness: words for gaps, labels, or which texts a text is near to."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from broadsheet.train.gates import texts
from broadsheet.train.gates.pacing import CALLER, paced
from broadsheet.train.gates.source import Source
from broadsheet.train.gates.witness import Witness
from broadsheet.train.tuning.headed import head_of

if TYPE_CHECKING:
    from broadsheet.train.gates.witness import Rows

Read = Callable[[Sequence[int]], "Rows"]
"""From a text's tokens to raw scores (n, C): of the words at each place, of its labels, of each token's tags."""

# A text is held beside so many others; at the temperature that SimCSE learns with (Gao et al. 2021, section 3.1).
_OTHERS, _TEMPERATURE = 16, 0.05


def witness(
    read: Read,
    source: Source,
    *,
    encode: Callable[[str], list[int]],
    decode: Callable[[Sequence[int]], str],
    gap: int | None = None,
    beside: Sequence[str] = (),
) -> Witness:
    """`read` as a witness. Where it gives vectors, a text's scores are how near it is to those `beside` it."""
    others = beside or texts.lines()[:_OTHERS]
    asked = _nearness(read, encode, others, most=source.context) if gives_vectors(source) else read

    def scores(prompt: Sequence[int], answer: Sequence[int]) -> "Rows":  # noqa: ARG001 - the shape of a witness
        return logs(asked(prompt))

    def pace(prompt: Sequence[int], n: int) -> float:
        times = max(1, round(n / len(prompt)))
        return paced(lambda: [read(prompt) for _ in range(times)], times * len(prompt), clock=CALLER)

    return Witness(encode, decode, scores, pace, reads_at_once=True, gap=gap)


def gives_vectors(source: Source) -> bool:
    """Whether what is asked of the model is a text's vector: it has learnt which texts belong together, not labels."""
    if source.family != "headed":
        return False
    head = head_of(source.config)
    return head.task == "pairs" and len(head.labels) < 2


def segments(length: int) -> list[int]:
    """Two sentences of so many tokens together, the first half and the second."""
    return [0] * (length // 2) + [1] * (length - length // 2)


def logs(raw: "Rows") -> "Rows":
    """Log-probabilities of scores (n, C)."""
    import numpy as np

    raw = raw - raw.max(axis=-1, keepdims=True)
    found: Rows = raw - np.log(np.exp(raw).sum(axis=-1, keepdims=True))
    return found


def _nearness(read: Read, encode: Callable[[str], list[int]], beside: Sequence[str], *, most: int) -> Read:
    """From a text's tokens to its cosines with other texts (1, others), as the contrast of pairs scores them."""
    others: list[Rows] = []

    def near(prompt: Sequence[int]) -> "Rows":
        import numpy as np

        if not others:
            rows = (encode(line)[: most or None] for line in beside)
            others.append(_unit(np.concatenate([read(row) for row in rows])))
        found: Rows = _unit(read(prompt)) @ others[0].T / _TEMPERATURE
        return found

    return near


def _unit(vectors: "Rows") -> "Rows":
    import numpy as np

    found: Rows = vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-12)
    return found
