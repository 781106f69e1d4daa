"""Whether a model fits into this machine's memory, told before it is tried."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from broadsheet.core import InvalidInputError
from broadsheet.models.machine import this_machine
from broadsheet.train.architectures.shapes._shape import Shape

# First weights are drawn in 32 bits.
BYTES = 4
# A table of positions has a row for each; beyond this, one text would be a library.
LONGEST = 2**24
# Each layer is a handful of objects whatever its width; the deepest models published have some hundreds.
DEEPEST = 4096
# What torch's allocators say, the processor's in a plain RuntimeError.
_OUT_OF_MEMORY = ("can't allocate memory", "not enough memory", "out of memory")


def check_holds(shape: Shape, vocabulary: int) -> None:
    """Raise `InvalidInputError` for a model that is larger than all the memory there is."""
    count = shape.parameters(vocabulary)
    memory = this_machine(Path(tempfile.gettempdir())).memory
    if count * BYTES > memory:
        raise _too_large(shape, count, found=f"{memory / 1e9:.1f} GB in this machine")
    if shape.context > LONGEST or shape.layers > DEEPEST:
        asked = f"context={shape.context}, layers={shape.layers}"
        raise InvalidInputError(f"a model has at most {LONGEST:,} tokens and {DEEPEST:,} layers", asked=asked)


@contextmanager
def allocating(shape: Shape, vocabulary: int) -> Iterator[None]:
    """Memory that runs out in here is told as a model that is too large. Raises `InvalidInputError`."""
    try:
        yield
    except (MemoryError, RuntimeError) as error:
        if not isinstance(error, MemoryError) and not any(sign in str(error) for sign in _OUT_OF_MEMORY):
            raise
        raise _too_large(shape, shape.parameters(vocabulary), found="the system gave no more memory") from error


def _too_large(shape: Shape, count: int, *, found: str) -> InvalidInputError:
    return InvalidInputError(
        "the model doesn't fit into memory",
        asked=f"{shape.architecture}, {count:,} parameters, {count * BYTES / 1e9:,.1f} GB",
        found=found,
        do="lower model.width, model.layers, model.context or tokenizer.size",
    )
