"""English names by their capitals."""

import pytest

from broadsheet import nlp
from broadsheet.verify.values.names_en import find_names, words_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("He met President Donald Trump in New York on Monday.", ["Donald Trump", "New York"]),
        ("It is in DW's German channel.", ["DW", "German"]),
        ("The Bank of China said so.", ["Bank of China"]),
        ("Trump said so.", ["Trump"]),
        ("Residents left.", []),
        ("A股跌了，NBA开赛。", ["NBA"]),
        ("The World Health Organization (WHO) met.", ["World Health Organization", "WHO"]),
        ("MINISTERS AGREE BUDGET AFTER LONG NIGHT", []),
        ("He met José Ángel Gurría.", ["José Ángel Gurría"]),
    ],
)
def test_names_are_runs_of_capitals_without_titles(text: str, names: list[str]) -> None:
    found = list(find_names(text, [start for start, _ in nlp.sentences(text)]))
    assert [n.text for n in found] == names
    assert all(text[n.start : n.end] == n.text for n in found)


def test_the_words_of_a_name_are_those_that_tell() -> None:
    assert words_of("Dr. Anna B. Smith's") == ["anna", "smith"]
