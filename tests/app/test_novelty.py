"""What a report tells that none before it told."""

from datetime import timedelta

from broadsheet.app.novelty import developments
from broadsheet.core import Article, Stored
from tests.trends.reports import START


def report(id: int, text: str, *, language: str = "en", names: tuple[str, ...] = ()) -> Stored[Article]:
    rows = [
        {"text": n, "type": "person", "start": text.index(n), "end": text.index(n) + len(n)} for n in names if n in text
    ]
    at = START + timedelta(hours=id)
    article = Article("t", text, language=language, published=at, annotations={"entities": rows})
    return Stored(id, article, at)


FIRST = report(1, "The tunnel cost 11.8 billion lan. It opened on Monday.")
AGAIN = report(2, "Monday saw the opening. The price: 118亿澜元, or 11.8 billion.", language="en")
MORE = report(
    3,
    "The tunnel cost 11.8 billion lan. On the first day 71,400 vehicles used it, said Mara Quill.",
    names=("Mara Quill",),
)


def test_the_first_report_adds_all_it_says() -> None:
    assert developments([FIRST])[0].new == 1


def test_the_same_figures_in_other_words_or_another_language_are_nothing_new() -> None:
    zh = report(2, "隧道总投资118亿澜元。", language="zh")
    assert [d.new for d in developments([FIRST, AGAIN, zh])][1:] == [0, 0]


def test_a_new_figure_and_a_new_name_are_told_with_their_sentence() -> None:
    added = developments([FIRST, MORE])[1]
    assert {a.text for s in added.sentences for a in s.added} >= {"Mara Quill"}
    assert [s.text for s in added.sentences] == ["On the first day 71,400 vehicles used it, said Mara Quill."]


def test_a_part_of_a_name_told_before_is_not_new() -> None:
    later = report(4, "Quill spoke again.", names=("Quill",))
    assert developments([MORE, later])[1].new == 0


def test_of_what_is_known_nothing_is_told_whenever_it_came() -> None:
    found = developments([FIRST, MORE], known=[3])
    assert [(d.article, d.new) for d in found] == [(1, 0)]


def test_a_long_quotation_is_news_and_a_quoted_word_is_not() -> None:
    quoted = report(5, 'She said: "We shall open it when it is safe to open, and not before." It is a "success".')
    added = developments([FIRST, quoted])[1]
    assert [a.kind for s in added.sentences for a in s.added] == ["quotation"]


def test_a_report_without_text_adds_nothing() -> None:
    assert [d.new for d in developments([report(1, ""), report(2, "!!")])] == [0, 0]
