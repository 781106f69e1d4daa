import math
from dataclasses import replace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.core import ModelInputError
from broadsheet.models import Message, Options
from broadsheet.models.request import check

PROMPT = [Message("system", "你是编辑。"), Message("user", "Write a headline.")]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("temperature", -1),
        ("temperature", math.nan),
        ("temperature", "hot"),
        ("temperature", True),
        ("top_p", 2),
        ("top_p", 0),
        ("top_k", -1),
        ("min_p", 1.5),
        ("repeat_penalty", 0),
        ("max_tokens", 0),
        ("max_tokens", 1.5),
        ("stop", ("",)),
        ("stop", "END"),
        ("seed", -1),
        ("seed", 2**32 - 1),
        ("schema", {}),
        ("min_tokens", -1),
        ("frequency_penalty", 2.5),
        ("presence_penalty", math.inf),
        ("no_repeat_ngram", 2.5),
        ("beams", 0),
        ("beams", 33),
        ("length_penalty", "long"),
    ],
)
def test_a_bad_value_is_refused_by_name_with_what_is_allowed(name: str, value: Any) -> None:
    with pytest.raises(ModelInputError) as caught:
        check(PROMPT, replace(Options(), **{name: value}))
    assert name in caught.value.message
    assert caught.value.do.startswith("give ")


def test_an_unknown_strategy_names_those_there_are() -> None:
    with pytest.raises(ModelInputError) as caught:
        check(PROMPT, Options(strategy="beam"))
    assert caught.value.choices == ("greedy", "sample")


@pytest.mark.parametrize("name", ["min_tokens", "frequency_penalty", "presence_penalty", "no_repeat_ngram"])
def test_an_option_that_an_engine_lacks_is_refused_by_name_with_what_it_has(name: str) -> None:
    options = replace(Options(), **cast(Any, {name: 2}))
    with pytest.raises(ModelInputError, match=f"no {name}") as caught:
        check(PROMPT, options)
    assert "repeat_penalty" in caught.value.choices
    check(PROMPT, options, has=[name])


def test_what_can_not_hold_together_is_refused() -> None:
    for options in (Options(min_tokens=9, max_tokens=8), Options(min_tokens=9, schema={"type": "string"})):
        with pytest.raises(ModelInputError, match=r"min_tokens|that long|under a schema"):
            check(PROMPT, options, has=["min_tokens"])


def test_an_empty_prompt_is_refused() -> None:
    for prompt in ([], [Message("user", " \n")]):
        with pytest.raises(ModelInputError, match="empty"):
            check(prompt, Options())


def test_an_unknown_role_is_refused_with_the_roles_there_are() -> None:
    with pytest.raises(ModelInputError) as caught:
        check([Message("editor", "hello")], Options())  # type: ignore[arg-type]
    assert "user" in caught.value.choices


def test_a_prompt_that_ends_with_the_models_own_words_is_refused() -> None:
    with pytest.raises(ModelInputError, match="own"):
        check([*PROMPT, Message("assistant", "Bridge")], Options())


@given(
    st.floats(0, 2), st.integers(0, 1000), st.floats(0, 1, exclude_min=True), st.integers(1, 32768), st.integers(0, 9)
)
def test_every_value_in_range_is_taken(temperature: float, top_k: int, top_p: float, longest: int, seed: int) -> None:
    check(PROMPT, Options("sample", temperature, top_k, top_p, max_tokens=longest, seed=seed, stop=("。", "\n\n")))
