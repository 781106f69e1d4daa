from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from broadsheet import models
from broadsheet.core import ModelInputError
from broadsheet.models import Message, Options, Token

PROMPTS = {
    "en": "The council voted 31 to 12. Work begins in the spring. A mayor of four years resigned.",
    "zh": "议会以31票对12票通过决议。工程将于春天开始动工。市长在任四年后辞职。",
}


class Mute:
    name = "mute"

    def generate(self, messages: Sequence[Message], options: Options) -> Iterator[Token]:
        raise NotImplementedError


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_a_model_may_say_next_is_shown_before_and_after_the_cuts(language: str) -> None:
    prompt = [Message("user", PROMPTS[language])]
    stub = models.load("stub", folder=Path())
    seen = models.peek(stub, prompt, Options("sample", temperature=1, top_k=2))
    assert len(seen.before) == 3
    assert len(seen.after) == 2
    assert sum(p for _, p in seen.after) == pytest.approx(1)
    assert seen.before[0][1] == pytest.approx(6 / 11)
    assert seen.after[0][1] == pytest.approx(2 / 3)


def test_only_as_many_are_shown_as_were_asked_for() -> None:
    stub = models.load("stub", folder=Path())
    assert len(models.peek(stub, [Message("user", PROMPTS["en"])], Options("sample"), n=1).before) == 1


def test_a_model_that_shows_none_says_which_do() -> None:
    with pytest.raises(ModelInputError, match="doesn't show") as caught:
        models.peek(Mute(), [Message("user", "x")], Options())
    assert "stub" in caught.value.do


def test_a_bad_request_is_refused_as_by_generate() -> None:
    stub = models.load("stub", folder=Path())
    for options, n in ((Options(top_p=2), 5), (Options("beam"), 5), (Options(), 0), (Options(), 1001)):
        with pytest.raises(ModelInputError):
            models.peek(stub, [Message("user", "x")], options, n=n)
