import re
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.models import Message, Options, Token
from broadsheet.write.listening import Listening, goes_round, tidy, without_label
from broadsheet.write.telling import Telling
from tests.write.fakes import Fake


def heard(said: str, *, language: str = "en", lines: int | None = None) -> tuple[Listening, list[str]]:
    telling = Telling(Fake(lambda _: said), [Message("user", "go on")], Options())
    listening = Listening(telling, language=language, enough=None, lines=lines)
    return listening, [line for _, finished in listening for line in finished if line]


@pytest.mark.parametrize(
    ("language", "first", "again"),
    [
        ("en", "The bridge is shut.\n", "Police said the bridge will stay shut until Monday. "),
        ("zh", "大桥封闭。\n", "这是大桥开通时，两市互赠铜牛，寓意齐奔。"),
    ],
)
def test_a_model_that_goes_round_in_a_line_is_stopped_and_its_sentences_kept(
    language: str, first: str, again: str
) -> None:
    listening, lines = heard(first + again * 90, language=language)
    assert listening.circled
    assert not listening.overran
    assert lines[0] == first.strip()
    assert again.strip() in lines[1]
    assert sum(map(len, lines)) < 6 * len(again)


def test_a_model_that_says_its_lines_again_under_new_numbers_is_stopped() -> None:
    rows = ["The bridge is shut.", "Police are looking on."] * 40
    listening, lines = heard("\n".join(f"{i}. {row}" for i, row in enumerate(rows, start=1)))
    assert listening.circled
    assert len(lines) <= 5


def test_a_rule_drawn_across_is_no_circling() -> None:
    listening, lines = heard("The bridge is shut.\n" + "-" * 80 + "\nPolice are looking on.")
    assert not listening.circled
    assert lines[-1] == "Police are looking on."


def test_no_more_lines_are_heard_than_were_asked_for() -> None:
    _, lines = heard("One is here.\nTwo are here.\nThree are here.\nFour are here.", lines=2)
    assert lines[:2] == ["One is here.", "Two are here."]
    assert "Four are here." not in lines


def test_a_sentence_cut_off_at_the_most_tokens_is_left_out() -> None:
    class Short:
        name = "short"

        def generate(self, messages: Sequence[Message], options: Options) -> Iterator[Token]:  # noqa: ARG002  a model's own signature
            yield Token("The bridge is shut. Police retook the city of Raqqa,")
            yield Token("", finish="length")

    telling = Telling(Short(), [Message("user", "go on")], Options())
    said = [line for _, lines in Listening(telling, language="en", enough=None) for line in lines]
    assert said == ["The bridge is shut."]
    assert telling.broken


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ('A headline: "Fire guts warehouse"', "Fire guts warehouse"),
        ("标题：“水手险胜白鹭”", "水手险胜白鹭"),
        ('"We ran," he said. "All of us."', '"We ran," he said. "All of us."'),
        ("“我们一直没有停下脚步。”他说。", "“我们一直没有停下脚步。”他说。"),
        ("The headline act was late", "The headline act was late"),
    ],
)
def test_labels_and_quotation_marks_round_a_line_are_taken_off(said: str, meant: str) -> None:
    assert tidy(said) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("CNN.com The officials said no.", "The officials said no."),
        ("Reuters The officials said no.", "The officials said no."),
        ('Reuters "No," officials said.', '"No," officials said.'),
        ("Reuters Chief Executive Ann Lee said no.", "Reuters Chief Executive Ann Lee said no."),
        ("Reuters reported that the bridge was shut.", "Reuters reported that the bridge was shut."),
        ("The bridge was shut.", "The bridge was shut."),
    ],
)
def test_an_outlet_said_back_before_its_sentence_is_taken_off(said: str, meant: str) -> None:
    assert without_label(said, ["", "cnn.com", "Reuters"]) == meant


@given(
    before=st.text("ab. 下", max_size=30),
    again=st.text("ab. 下", min_size=1, max_size=310),
    times=st.integers(1, 5),
    after=st.text("a.", max_size=2),
)
@settings(max_examples=150, deadline=None)
def test_going_round_is_what_the_pattern_of_it_says(before: str, again: str, times: int, after: str) -> None:
    text = before + again * times + after
    found = re.search(r"(.{10,300}?)\1\1$", text[-900:], re.DOTALL)
    assert goes_round(text) == (found is not None and any(sign.isalpha() for sign in found[1]))
