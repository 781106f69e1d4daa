"""Every format and feed there is: well-formed, labelled first, and nothing from outside becomes mark-up."""

import re
from dataclasses import replace

import pytest

from broadsheet import publish
from broadsheet.core import Publication, UnknownNameError
from broadsheet.publish.wording import label
from tests.publish.pieces import piece, stored

SITE = publish.Site("The Desk", "https://desk.example", language="en", feed_url="https://desk.example/feed")
HOSTILE = "</title><script>alert(1)</script><img src=x onerror=alert(2)>]]>\x00\x1b\ud800 & \"'"
OUTPUTS = [("format", name) for name in publish.formats()] + [("feed", name) for name in publish.feeds()]


def render(where: str, name: str, value: Publication) -> str:
    if where == "format":
        return publish.render(stored(value), name).decode("utf-8")
    return publish.feed([stored(value)], name, SITE).decode("utf-8")


def hostile(language: str) -> Publication:
    good = piece(language)
    bad = tuple(replace(s, text=HOSTILE) for s in good.sentences)
    sources = tuple(replace(e, title=HOSTILE, outlet=HOSTILE, url="javascript:alert(3)") for e in good.sources)
    fields = {"title": HOSTILE, "text": HOSTILE, "byline": HOSTILE, "reviewed_by": HOSTILE, "model": HOSTILE}
    return replace(good, sentences=bad, sources=sources, corrections=(HOSTILE,), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("where", "name"), OUTPUTS)
def test_the_label_comes_before_the_text(where: str, name: str, language: str) -> None:
    value = piece(language)
    output = re.sub(r"\\(?=[^\w\s])", "", render(where, name, value))
    body = output[output.index("<body") :] if "<body" in output else output
    words = label(publish.provenance(value))
    assert words in body
    assert body.index(words) < body.index(value.text[:12])


@pytest.mark.parametrize(("where", "name"), OUTPUTS)
def test_the_machine_readable_label_is_there(where: str, name: str) -> None:
    output = render(where, name, piece())
    assert "trainedAlgorithmicMedia" in output
    assert "AIGC" in output
    assert "ContentProducer" in output


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("where", "name"), OUTPUTS)
def test_nothing_from_outside_becomes_mark_up(where: str, name: str, language: str) -> None:
    output = render(where, name, hostile(language))
    if name != "json_feed":
        assert not re.search(r"(?<!\\)<script>|(?<!\\)<img", output)
    assert "\x00" not in output
    assert "\x1b" not in output


@pytest.mark.parametrize(("where", "name"), OUTPUTS)
def test_a_withdrawn_piece_leaves_a_tombstone_and_no_text(where: str, name: str) -> None:
    gone = replace(piece(), withdrawn="It was wrong.")
    output = re.sub(r"\\(?=[^\w\s])", "", render(where, name, gone))
    assert "It was wrong." in output
    assert "closed for repairs" not in output


@pytest.mark.parametrize("name", publish.feeds())
def test_an_empty_feed_is_a_feed(name: str) -> None:
    assert publish.feed([], name, SITE)


@pytest.mark.parametrize("name", [*publish.formats(), *publish.feeds()])
def test_each_says_its_media_type(name: str) -> None:
    assert re.fullmatch(r"[a-z]+/[a-z+]+; charset=utf-8", publish.media_type(name))


def test_an_unknown_format_lists_those_there_are() -> None:
    with pytest.raises(UnknownNameError) as refused:
        publish.render(stored(piece()), "papyrus")
    assert refused.value.choices == tuple(publish.formats())
    with pytest.raises(UnknownNameError):
        publish.feed([], "papyrus", SITE)
