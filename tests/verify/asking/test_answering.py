import math

import pytest

from broadsheet.models import Token
from broadsheet.verify.asking.answering import BARE_WORD, VERDICTS, opinion_of, schema


def tokens(*texts: str, top: dict[str, float] | None = None, at: int = -1) -> list[Token]:
    told = tuple((text, math.log(p)) for text, p in (top or {}).items())
    return [Token(text, top=told if n == at else ()) for n, text in enumerate(texts)]


def test_the_chances_are_those_of_the_tokens_that_may_begin_a_verdict() -> None:
    said = tokens(
        '{"verdict":', ' "', "sup", 'ported", "sentences": [1]}', top={"sup": 0.5, "contr": 0.25, "x": 0.2}, at=2
    )
    opinion = opinion_of(said)
    assert opinion is not None
    assert opinion.chances["supported"] == pytest.approx(2 / 3)
    assert opinion.chances["not_stated"] == 0
    assert opinion.verdict == "supported"
    assert opinion.numbers == (1,)


def test_a_quotation_mark_that_comes_with_the_word_is_no_part_of_it() -> None:
    said = tokens('{"verdict": ', '"not', '_stated", "sentences": []}', top={'"not': 0.6, '"supported': 0.4}, at=1)
    opinion = opinion_of(said)
    assert opinion is not None
    assert opinion.chances["not_stated"] == pytest.approx(0.6)


def test_a_word_without_chances_counts_as_said() -> None:
    opinion = opinion_of(tokens('{"verdict": "contradicted", "sentences": [2, 2]}'))
    assert opinion is not None
    assert opinion.chances["contradicted"] == pytest.approx(BARE_WORD)
    assert sum(opinion.chances.values()) == pytest.approx(1)


@pytest.mark.parametrize("text", ["", "null", "[1]", '{"verdict": 1}', '{"verdict": "yes"}', '{"verdict": "sup'])
def test_what_does_not_fit_is_no_opinion(text: str) -> None:
    assert opinion_of(tokens(text)) is None


@pytest.mark.parametrize("sentences", ['"all"', "null", "[true, 1.5, null]"])
def test_numbers_that_are_none_are_left_out(sentences: str) -> None:
    opinion = opinion_of(tokens(f'{{"verdict": "supported", "sentences": {sentences}}}'))
    assert opinion is not None
    assert opinion.numbers == ()


def test_the_first_choice_of_the_schema_is_the_harmless_one() -> None:
    assert schema(3)["properties"]["verdict"]["enum"] == list(VERDICTS)
    assert VERDICTS[0] == "not_stated"
