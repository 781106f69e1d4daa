"""Outside text made harmless for HTML and XML."""

import re
from html import escape
from urllib.parse import urlsplit

# Characters that XML 1.0 (2.2) forbids, and the bidirectional controls that can make a text read as another.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """`text` without the characters that no XML or HTML file may hold."""
    return _UNPRINTABLE.sub("", text)


def safe(text: str) -> str:
    """`text` for an HTML text node or a quoted attribute."""
    return escape(printable(text), quote=True)


def web_address(url: str) -> str:
    """`url` when it is an http or https address with a host, else empty: nothing else is ever linked."""
    try:
        parts = urlsplit(printable(url).strip())
    except ValueError:
        return ""
    return parts.geturl() if parts.scheme in ("http", "https") and parts.netloc else ""
