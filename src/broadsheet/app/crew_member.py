"""A process of a crew: reads what to do from its standard input, an item at a time, and writes what it made."""

import os
import pickle
import sys
from typing import BinaryIO


def serve(heard: BinaryIO, said: BinaryIO) -> None:
    """Answer each item in `heard` with `work(held, item)` or the error it ended in, until there are no more."""
    work, held = pickle.load(heard)  # noqa: S301 - our own newsroom, on a pipe nobody else has
    while True:
        try:
            item = pickle.load(heard)  # noqa: S301 - as above
        except EOFError:
            return
        try:
            made = work(held, item)
        # Whatever it is, it is the item's: the newsroom is told, and the next item is taken up.
        except Exception as error:  # noqa: BLE001 - told to the newsroom, see above
            made = RuntimeError(f"{type(error).__name__}: {error}")
        said.write(pickle.dumps(made, protocol=pickle.HIGHEST_PROTOCOL))
        said.flush()


def main() -> None:
    """Serve the process that started this one; what anything prints goes to the standard error stream."""
    said = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        serve(sys.stdin.buffer, said)
    except BrokenPipeError:
        os._exit(0)  # the newsroom is gone, and with it whoever would read what is left


if __name__ == "__main__":
    main()
