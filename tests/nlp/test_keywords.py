"""Keywords: what a report keeps coming back to, in its own words, none twice."""

from broadsheet import nlp
from broadsheet.core import Article

ZH = (
    "新华社华盛顿8月22日电（记者陆佳飞）旅美大熊猫美香22日在华盛顿国家动物园生下双胞胎幼崽。动物园说，大熊猫幼崽目前状况稳定。"
    "这是华盛顿国家动物园第三次迎来大熊猫幼崽。"
)
EN = (
    "Flu has killed four children in New York City this year. Flu activity is high, and flu vaccine supplies are low. "
    "Dr. William Schaffner of Vanderbilt said the flu vaccine protects children. "
    "Schaffner urged parents to use the vaccine."
)


def phrases(title: str, text: str) -> list[str]:
    rows = nlp.analyse(Article(title=title, text=text), only=["keywords"]).annotations["keywords"]
    return [row["text"] for row in rows]


def test_a_chinese_report_is_named_by_its_subject_and_not_its_reporter() -> None:
    found = phrases("（国际）旅美熊猫“美香”生下双胞胎", ZH)
    assert any("熊猫" in phrase or "幼崽" in phrase for phrase in found[:5])
    assert not any("陆佳飞" in phrase or "日电" in phrase for phrase in found)


def test_an_english_report_is_named_by_its_subject() -> None:
    found = [phrase.lower() for phrase in phrases("Flu kills four children", EN)]
    assert any("flu" in phrase for phrase in found[:2])
    assert "william schaffner" in found


def test_no_keyword_contains_another() -> None:
    for title, text in (("", ZH), ("", EN)):
        found = [phrase.lower() for phrase in phrases(title, text)]
        assert not any(one in two for one in found for two in found if one != two)


def test_the_best_keyword_scores_one() -> None:
    rows = nlp.analyse(Article(title="Flu kills four", text=EN), only=["keywords"]).annotations["keywords"]
    assert rows[0]["score"] == 1
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)
