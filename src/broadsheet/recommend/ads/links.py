"""Where an advertisement leads: a public web address, and the domain that a reader is shown before the click."""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from broadsheet.core import InvalidInputError

_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_HAN = re.compile("[\u3400-\u9fff0-9]+")
LONGEST = 2000  # characters: what every browser and server takes


def landing(link: str) -> str:
    """The domain that `link` leads to, as a reader should see it: without `www.`, another script in Punycode.

    Raises `InvalidInputError` for what is no http or https address of a public host, or hides its host behind a name.
    """
    try:
        parts = urlsplit(link.strip())
        host, _ = (parts.hostname or "").rstrip("."), parts.port
    except ValueError as error:
        raise _wrong(link, str(error)) from error
    if parts.scheme not in ("http", "https") or parts.username is not None or len(link) > LONGEST:
        raise _wrong(link, "not a plain http or https address")
    if any(c.isspace() or not c.isprintable() for c in link.strip()):
        raise _wrong(link, "white space or a control character in it")
    return _shown(host, link)


def _shown(host: str, link: str) -> str:
    if "." not in host or _is_address(host):
        raise _wrong(link, f"host {host!r}")
    shown = []
    for label in host.split("."):
        try:
            ascii_label = label.encode("idna").decode()
        except UnicodeError as error:
            raise _wrong(link, f"host {host!r}") from error
        if not _LABEL.fullmatch(ascii_label):
            raise _wrong(link, f"host {host!r}")
        # A domain of Han characters is read by its readers; any other script can imitate Latin letters.
        shown.append(label if _HAN.fullmatch(label) else ascii_label)
    return ".".join(shown).removeprefix("www.")


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _wrong(link: str, found: str) -> InvalidInputError:
    return InvalidInputError(
        "an advertisement leads to a public web address", asked=link[:200], found=found, do="give https://..."
    )
