"""Mixed texts: each passage in its language, the whole text covered, names no passages."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet import nlp
from broadsheet.core import Article
from broadsheet.nlp.language_spans import spans

ENGLISH = "The minister said on Tuesday that the bridge would be closed for at least two months."
CHINESE = "部长周二表示，大桥将至少关闭两个月，其间车辆须绕行。"
FRENCH = "Le ministre a déclaré mardi que le pont serait fermé pendant au moins deux mois pour des travaux."


def read(text: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = nlp.analyse(Article(title="", text=text), only=["languages"]).annotations["languages"]
    return rows


def said(text: str) -> list[tuple[str, str]]:
    return [(row["language"], text[row["start"] : row["end"]].strip()) for row in read(text)]


@pytest.mark.parametrize(("text", "language"), [(CHINESE, "zh"), (ENGLISH, "en"), (FRENCH, "fr")])
def test_a_text_in_one_language_is_one_passage(text: str, language: str) -> None:
    assert said(text) == [(language, text)]


def test_an_english_passage_in_a_chinese_text_is_found() -> None:
    text = f"{CHINESE}他在推特上写道：“{ENGLISH}”{CHINESE}"
    assert [tag for tag, _ in said(text)] == ["zh", "en", "zh"]
    assert ENGLISH[:-1] in said(text)[1][1]


def test_a_chinese_passage_in_an_english_text_is_found() -> None:
    text = f"{ENGLISH} The notice read: {CHINESE} {ENGLISH}"
    assert [tag for tag, _ in said(text)] == ["en", "zh", "en"]
    assert said(text)[1][1] == CHINESE


def test_a_third_language_is_said() -> None:
    assert [tag for tag, _ in said(f"{ENGLISH}\n\n{FRENCH}\n\n{ENGLISH}")] == ["en", "fr", "en"]
    assert [tag for tag, _ in said(f"{CHINESE}\n{FRENCH}\n{CHINESE}")] == ["zh", "fr", "zh"]


@pytest.mark.parametrize(
    "text",
    [
        "苹果公司（Apple Inc.）12日发布iPhone 15 Pro Max，股价上涨。",
        "美国银行（Bank of America）行长周一在北京表示，对前景表示乐观。",
        "Huawei (华为) said on Tuesday that it would open a new office in the city this year.",
        "President Xi Jinping (习近平) arrived in Paris on Monday for talks that will last for two days.",
    ],
)
def test_a_name_in_another_script_is_no_passage(text: str) -> None:
    assert len(read(text)) == 1


@pytest.mark.parametrize("text", ["", "。", "🙂🙂", "\x00", "\ud800", "12345"])
def test_a_text_without_words_is_no_trouble(text: str) -> None:
    assert len(read(text)) == (1 if text else 0)


@settings(deadline=None)  # the statistical model is loaded in the midst of it
@given(st.lists(st.sampled_from([CHINESE, ENGLISH, FRENCH, "\n", "Ω ", "🙂", "テスト", "\ud800"]), max_size=8))
def test_passages_cover_the_text_in_order(parts: list[str]) -> None:
    text = "".join(parts)
    found = spans(text, "zh")
    assert [start for _, start, _ in found] == [0, *(end for _, _, end in found[:-1])][: len(found)]
    assert not text or found[-1][2] == len(text)
    assert all(one[0] != two[0] for one, two in pairwise(found))
