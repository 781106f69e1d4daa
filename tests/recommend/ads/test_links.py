import pytest

from broadsheet.core import InvalidInputError
from broadsheet.recommend.ads import landing


@pytest.mark.parametrize(
    ("link", "domain"),
    [
        ("https://www.larke.example/kettle?x=1", "larke.example"),
        ("http://shop.larke.example:8080/", "shop.larke.example"),
        ("https://云雀.example/", "云雀.example"),
        ("https://аpple.com/", "xn--pple-43d.com"),
    ],
)
def test_the_domain_is_shown_as_it_is(link: str, domain: str) -> None:
    assert landing(link) == domain


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "https://larke@evil.example/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://localhost/",
        "//larke.example",
        "https://a b.example/",
        "https://larke.example/\nx",
        "https://larke.example:port/",
        "https://-.example/",
        "",
        "https://larke.example/" + "x" * 2001,
    ],
)
def test_what_is_no_public_address_is_refused(link: str) -> None:
    with pytest.raises(InvalidInputError):
        landing(link)
