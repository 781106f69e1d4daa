from hypothesis import given
from hypothesis import strategies as st

from broadsheet.core import Evidence, Span
from broadsheet.serve.web._frame.excerpts import AROUND, excerpts, marked

LONG = "word " * 400
EVIDENCE = Evidence("article:7", LONG)


def _span(start: int, end: int, source: str = "article:7") -> Span:
    return Span(source, start, end, LONG[start:end])


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=5))
def test_marked_pieces_join_to_the_text(text: str, places: list[tuple[int, int]]) -> None:
    assert "".join(piece for piece, _ in marked(text, places)) == text


@given(st.lists(st.tuples(st.integers(0, 1900), st.integers(1, 60)), min_size=1, max_size=6))
def test_every_excerpt_is_a_stretch_of_its_evidence(places: list[tuple[int, int]]) -> None:
    found = excerpts([_span(start, start + length) for start, length in places], [EVIDENCE])
    assert found
    assert all("".join(text for text, _ in x.pieces) in LONG for x in found)


def test_a_span_inside_another_is_not_shown_twice() -> None:
    [found] = excerpts([_span(500, 560), _span(510, 515)], [EVIDENCE])
    assert found.marks == [LONG[500:560]]


def test_near_spans_share_an_excerpt_and_far_ones_do_not() -> None:
    assert len(excerpts([_span(500, 510), _span(600, 605)], [EVIDENCE])) == 1
    assert len(excerpts([_span(100, 110), _span(100 + 3 * AROUND, 680)], [EVIDENCE])) == 2


def test_an_excerpt_does_not_begin_or_end_in_a_word() -> None:
    [found] = excerpts([_span(1000, 1004)], [EVIDENCE])
    text = "".join(piece for piece, _ in found.pieces)
    assert text.strip().startswith("word")
    assert text.strip().endswith("word")


def test_a_span_of_an_unknown_source_is_left_out() -> None:
    assert excerpts([_span(0, 4, source="elsewhere")], [EVIDENCE]) == []


def test_evidence_that_is_an_article_leads_to_it() -> None:
    assert excerpts([_span(0, 4)], [EVIDENCE])[0].article == 7
