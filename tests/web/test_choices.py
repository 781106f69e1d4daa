from urllib.parse import parse_qsl, urlsplit

import pytest
from starlette.datastructures import ImmutableMultiDict

from broadsheet.core import InvalidInputError
from broadsheet.serve.web._frame.choices import Choices, chosen, options

FULL = Choices(
    kind="social",
    articles=(3, 5),
    others=("https://a.example/1",),
    story=2,
    topic="潮汐",
    facts={"venue": "市政厅", "platform": "weibo"},
    language="zh",
    model="none",
    tone="平实",
    length=120,
    n=3,
    decoding={"strategy": "sample", "temperature": "0.5", "stop": "###|完"},
)


def _fields(*pairs: tuple[str, str]) -> ImmutableMultiDict[str, str]:
    return ImmutableMultiDict(list(pairs))


def test_choices_put_into_an_address_come_back_the_same() -> None:
    assert chosen(_fields(*parse_qsl(urlsplit(FULL.address()).query))) == FULL


def test_options_are_read_as_what_they_are() -> None:
    read = options(FULL)
    assert read is not None
    assert (read.strategy, read.temperature, read.stop) == ("sample", 0.5, ("###", "完"))


def test_nothing_set_leaves_the_kind_its_own_options() -> None:
    assert options(Choices()) is None


def test_a_platform_is_told_to_social_posts_only() -> None:
    assert chosen(_fields(("kind", "brief"), ("platform", "x"))).facts == {}


def test_a_word_where_a_number_belongs_is_named() -> None:
    with pytest.raises(InvalidInputError, match="length"):
        chosen(_fields(("length", "long")))


def test_sources_are_articles_first_then_addresses() -> None:
    assert FULL.sources == ("3", "5", "https://a.example/1")
