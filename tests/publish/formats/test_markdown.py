"""Markdown, read back by a parser that did not write it."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from broadsheet import publish
from broadsheet.core import Publication
from broadsheet.publish.escaping import printable
from tests.publish.pieces import piece, stored


def parse(value: Publication) -> tuple[dict[str, object], list[Token]]:
    _, front, body = publish.render(stored(value), "markdown").decode("utf-8").split("---\n", 2)
    rows = [line.split(": ", 1) for line in front.strip().split("\n")]
    return {key: json.loads(item) for key, item in rows}, MarkdownIt("commonmark").parse(body)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_front_matter_holds_the_labels(language: str) -> None:
    front, tokens = parse(piece(language))
    assert front["digital_source_type"] == publish.provenance(piece(language)).source_type_uri
    assert front["AIGC"]["Label"] == "1"  # type: ignore[index]
    assert tokens[0].type == "blockquote_open"


def test_each_sentence_has_its_footnote() -> None:
    output = publish.render(stored(piece()), "markdown").decode("utf-8")
    assert "on Friday.[^1] It will stay shut for three days.[^1]" in output
    assert "[^1]: The Harbour Post, “Lan River bridge shut”" in output


@settings(deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_no_title_becomes_anything_but_a_title(title: str) -> None:
    _, tokens = parse(replace(piece(), title="x" + title))
    heading = next(i for i, t in enumerate(tokens) if t.type == "heading_open")
    inline = tokens[heading + 1].children or []
    assert {t.type for t in inline} <= {"text", "text_special"}
    assert "".join(t.content for t in inline) == " ".join(printable("x" + title).split())
