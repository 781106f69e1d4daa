"""Lines of a text file of any size and encoding, one by one; one that is too long is told, never held."""

import gzip
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from broadsheet.core import InvalidInputError
from broadsheet.ingest.decode import codec_of

# Characters: no article is longer, and a file without line ends is no file of lines.
LONGEST = 16_000_000
# Bytes by which a file's encoding is told, and whether it is text at all.
_HEAD = 65_536
_LOOKED = 4096
# Of a text's first characters this many may be control characters; a picture or a model's weights have far more.
_CONTROLS = 0.05


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its end, and its number from 1; `text` is None when it was too long to be read."""

    number: int
    text: str | None


@contextmanager
def opened(path: Path) -> Iterator[io.TextIOWrapper]:
    """The file as text, `.gz` unpacked; broken bytes become U+FFFD. Raises `InvalidInputError` when it is not text."""
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as raw:
            head = raw.read(_HEAD)
            codec = _checked(path, head)
            raw.seek(0)
            with io.TextIOWrapper(raw, encoding=codec, errors="replace", newline=None) as text:
                if text.read(1) != "\ufeff":
                    text.seek(0)
                yield text
    except (OSError, EOFError) as error:
        raise InvalidInputError("the file can't be read", asked=str(path), found=str(error)) from error


def lines(text: io.TextIOBase) -> Iterator[Line]:
    """The lines of an opened file, without their ends; memory is that of the longest line that may be."""
    number = 0
    while line := text.readline(LONGEST):
        number += 1
        whole = line.endswith("\n") or len(line) < LONGEST
        yield Line(number, line.removesuffix("\n") if whole else None)
        while not whole:
            rest = text.readline(LONGEST)
            whole = not rest or rest.endswith("\n") or len(rest) < LONGEST


def too_long(source: str) -> InvalidInputError:
    """What is told of a line that is too long."""
    return InvalidInputError(
        "the line is too long to be a document",
        asked=source,
        found=f"more than {LONGEST:,} characters",
        do="put line ends into the file",
    )


def _checked(path: Path, head: bytes) -> str:
    """The file's encoding."""
    if not head.strip():
        raise InvalidInputError("the file is empty", asked=str(path))
    codec = codec_of(_whole(head) if len(head) == _HEAD else head)
    sample = head[:_LOOKED].decode(codec, "replace")
    controls = sum(sign < " " and sign not in "\t\n\r\f\v\x1b" for sign in sample)
    if controls > _CONTROLS * len(sample):
        raise InvalidInputError(
            "this is no text file",
            asked=str(path),
            found=repr(head[:16]),
            do="take it out of the folder, or ignore this",
        )
    return codec


def _whole(head: bytes) -> bytes:
    """A file's head without the character that its end cuts in two: up to its last line end, where it has one."""
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return head[: error.start] if error.start >= len(head) - 3 else head[: head.rfind(b"\n") + 1 or len(head)]
    return head
