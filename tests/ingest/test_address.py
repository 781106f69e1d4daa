"""Addresses: public ones pass, everything else is refused however it is written."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.core import ForbiddenAddressError, InvalidInputError
from broadsheet.ingest.address import check_address, check_url, networks

INSIDE = [
    "0.0.0.0",  # noqa: S104
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "192.0.0.8",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::127.0.0.1",
    "64:ff9b::a00:1",
    "64:ff9b:1::1",
    "2002:7f00:1::",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "fc00::1",
    "fe80::1",
    "fe80::1%eth0",
    "ff02::1",
    "2001:db8::1",
]


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    with pytest.raises(ForbiddenAddressError):
        check_address(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34"])
def test_a_public_address_passes(address: str) -> None:
    assert check_address(address) == address


@pytest.mark.parametrize(
    "url",
    [
        "ftp://news.example/a",
        "file:///etc/passwd",
        "gopher://news.example/",
        "http:///nothing",
        "http://user:secret@news.example/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://127.0.0.1./",
        "http://[fe80::1%25eth0]/",
        "http://[::ffff:10.0.0.1]/",
        "http://news.example/\r\nHost: inside",
    ],
)
def test_a_url_that_hides_where_it_goes_is_refused(url: str) -> None:
    with pytest.raises(ForbiddenAddressError):
        check_url(url)


def test_what_is_no_url_is_said_to_be_none() -> None:
    with pytest.raises(InvalidInputError, match="not a URL"):
        check_url("http://[news/")


def test_an_allowed_network_may_be_asked_at_any_port() -> None:
    allowed = networks(["10.0.0.0/8", "127.0.0.1"])
    check_url("http://127.0.0.1:5000/", allowed=allowed)
    assert check_address("10.2.3.4", allowed=allowed, port=9000) == "10.2.3.4"


def test_an_allowance_that_is_no_address_is_an_error() -> None:
    with pytest.raises(InvalidInputError, match="IP address or network"):
        networks(["localhost"])


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_judged_the_same_inside_an_ipv6_one(address: ipaddress.IPv4Address) -> None:
    def passes(text: str) -> bool:
        try:
            check_address(text)
        except ForbiddenAddressError:
            return False
        return True

    nat64 = ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b::")) + int(address))
    assert passes(f"::ffff:{address}") == passes(str(nat64)) == passes(str(address))
