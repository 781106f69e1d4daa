"""Names against the evidence."""

import pytest

from tests.verify.wire import EN, ZH, faults, findings


@pytest.mark.parametrize(
    ("draft", "evidence"),
    [
        ("Delgado spoke to reporters in Harborview.", EN[0].text),
        ("The WHO praised Britain.", "The World Health Organization praised the United Kingdom."),
        (
            "The Central Weather Office of Elbonia (CWOE) warned. CWOE staff stayed.",
            "The Central Weather Office of Elbonia said.",
        ),
        ("American and Kenyan officials met.", "Officials of the United States and Kenya met."),
        ("Mr Brandt was there.", "Mayor Tom Brandt was there."),
        ("欧盟与美方会谈。", "欧洲联盟与美国会谈。"),
        ("世卫组织表示关切。", "世界卫生组织表示关切。"),
        ("中国队获胜。", "中国获胜。"),
        ("南昌市公安局通报了案情。", "南昌市的公安局通报了案情。"),
        ("中美两国会谈。", "中国和美国会谈。"),
        ("China and Russia met in Moscow.", "中国和俄罗斯在莫斯科会谈。"),
    ],
)
def test_another_way_of_writing_a_name_is_no_fault(draft: str, evidence: str) -> None:
    assert faults(draft, evidence, only="names") == []


@pytest.mark.parametrize(
    ("draft", "evidence", "rule", "text", "fix"),
    [
        ("Officials thanked Maria Delgato on Tuesday.", EN[0].text, "spelling", "Maria Delgato", "Maria Delgado"),
        ("Officials thanked Anna Delgado on Tuesday.", EN[0].text, "contradicted", "Anna Delgado", "Maria Delgado"),
        ("Officials thanked Bob Dole on Tuesday.", EN[0].text, "unsupported", "Bob Dole", ""),
        ("李惠敏表示感谢。", ZH[0].text, "spelling", "李惠敏", "李慧敏"),
        ("特朗普表示感谢。", ZH[0].text, "unsupported", "特朗普", ""),
        ("红十字会向居民发放物资。", ZH[0].text, "unsupported", "红十字会", ""),
    ],
)
def test_a_wrong_name_is_found_with_its_place_and_its_fix(
    draft: str, evidence: str, rule: str, text: str, fix: str
) -> None:
    found = [f for f in findings(draft, evidence, only="names") if f.severity == "error"]
    assert [(f.rule, f.fix) for f in found] == [(rule, fix)]
    assert found[0].text in text


def test_another_name_of_the_same_report_in_the_place_of_one_is_found() -> None:
    evidence = (
        "The railway budget was approved by the finance committee under Senator Olga Perrin on Monday. Nobody spoke. "
        "It rained. The court heard Judge Paul Ostrow."
    )
    draft = "The railway budget was approved by the finance committee under Senator Paul Ostrow on Monday."
    assert [(f.rule, f.fix) for f in findings(draft, evidence, only="names")] == [("swapped", "Olga Perrin")]


def test_a_first_name_the_evidence_does_not_give_only_warns() -> None:
    found = findings("Police thanked Tom Brandt.", "Police thanked Brandt.", only="names")
    assert [(f.rule, f.severity) for f in found] == [("fuller", "warning")]


def test_a_name_of_another_script_can_not_be_compared_and_is_said_so_once() -> None:
    found = findings("The report quotes Chen Wei. The mayor, Chen Wei, left.", *ZH, only="names")
    assert [(f.rule, f.severity, f.text) for f in found] == [("language", "warning", "Chen Wei")]


def test_months_titles_and_sentence_openings_are_no_names() -> None:
    assert (
        findings("However, on Monday in March the President left. Firefighters stayed.", "It rained.", only="names")
        == []
    )


@pytest.mark.parametrize(
    ("evidence", "draft", "fix"),
    [
        (
            "墨西哥选手罗哈斯在半决赛中战胜英国选手沃克登挺进决赛。里约热内卢的观众报以掌声。里约热内卢下起了雨。",
            "墨西哥选手罗哈斯在半决赛中战胜里约热内卢选手沃克登挺进决赛。",
            "英国",
        ),
        (
            "Chancellor Philip Hammond presented the autumn budget to parliament on Monday. Sergey Rudskoy was away. "
            "Sergey Rudskoy wrote a letter.",
            "Chancellor Sergey Rudskoy presented the autumn budget to parliament on Monday.",
            "Philip Hammond",
        ),
        (
            "Shares trade on the New York Stock Exchange from Thursday. Evan Spiegel rang the bell.",
            "Shares trade on the Evan Spiegel Stock Exchange from Thursday.",
            "New York Stock Exchange",
        ),
    ],
)
def test_a_name_between_the_words_that_stand_beside_another_is_found_though_it_is_near(
    evidence: str, draft: str, fix: str
) -> None:
    found = [f for f in findings(draft, evidence, only="names") if f.severity == "error"]
    assert [f.fix for f in found] == [fix]
