from urllib.parse import parse_qsl, urlsplit

import pytest
from starlette.datastructures import ImmutableMultiDict

from broadsheet import write
from broadsheet.core import InvalidInputError
from broadsheet.serve.web._frame.choices import Choices, chosen, controls, options
from broadsheet.serve.web._frame.kinds import fact_fields
from broadsheet.serve.web._frame.strings import strings
from broadsheet.write import Controls

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


def test_the_facts_of_a_kind_and_the_rules_come_through_and_go_back() -> None:
    fields = _fields(
        ("kind", "match"),
        ("fact.home", "Reds"),
        ("fact.score", "2-1"),
        ("must", "Reds，derby"),
        ("most", "90"),
        ("person", "third"),
        ("keywords", "cup, final"),
    )
    choices = chosen(fields)
    assert choices.facts == {"home": "Reds", "score": "2-1"}
    assert choices.keywords == ("cup", "final")
    assert controls(choices) == Controls(must=("Reds", "derby"), most=90, person="third")
    again = chosen(_fields(*parse_qsl(choices.address().partition("?")[2])))
    assert again == choices


@pytest.mark.parametrize("typed", [("most", "many"), ("schema", "{not json"), ("schema", "[1]")])
def test_a_rule_that_is_none_is_refused(typed: tuple[str, str]) -> None:
    with pytest.raises(InvalidInputError):
        controls(chosen(_fields(("kind", "brief"), typed)))


@pytest.mark.parametrize("kind", write.kinds())
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_fact_that_a_kind_asks_for_has_a_label(kind: str, language: str) -> None:
    known = strings(language)
    assert f"kind.{kind}" in known
    assert f"kind_hint.{kind}" in known
    assert [f.name for f in fact_fields(kind, language=language) if f"fact.{f.name}" not in known] == []
