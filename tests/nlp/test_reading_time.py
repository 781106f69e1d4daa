"""Reading time: minutes by the words of each script."""

from broadsheet import nlp
from broadsheet.core import Article


def minutes(text: str) -> float:
    value: float = nlp.analyse(Article(title="", text=text), only=["reading_time"]).annotations["reading_time"]
    return value


def test_each_language_has_its_own_speed() -> None:
    assert minutes("中" * 800) == 2.0
    assert minutes("word " * 460) == 2.0


def test_a_mixed_text_takes_the_sum() -> None:
    assert minutes("中" * 400 + " word" * 230) == 2.0


def test_a_short_text_takes_a_moment_and_an_empty_one_none() -> None:
    assert minutes("短讯。") == 0.1
    assert minutes("") == 0.0
