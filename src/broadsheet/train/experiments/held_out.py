"""What an export is asked with: texts that were held out from the training, with their labels where they have any."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from broadsheet.train.exporting import Asking
from broadsheet.train.gates import lines

if TYPE_CHECKING:
    from broadsheet.train.corpus import Shards

# Of the texts held out, so many characters of so many go through an export's gate besides its own lines.
HELD_OUT_LINES, HELD_OUT_CHARACTERS = 200, 400


def asking_of(shards: "Shards") -> Asking:
    """The texts held out of `shards`, and the gate's own lines after them."""
    return Asking([*_held_out(shards), *lines()], list(_labelled(shards)))


def _held_out(shards: "Shards") -> Iterator[str]:
    column = shards.column("test")
    for i in range(min(len(column), HELD_OUT_LINES)):
        yield shards.tokenizer.decode(column[i].tolist())[:HELD_OUT_CHARACTERS]


def _labelled(shards: "Shards") -> Iterator[tuple[str, str]]:
    if shards.labels:
        column, labels = shards.column("test"), shards.label("test")
        for i in range(min(len(column), HELD_OUT_LINES)):
            if labels[i] >= 0:
                yield shards.tokenizer.decode(column[i].tolist()), shards.labels[int(labels[i])]
