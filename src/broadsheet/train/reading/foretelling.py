"""What a causal model expects: how likely each token of a text was to it, and which may come next."""

from dataclasses import dataclass

from broadsheet.core import ConflictError, InvalidInputError
from broadsheet.train.reading.opening import Reader
from broadsheet.train.reading.pieces import pieces

# Tokens that are told one by one: a paragraph. Of a longer text the end is read, which decides what comes next.
MOST = 256
LISTED = 12


@dataclass(frozen=True, slots=True)
class Read:
    """A token of the text: its `chance` after those before it, and its `rank` among all, 1 for the likeliest."""

    piece: str
    chance: float
    rank: int


@dataclass(frozen=True, slots=True)
class Foretold:
    """The tokens that were `read`, the likeliest `coming` next with their chances, and whether the text was cut."""

    read: tuple[Read, ...]
    coming: tuple[tuple[str, float], ...]
    is_cut: bool


def foretell(reader: Reader, text: str, *, n: int = LISTED) -> Foretold:
    """The chances of each token of `text` and of the `n` likeliest next, before any decoding setting.

    Raises `ConflictError` for a model that doesn't go on from a text, `InvalidInputError` for an empty one.
    """
    if reader.family != "causal" or reader.head is not None:
        raise ConflictError(
            "this model doesn't write on from a text", asked=f"lab:{reader.name}", found=reader.family, do="look at it"
        )
    ids = reader.tokenizer.encode(text)
    if not ids:
        raise InvalidInputError("there is nothing to go on from in this text", do="give a text with words in it")
    import torch

    most = min(MOST, reader.model.shape.context - 1)
    row = [reader.tokenizer.bos, *ids[-most:]]
    model = reader.model
    with torch.inference_mode():
        chances = torch.softmax(model.scores(model.hidden(torch.tensor([row])))[0].double(), dim=-1)
    names = pieces(reader.tokenizer, row)
    read = []
    for place, token in enumerate(row[1:]):
        chance = float(chances[place, token])
        read.append(Read(names[place + 1], chance, int((chances[place] > chance).sum()) + 1))
    top = torch.topk(chances[-1], min(n, chances.shape[-1]))
    coming = zip(top.indices.tolist(), top.values.tolist(), strict=True)
    listed = tuple((pieces(reader.tokenizer, [*row, token])[-1], chance) for token, chance in coming)
    return Foretold(tuple(read), listed, is_cut=len(ids) > most)
