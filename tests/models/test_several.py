from pathlib import Path

import pytest

from broadsheet import models
from broadsheet.core import ModelInputError
from broadsheet.models import Message, Options

PROMPTS = {
    "en": " ".join(f"The council passed decision number {n} in spring." for n in range(20)),
    "zh": "".join(f"议会在春天通过了第{n}号决议案。" for n in range(20)),
}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_answer_is_that_of_its_own_seed(language: str) -> None:
    stub, prompt = models.load("stub", folder=Path()), [Message("user", PROMPTS[language])]
    answers = models.several(stub, prompt, Options("sample", seed=5, temperature=2), n=4)
    assert [a.text for a in answers] == [
        models.several(stub, prompt, Options("sample", seed=5 + i, temperature=2), n=1)[0].text for i in range(4)
    ]
    assert len({a.text for a in answers}) > 1
    assert all(a.finish == "stop" and a.usage.completion_tokens for a in answers)


def test_the_last_seed_is_followed_by_the_first() -> None:
    stub, prompt = models.load("stub", folder=Path()), [Message("user", PROMPTS["en"])]
    last = models.several(stub, prompt, Options("sample", seed=2**32 - 2), n=2)
    assert last[1].text == models.several(stub, prompt, Options("sample", seed=0), n=1)[0].text


def test_several_of_what_is_always_the_same_are_refused() -> None:
    stub, prompt = models.load("stub", folder=Path()), [Message("user", PROMPTS["en"])]
    for options in (Options(), Options("sample", temperature=0)):
        with pytest.raises(ModelInputError, match="the same every time"):
            models.several(stub, prompt, options, n=2)
    assert len(models.several(stub, prompt, Options(), n=1)) == 1


def test_none_and_too_many_are_refused() -> None:
    for n in (0, 129):
        with pytest.raises(ModelInputError, match="n is out of range"):
            models.several(models.load("stub", folder=Path()), [Message("user", "x")], Options("sample"), n=n)
