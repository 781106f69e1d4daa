"""Which internet addresses may be fetched from: public ones, and those the owner allows by name. It opens no socket."""

import ipaddress
import re
from collections.abc import Iterable
from urllib.parse import SplitResult, urlsplit

from broadsheet.core import ForbiddenAddressError, InvalidInputError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# Where web servers listen. Anything else on somebody else's machine is a mail server, a database or a console.
PORTS = frozenset({80, 443, 591, 8000, 8008, 8080, 8081, 8443, 8888})

# What Python's `is_global` lets through and a newsroom has no business with (IANA special-purpose registries).
_MORE_FORBIDDEN: tuple[Network, ...] = (
    ipaddress.ip_network("192.0.0.0/24"),  # IETF protocol assignments, RFC 6890
    ipaddress.ip_network("192.88.99.0/24"),  # 6to4 relays, RFC 7526
    ipaddress.ip_network("100.64.0.0/10"),  # carrier-grade NAT, RFC 6598
    ipaddress.ip_network("64:ff9b:1::/48"),  # local NAT64, RFC 8215
    ipaddress.ip_network("5f00::/16"),  # SRv6, RFC 9602
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
_COMPATIBLE = ipaddress.IPv6Network("::/96")  # RFC 4291 2.5.5.1, deprecated
_NUMERIC_HOST = re.compile(r"(?:0[xX][0-9a-fA-F]*|[0-9]+)(?:\.(?:0[xX][0-9a-fA-F]*|[0-9]+)){0,3}\.?")


def networks(allow: Iterable[str]) -> tuple[Network, ...]:
    """The networks written in `allow` (`127.0.0.1`, `10.0.0.0/8`); raises `InvalidInputError` for what is none."""
    found = []
    for text in allow:
        try:
            found.append(ipaddress.ip_network(text, strict=False))
        except ValueError as error:
            raise InvalidInputError(
                "an allowed address must be an IP address or network", asked=text, do="write 127.0.0.1 or 10.0.0.0/8"
            ) from error
    return tuple(found)


def _inside(address: Address, allowed: Iterable[Network]) -> bool:
    return any(address.version == net.version and address in net for net in allowed)


def _embedded(address: ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    """The IPv4 addresses an IPv6 address carries: mapped, compatible, NAT64, 6to4 and Teredo."""
    found = [a for a in (address.ipv4_mapped, address.sixtofour) if a is not None]
    found += list(address.teredo or ())
    if address in _NAT64 or (address in _COMPATIBLE and int(address) > 1):
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return found


def _public(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id is not None:
            return False
        embedded = _embedded(address)
        if embedded:
            return all(_public(inner) for inner in embedded)
    special = address.is_multicast or address.is_reserved or address.is_unspecified or address.is_loopback
    return address.is_global and not special and not _inside(address, _MORE_FORBIDDEN)


def check_address(text: str, *, allowed: Iterable[Network] = (), host: str = "", port: int = 80) -> str:
    """`text`, an IP address, when it may be connected to at `port`; raises `ForbiddenAddressError` when not.

    An allowed address may be asked at any port, a public one where web servers listen.
    """
    try:
        address = ipaddress.ip_address(text)
    except ValueError as error:
        raise ForbiddenAddressError(f"{text!r} is not an IP address", asked=host or text) from error
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    if _inside(address, allowed) or (mapped and _inside(mapped, allowed)):
        return text
    if _public(address):
        if port in PORTS:
            return text
        raise _refuse(host or text, f"port {port}")
    raise ForbiddenAddressError(
        "only public addresses are fetched",
        asked=host or text,
        found=f"{text}, which is private, local or reserved",
        do="give a public URL, or let the owner allow this address in the settings",
    )


def _refuse(url: str, found: str) -> ForbiddenAddressError:
    return ForbiddenAddressError("this URL is not fetched", asked=url, found=found, do="give a public http(s) URL")


def _split(url: str) -> tuple[SplitResult, int]:
    try:
        parts = urlsplit(url)
        return parts, parts.port or (443 if parts.scheme.lower() == "https" else 80)
    except ValueError as error:
        raise InvalidInputError(
            "this is not a URL", asked=url, found=str(error), do="give http(s)://host/path"
        ) from error


def check_url(url: str, *, allowed: Iterable[Network] = ()) -> None:
    """Refuses what can be seen to be wrong before anything is resolved.

    Another scheme than http(s), no host, a user name, an IP address written oddly (decimal, octal, hexadecimal,
    short, with a zone) or not public. Raises `ForbiddenAddressError`.
    """
    parts, port = _split(url)
    if parts.scheme.lower() not in ("http", "https"):
        raise _refuse(url, f"the scheme {parts.scheme!r}")
    host = parts.hostname or ""
    if not host or any(ch.isspace() or ord(ch) < 32 for ch in url):
        raise _refuse(url, "no host name" if not host else "a blank or control character")
    if parts.username is not None or parts.password is not None:
        raise _refuse(url, "a user name or password inside the URL")
    if ":" in host or _NUMERIC_HOST.fullmatch(host):
        if ":" not in host and not _is_dotted_quad(host):
            raise _refuse(url, "an IP address in an unusual spelling")
        check_address(host, allowed=allowed, host=host, port=port)


def _is_dotted_quad(host: str) -> bool:
    try:
        ipaddress.IPv4Address(host)
    except ValueError:
        return False
    return True
