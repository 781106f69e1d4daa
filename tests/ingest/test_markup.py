"""HTML to text: what is hidden stays out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.core import TooLargeError
from broadsheet.ingest.markup import text_of

HIDDEN = [
    '<p style="display:none">HIDDEN</p>',
    '<p style="DISPLAY : None !important">HIDDEN</p>',
    '<p style="visibility:hidden">HIDDEN</p>',
    '<p style="font-size:0">HIDDEN</p>',
    '<p style="opacity: 0">HIDDEN</p>',
    '<p style="position:absolute;left:-9999px">HIDDEN</p>',
    '<p style="color:#FFF;background:#ffffff">HIDDEN</p>',
    '<p style="color:white">HIDDEN</p>',
    '<p style="color:#123456;background-color:#123456">HIDDEN</p>',
    "<p hidden>HIDDEN</p>",
    "<style>.x{display:none}</style><p class='a x'>HIDDEN</p>",
    "<style>#y , .z { font-size:0px }</style><p id='y'>HIDDEN</p>",
    "<script>HIDDEN</script>",
    "<template><p>HIDDEN</p></template>",
    "<!-- HIDDEN -->",
]


@pytest.mark.parametrize("fragment", HIDDEN)
def test_hidden_text_is_left_out(fragment: str) -> None:
    assert text_of(f"<div><p>看得见</p>{fragment}<p>seen</p></div>") == "看得见\n\nseen"


@pytest.mark.parametrize(
    "fragment",
    [
        '<p style="color:white;background:#000">SEEN</p>',
        '<div style="background:#000"><p style="color:white">SEEN</p></div>',
        "<style>@media print{.x{display:none}}</style><p class='x'>SEEN</p>",
        '<p style="font-size:0.9em">SEEN</p>',
        '<p style="opacity:0.9">SEEN</p>',
        '<p style="background-color:white">SEEN</p>',
    ],
)
def test_visible_text_stays(fragment: str) -> None:
    assert text_of(fragment) == "SEEN"


def test_blocks_become_paragraphs_and_inline_marks_go() -> None:
    html = "<h2>标题</h2><p>一<b>二</b>，<a href='#'>三</a>。</p><ul><li>one<li>two</ul>x<br>y &amp; &lt;b&gt;"
    assert text_of(html) == "标题\n\n一二，三。\n\none\n\ntwo\n\nx\n\ny & <b>"


def test_text_without_mark_up_comes_back() -> None:
    assert text_of("3 > 2，不是吗？") == "3 > 2，不是吗？"


def test_a_page_nested_without_end_is_refused() -> None:
    with pytest.raises(TooLargeError, match="nests"):
        text_of("<div>" * 20_000 + "deep")


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    assert "\x00" not in text_of(f"<p>{text}</p>")
