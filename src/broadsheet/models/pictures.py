"""Image models behind a one-method interface, and what a picture from one must be: a PNG or JPEG of a sensible size."""

import re
import struct
from collections.abc import Mapping
from typing import Protocol

from broadsheet.core import ModelError, ModelInputError, Plugins

PAINTERS = Plugins("broadsheet.models.painters", "image model")
MOST_PICTURES = 10
# The most any server of the protocol draws is 4,096 a side; a file of that size has at most this many bytes.
LONGEST_SIDE = 8192
LARGEST_FILE = 30_000_000
LONGEST_PROMPT = 4000
_SIZE = re.compile(r"(\d{1,5})x(\d{1,5})")
_PNG = b"\x89PNG\r\n\x1a\n"
# Marks of a JPEG that begin a frame and so tell its size (ITU-T T.81, table B.1): SOF0 to SOF15, without DHT, JPG, DAC.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


class ImageModel(Protocol):
    """Makes pictures of a description."""

    @property
    def name(self) -> str: ...  # noqa: D102 - its name says it

    def generate(self, prompt: str, *, size: str = "1024x1024", n: int = 1, seed: int | None = None) -> list[bytes]:
        """`n` pictures as the bytes of PNG or JPEG files, `size` as WIDTHxHEIGHT in pixels."""
        ...


def load_image_model(name: str, *, settings: Mapping[str, str] | None = None) -> ImageModel:
    """The image model called `name` (`openai:MODEL`); raises `UnknownNameError` and `ModelInputError`."""
    plugin, _, what = name.partition(":")
    model: ImageModel = PAINTERS.load(plugin).load(what, settings=settings)
    return model


def check_request(prompt: str, *, size: str, n: int) -> None:
    """Raise `ModelInputError` unless a server could take the request."""
    if not prompt.strip() or len(prompt) > LONGEST_PROMPT:
        raise ModelInputError(
            "the description is empty or too long", found=f"{len(prompt)} characters", do=f"give 1 to {LONGEST_PROMPT}"
        )
    found = _SIZE.fullmatch(size)
    if found is None or not all(1 <= int(side) <= LONGEST_SIDE for side in found.groups()):
        raise ModelInputError("the size is no size of a picture", asked=size, do="give WIDTHxHEIGHT, like 1024x1024")
    if not 1 <= n <= MOST_PICTURES:
        raise ModelInputError("n is out of range", asked=f"n={n}", do=f"give 1 to {MOST_PICTURES}")


def check_file(file: bytes) -> tuple[int, int]:
    """The width and height of a PNG or JPEG; raises `ModelError` for anything else, too large or cut short.

    Only headers are read: decoding a stranger's picture is for a program that can be spared.
    """
    sides = _png(file) or _jpeg(file)
    if sides is None or len(file) > LARGEST_FILE or not all(1 <= side <= LONGEST_SIDE for side in sides):
        found = f"{len(file):,} bytes beginning {file[:8]!r}" + (f", {sides[0]}x{sides[1]}" if sides else "")
        raise ModelError("what the server sent is no PNG or JPEG that can be used", found=found, do="ask again")
    return sides


def _png(file: bytes) -> tuple[int, int] | None:
    """By the first chunk, which must be IHDR, and the last, IEND (PNG, third edition, 5.6 and 11.2)."""
    if not file.startswith(_PNG) or file[12:16] != b"IHDR" or len(file) < 45 or file[-8:-4] != b"IEND":
        return None
    width, height = struct.unpack(">II", file[16:24])
    return width, height


def _jpeg(file: bytes) -> tuple[int, int] | None:
    """By the first frame header, between the marks of beginning and end."""
    if not file.startswith(b"\xff\xd8") or b"\xff\xd9" not in file[-32:]:
        return None
    at = 2
    while at + 9 <= len(file) and file[at] == 0xFF:
        marker, (length,) = file[at + 1], struct.unpack(">H", file[at + 2 : at + 4])
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", file[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None
