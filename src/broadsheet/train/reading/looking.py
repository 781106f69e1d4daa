"""What each token of a text looks at: the attention of one layer, of one head or the mean of all (Vaswani et al. 2017).

The weights are softmax(Q K^T / sqrt(d_k)) of equation 1: each row adds up to one. They show where a layer takes its
numbers from, which is not why the model answers as it does (Jain and Wallace, NAACL 2019).
"""

from dataclasses import dataclass
from typing import Any

from broadsheet.core import ConflictError, InvalidInputError
from broadsheet.models import Options
from broadsheet.train.evaluation.writing import put_over
from broadsheet.train.reading import gaps
from broadsheet.train.reading.opening import Reader
from broadsheet.train.reading.pieces import pieces

# A picture of more tokens than this can't be read, and grows with the square.
MOST = 64


@dataclass(frozen=True, slots=True)
class Attention:
    """`weights[i][j]`: how much token i of `rows` looks at token j of `columns`.

    `layer` counts from 1 of `layers`; `head` too, 0 is the mean of all `heads`. `is_cut`: the text went on.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    weights: tuple[tuple[float, ...], ...]
    layer: int
    layers: int
    head: int
    heads: int
    is_cut: bool


def look(reader: Reader, text: str, *, layer: int = 0, head: int = 0, answer: str = "") -> Attention:
    """The attention of `layer` (0: the last) and `head` (0: the mean) over `text`.

    A model of two parts shows how its `answer` (else what it would write) looks at the text. Raises `ConflictError` for
    a network without attention, `InvalidInputError` for an empty text, a layer or a head there is not.
    """
    fills = reader.family == "masked" and reader.head is None
    ids = gaps.encoded(reader.tokenizer, text) if fills else reader.tokenizer.encode(text)
    if not ids:
        raise InvalidInputError("there is nothing to look at in this text", do="give a text with words in it")
    import torch

    most = min(MOST, reader.model.shape.context)
    with torch.inference_mode():
        rows, columns, seen = (_across if reader.family == "paired" else _within)(reader, ids, answer, most)
    if not seen:
        raise ConflictError(
            "this network has no attention to look at",
            asked=f"lab:{reader.name}",
            found=reader.model.shape.architecture,
            do="look at a transformer, or at an LSTM with attention",
        )
    layer, heads = layer or len(seen), seen[0].shape[1]
    if not 1 <= layer <= len(seen) or not 0 <= head <= heads:
        raise InvalidInputError(
            "there is no such layer or head", asked=f"layer {layer}, head {head}", found=f"{len(seen)} of {heads}"
        )
    found = seen[layer - 1][0].double()
    chosen = found.mean(0) if head == 0 else found[head - 1]
    weights = tuple(tuple(round(value, 5) for value in row) for row in chosen.tolist())
    names = tuple(pieces(reader.tokenizer, rows)), tuple(pieces(reader.tokenizer, columns))
    return Attention(*names, weights, layer, len(seen), head, heads, is_cut=len(ids) > most - 2)


def _within(reader: Reader, ids: list[int], _answer: str, most: int) -> tuple[list[int], list[int], list[Any]]:
    import torch

    special, model = reader.tokenizer, getattr(reader.model, "body", reader.model)
    is_framed = reader.family == "masked" or reader.head is not None
    row = [special.cls, *ids[: most - 2], special.sep] if is_framed else [special.bos, *ids[: most - 2]]
    return row, row, list(model.look(torch.tensor([row])))


def _across(reader: Reader, ids: list[int], answer: str, most: int) -> tuple[list[int], list[int], list[Any]]:
    import torch

    special, model = reader.tokenizer, getattr(reader.model, "body", reader.model)
    source = [*ids[: most - 2], special.eos]
    written = answer or put_over(model, special, special.decode(source), options=Options(max_tokens=most // 2))
    target = [special.bos, *special.encode(written)[: most - 2]]
    return target, source, list(model.look(torch.tensor([source]), torch.tensor([target])).across)
