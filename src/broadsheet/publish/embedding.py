"""A published page with its images inside it, so that the file stands alone. It does not know where images are kept."""

import base64
import re
from collections.abc import Callable

_SOURCE = re.compile(rb'(?<=<img src=")/images/([0-9a-f]{32}\.[a-z]{3,4})(?=")')


def embedded(page: bytes, image: Callable[[str], tuple[str, bytes] | None]) -> bytes:
    """`page` with each image of the newsroom as a `data:` address (RFC 2397).

    `image` gives the media type and the bytes of the image of a name; one that it has not stays as it was.
    """

    def inside(found: re.Match[bytes]) -> bytes:
        kept = image(found[1].decode())
        if kept is None:
            return found[0]
        media_type, data = kept
        return f"data:{media_type};base64,".encode() + base64.b64encode(data)

    return _SOURCE.sub(inside, page)
