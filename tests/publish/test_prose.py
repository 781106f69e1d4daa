"""A text with marks, as the public gets it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from broadsheet import publish
from broadsheet.core import Sentence, Stored
from broadsheet.publish.markup import body_html
from broadsheet.publish.prose import prose
from tests.publish.pieces import EN_SOURCE, LATER, draft, piece, span

TEXT = (
    "## Why it closed\n\nThe [bridge](https://a.example/?a=1&b=2) is *old*.\n"
    "> “Cracks,” he said.\n- one\n- two\n\n3. three"
)


def test_lines_become_headings_quotations_and_lists() -> None:
    assert prose(TEXT) == (
        "<h2>Why it closed</h2>\n"
        '<p>The <a href="https://a.example/?a=1&amp;b=2" rel="external noreferrer">bridge</a> is <em>old</em>.</p>\n'
        "<blockquote><p>“Cracks,” he said.</p></blockquote>\n"
        "<ul><li>one</li><li>two</li></ul>\n"
        '<ol start="3"><li>three</li></ol>'
    )


def test_an_image_of_ours_is_shown_and_a_strangers_is_linked() -> None:
    assert prose("![旧桥](/images/0a.png)") == '<figure><img src="/images/0a.png" alt="旧桥" loading="lazy"></figure>'
    assert "<img" not in prose("![旧桥](https://stranger.example/pixel.gif)")


@given(st.text(alphabet="<>&\"'`*[]()#!\\:/ ahtpsx\n", max_size=80))
def test_nothing_that_is_typed_becomes_an_element_of_its_own(text: str) -> None:
    inside = prose(text)
    for name in ("p", "h2", "h3", "blockquote", "ul", "ol", "li", "em", "strong", "a", "figure"):
        inside = inside.replace(f"<{name}>", "").replace(f"</{name}>", "")
    assert "<script" not in inside.lower()
    assert inside.replace('<a href="http', "").replace("<img src=", "").replace("<ol start=", "").count("<") == 0


def test_a_marked_sentence_keeps_its_writer_and_its_footnote() -> None:
    marked = "The *Lan River bridge* closed."
    whole = replace(
        piece(), text=f"## Closed\n{marked}", sentences=(Sentence(marked, "person", (span(EN_SOURCE, "closed"),)),)
    )
    html = body_html(whole)
    assert "<h2>Closed</h2>" in html
    assert '<span data-written-by="person">The <em>Lan River bridge</em> closed.</span><sup class="cite"' in html


def test_markdown_carries_the_marks_and_escapes_what_is_none() -> None:
    shown = publish.render(Stored(1, replace(piece(), text=TEXT + "\n1 < 2 * 3", sentences=()), LATER), "markdown")
    body = shown.decode()
    assert "## Why it closed\n" in body
    assert "The [bridge](<https://a.example/?a=1&b=2>) is *old*." in body
    assert "- one\n- two" in body
    assert r"1 \< 2 \* 3" in body


def test_an_edit_is_told_apart_by_sentence_with_its_marks() -> None:
    text = "Bridge closed\n\n## Why\nThe bridge closed on Friday. See [the notice. Or not](https://a.example/x?y=1)."
    new = publish.edit(draft(), text, by="Lin Lan", at=LATER, report=None).variants[0]
    assert [s.text for s in new.sentences][:3] == ["Bridge closed", "Why", "The bridge closed on Friday."]
    assert all(s.text in text for s in new.sentences)
    assert "".join(s.text for s in new.sentences[3:]).replace(" ", "") == text.split("Friday. ")[1].replace(" ", "")
