"""Files of labels: both forms, every line on its own, and conflicts said."""

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.core import InvalidInputError, Labelled
from broadsheet.train import LONGEST_TEXT, agreed, read, write


def labels(text: str) -> list[tuple[str, str]]:
    return [(row.text, row.label) for row in read(text) if isinstance(row, Labelled)]


def errors(text: str) -> list[str]:
    return [row.message for row in read(text) if isinstance(row, InvalidInputError)]


def test_a_table_has_the_text_then_the_label() -> None:
    assert labels("A fire in town\t社会 news\n股市下跌\tmoney\r\n") == [
        ("A fire in town", "社会 news"),
        ("股市下跌", "money"),
    ]


def test_the_last_tab_parts_the_label() -> None:
    assert labels("one\ttwo\tlabel") == [("one\ttwo", "label")]


def test_a_first_line_that_names_the_columns_is_no_label() -> None:
    assert labels("text\tlabel\nfire\tnews") == [("fire", "news")]


def test_json_lines_may_have_a_title() -> None:
    assert labels('{"title": "T", "text": "x", "label": "a"}\n{"text": "y", "label": 3}') == [("T\nx", "a"), ("y", "3")]


def test_an_article_is_named_by_its_number_in_both_forms() -> None:
    rows = [*read("article:42\tnews"), *read('{"article": 42, "label": "news"}')]
    assert [row.article for row in rows if isinstance(row, Labelled)] == [42, 42]


def test_a_line_that_is_wrong_is_said_with_its_number_and_the_rest_is_read() -> None:
    text = "no tab\nfire\tnews\nempty\t\n\tnews\narticle:x\tnews"
    assert labels(text) == [("fire", "news")]
    assert [message.split(":")[0] for message in errors(text)] == ["line 1", "line 3", "line 4", "line 5"]


def test_json_that_is_wrong_is_said_line_by_line() -> None:
    text = '{"text": "x", "label": "a"}\n{"text"\n{"label": "a"}\n{"text": 3, "label": "a"}\n{"text": "x"}\n[]'
    assert len(errors(text)) == 5


def test_a_long_text_is_cut_and_nuls_are_blanks() -> None:
    (row,) = read("x" * 10_000_000 + "\tbig")
    assert isinstance(row, Labelled)
    assert len(row.text) == LONGEST_TEXT
    assert labels("a\0b\tnews") == [("a b", "news")]


def test_a_label_that_is_a_text_is_refused() -> None:
    assert "label" in errors("x\t" + "y" * 500)[0]


def test_of_two_labels_for_one_text_the_later_counts_and_it_is_said() -> None:
    kept, problems = agreed([Labelled("a", "x"), Labelled("b", "y"), Labelled("c", " x ")])
    assert {(row.text.strip(), row.label) for row in kept} == {("x", "c"), ("y", "b")}
    assert problems[0].found == "a, then c"


def test_the_same_label_twice_is_no_conflict() -> None:
    assert agreed([Labelled("a", "x"), Labelled("a", "x")])[1] == []


_SAID = st.text(st.sampled_from('ab 股市"\\{}:…é\u2028🙂'), min_size=1, max_size=12).filter(str.strip)


@given(st.lists(st.tuples(_SAID, _SAID), max_size=5))
def test_what_is_written_reads_back(rows: list[tuple[str, str]]) -> None:
    given_ = [Labelled(label.strip(), text.strip(), by="Ada") for text, label in rows]
    assert list(read("".join(write(given_)))) == given_


@given(st.text(max_size=200))
def test_any_text_is_read_to_its_end(text: str) -> None:
    assert all(isinstance(row, Labelled | InvalidInputError) for row in read(text))
