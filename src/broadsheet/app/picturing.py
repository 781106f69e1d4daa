"""The images of drafts: kept in the newsroom's folder under the hash of what is in them, served from there alone."""

import hashlib
import re
from pathlib import Path

from broadsheet.app.opened import Opened
from broadsheet.core import InvalidInputError, NotFoundError, TooLargeError

# A press photograph at full size is 3 to 8 MB as JPEG.
LARGEST = 10 * 1024 * 1024
# What a file begins with (the bytes of a WebP's size lie between), and the suffix it is kept under. No SVG: it may run.
_BEGINNINGS = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "png"),
    (re.compile(rb"\xff\xd8\xff"), "jpg"),
    (re.compile(rb"GIF8[79]a"), "gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "webp"),
)
_NAME = re.compile(r"[0-9a-f]{32}\.(png|jpg|gif|webp)")
MEDIA_TYPES = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}


class Picturing(Opened):
    """The part of the newsroom that keeps images."""

    def keep_image(self, data: bytes) -> str:
        """Keep an image and return the name it is served under; the same image is kept once.

        Raises `TooLargeError` over 10 MB, and `InvalidInputError` for what is no PNG, JPEG, GIF or WebP.
        """
        if len(data) > LARGEST:
            raise TooLargeError("the image is too large", found=f"{len(data)} bytes", asked=f"{LARGEST} at most")
        suffix = next((suffix for begins, suffix in _BEGINNINGS if begins.match(data)), "")
        if not suffix:
            raise InvalidInputError("this is no image that can be shown", do="use a file", choices=tuple(MEDIA_TYPES))
        name = f"{hashlib.sha256(data).hexdigest()[:32]}.{suffix}"
        folder = self.home / "images"
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / name).exists():
            (folder / name).write_bytes(data)
        return name

    def image(self, name: str) -> Path:
        """The file of an image; raises `NotFoundError`."""
        path = self.home / "images" / name
        if not _NAME.fullmatch(name) or not path.is_file():
            raise NotFoundError("there is no such image", asked=name)
        return path
