"""A draft's text and the marks in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.core import manuscript

MARKED = st.text(alphabet="ab 。*[]()\\!#>-1./:\n", max_size=60) | st.lists(
    st.sampled_from(
        [
            "## ",
            "> ",
            "- ",
            "1. ",
            "*",
            "**",
            "[",
            "](https://a.example/x?y=1)",
            "\\*",
            "火",
            "word ",
            "\n",
            "![",
            "](/images/a.png)",
        ]
    )
).map("".join)


@given(MARKED)
def test_every_character_that_is_read_keeps_its_place(text: str) -> None:
    for block in manuscript.blocks(text):
        for run in block.runs:
            assert text[run.start : run.end] == run.text
            assert block.start <= run.start <= run.end <= block.end


@given(MARKED)
def test_blanking_the_marks_moves_nothing(text: str) -> None:
    shown = manuscript.blanked(text)
    assert len(shown) == len(text)
    assert all(a in (b, " ") for a, b in zip(shown, text, strict=True))


@given(MARKED)
def test_blanked_and_plain_say_the_same(text: str) -> None:
    lines = manuscript.plain(text).split("\n")
    shown = manuscript.blanked(text).split("\n")
    for line, block in ((b.end, b) for b in manuscript.blocks(text) if b.kind not in ("image", "item")):
        row = text.count("\n", 0, line)
        assert lines[row].replace(" ", "") == shown[row].replace(" ", ""), block


@given(st.text(alphabet=st.characters(blacklist_characters="\\*[!#>-0123456789", codec="utf-8")))
def test_a_text_without_marks_is_itself(text: str) -> None:
    assert manuscript.plain(text) == manuscript.blanked(text) == text


@pytest.mark.parametrize(
    ("text", "kind", "marker", "shown"),
    [
        ("## 起因", "heading", "##", "起因"),
        ("### Why", "heading", "###", "Why"),
        ("> It came down.", "quote", ">", "It came down."),
        ("- 五人受伤", "item", "-", "五人受伤"),
        ("12. 五人受伤", "item", "12.", "五人受伤"),
        ("#星港火灾# 五人受伤", "paragraph", "", "#星港火灾# 五人受伤"),
        ("2024. A year.", "paragraph", "", "2024. A year."),
        (r"\## not a heading", "paragraph", "", "## not a heading"),
    ],
)
def test_a_line_is_what_its_marker_says(text: str, kind: str, marker: str, shown: str) -> None:
    (block,) = manuscript.blocks(text)
    assert (block.kind, block.marker, "".join(r.text for r in block.runs)) == (kind, marker, shown)


def test_marks_lie_inside_each_other() -> None:
    (block,) = manuscript.blocks("**很*重*要**，见[通*报*](https://a.example/1)。")
    assert [(r.text, r.strong, r.emphasis, r.href) for r in block.runs] == [
        ("很", True, False, ""),
        ("重", True, True, ""),
        ("要", True, False, ""),
        ("，见", False, False, ""),
        ("通", False, False, "https://a.example/1"),
        ("报", False, True, "https://a.example/1"),
        ("。", False, False, ""),
    ]


@pytest.mark.parametrize(
    "text", ["5*3*2", "[a](javascript:alert(1))", "[a](/etc)", "a * b * c", "[1] [2]", "**", "* *"]
)
def test_what_only_looks_like_a_mark_is_text(text: str) -> None:
    assert manuscript.plain(text) == text


def test_an_image_is_no_claim_and_says_what_it_shows() -> None:
    text = "Before.\n![A burnt roof](/images/0a.png)\nAfter."
    assert manuscript.images(text) == ("/images/0a.png",)
    assert manuscript.plain(text) == "Before.\n[A burnt roof]\nAfter."
    assert manuscript.blanked(text) == f"Before.\n{' ' * 31}\nAfter."
