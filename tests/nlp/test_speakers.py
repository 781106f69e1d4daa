"""Who says what is quoted: the name beside it, or the one person a pronoun can mean; and names with a point."""

from typing import Any

import pytest

from broadsheet import nlp
from broadsheet.core import Article


def rows(text: str, language: str, kind: str) -> list[dict[str, Any]]:
    article = nlp.analyse(Article(title="", text=text, language=language), only=["entities"])
    return [row for row in article.annotations["entities"] if row["type"] == kind]


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("en", 'Mayor Jane Okoro opened the bridge. "It will save lives in this town," she said.', "Jane Okoro"),
        ("en", 'John Smith left early. He added: "I will be back for the final game."', "John Smith"),
        ("zh", "雅安市市长李四抵达现场。他说：“救援正在进行，请大家放心。”", "李四"),
        ("zh", "李四抵达现场。“救援正在进行，请大家放心。”他说。", "李四"),
    ],
)
def test_a_pronoun_that_can_mean_one_person_names_the_speaker(language: str, text: str, speaker: str) -> None:
    assert [row.get("speaker") for row in rows(text, language, "quotation")] == [speaker]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", 'Jane Okoro met David Hill in Leeds. "It will save lives in this town," he said.'),
        ("en", 'Ms Okoro won. The crowd cheered. Later it rained. "We will all get very wet," he said.'),
        ("zh", "李四和王五抵达现场。他说：“救援正在进行，请大家放心。”"),
    ],
)
def test_a_pronoun_that_could_mean_others_names_nobody(language: str, text: str) -> None:
    assert [row.get("speaker") for row in rows(text, language, "quotation")] == [None]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("拉卜楞寺贡唐仓·丹贝旺旭活佛出席会议。", "贡唐仓·丹贝旺旭"),
        ("新疆维吾尔自治区主席阿不来提·阿不都热西提说。", "阿不来提·阿不都热西提"),
        ("拍摄买买提·卡斯木的经历令人难忘。", "买买提·卡斯木"),
        ("他见唐纳德·特朗普。", "唐纳德·特朗普"),
    ],
)
def test_a_name_with_a_point_is_whole(text: str, person: str) -> None:
    assert [row["text"] for row in rows(text, "zh", "person")] == [person]


def test_two_people_with_points_stay_two() -> None:
    found = rows("唐纳德·特朗普和弗拉基米尔·普京通话。", "zh", "person")
    assert [row["text"] for row in found] == ["唐纳德·特朗普", "弗拉基米尔·普京"]
