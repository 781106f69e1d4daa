"""Whatever text comes, every analysis answers in JSON, and a third language is read as far as it can be."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from broadsheet import nlp
from broadsheet.core import Article

PUBLISHED = datetime(2026, 1, 2, tzinfo=UTC)
ZH = "四川雅安1日发生6.1级地震，已造成4人遇难。“救援正在进行，”雅安市长李四说。"
EN = 'An earthquake killed four people in Ya\'an on Wednesday. "Help is coming," Mayor Li Si said.\n'
# Ten million characters, as a whole book or a broken feed has them.
HUGE = 10_000_000
THIRD = {
    "ja": "東京都で30日に地震があり、12人がけがをした。「大丈夫です」と市長は話した。警察が調べている。",
    "ko": "서울에서 30일 지진이 발생해 12명이 다쳤다. 시장은 “괜찮다”고 말했다. 경찰이 조사하고 있다.",
    "fr": "Le président a annoncé mercredi 4 mars 2026 que la France livrerait 12 avions. « Nous tiendrons », dit-il.",
    "ru": "Президент России Владимир Путин заявил, что 30 января переговоры продолжатся, сообщает агентство.",
    "ar": "قال الرئيس يوم الأربعاء إن المحادثات ستستمر في القاهرة، وأضاف أن الاتفاق قريب.",
}


def read(text: str, title: str = "", language: str = "") -> dict[str, Any]:
    article = Article(title=title, text=text, language=language, published=PUBLISHED)
    return dict(nlp.analyse(article).annotations)


@pytest.mark.parametrize(("text", "title"), [(ZH, "四川发生地震"), (EN, "Earthquake kills four")], ids=["zh", "en"])
@pytest.mark.parametrize(
    "spoiled",
    [
        lambda text: text[0],
        lambda text: text.replace("。", "\x00").replace(".", "\x00"),
        lambda text: "\ud800" + text + "\udfff",
        lambda text: "😀" * 50 + text + "🇨🇳👨‍👩‍👧",
        lambda text: f"<div class='x'><p>{text}</p></div>&nbsp;<script>f()</script>",
        lambda text: text + " Привет こんにちは 안녕 مرحبا " + text,
        lambda text: text.encode("utf-8").decode("latin-1"),
        lambda text: "\ufeff\u200b\u202e" + text[::-1],
    ],
    ids=["one character", "NUL", "surrogates", "emoji", "HTML", "mixed", "wrong encoding", "backwards"],
)
def test_every_analysis_answers_whatever_was_done_to_the_text(text: str, title: str, spoiled: Any) -> None:
    found = read(spoiled(text), title)
    assert set(found) == set(nlp.analyses())
    assert json.loads(json.dumps(found)) == found


@pytest.mark.parametrize("text", [ZH, EN, " ", "a"], ids=["zh", "en", "spaces", "one word"])
def test_ten_million_characters_are_read_as_far_as_any_reader_would(text: str) -> None:
    found = read(text * (HUGE // len(text)))
    assert set(found) == set(nlp.analyses())
    # Entities are read in the first 40,000 characters, sentiment in 20 sentences: what comes back stays small.
    assert len(json.dumps(found)) < 2_000_000
    assert len(found["sentiment"]["parts"]) <= 21


def test_reading_time_grows_with_the_whole_text_not_with_what_is_read_of_it() -> None:
    once, ten = (read(ZH * (n * 1_000_000 // len(ZH)))["reading_time"] for n in (1, 10))
    assert ten == pytest.approx(10 * once, rel=0.01)


@pytest.mark.parametrize("language", THIRD)
def test_a_third_language_is_named_and_read_as_far_as_it_can_be(language: str) -> None:
    found = read(THIRD[language])
    assert found["language"] == language
    # Nothing is guessed: no sentiment is judged, no comment sorted, and no words are given as reasons.
    assert (found["sentiment"]["label"], found["sentiment"]["parts"]) == ("neutral", [])
    assert found["comment"] == {}
    assert found["summary"]
    assert found["reading_time"] > 0
