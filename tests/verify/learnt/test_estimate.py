"""A sentence's probability, in parts that add up, in the reader's language."""

import re

import pytest

from broadsheet.core import Evidence, Report
from broadsheet.verify import check
from broadsheet.verify.learnt import messages
from broadsheet.verify.learnt.model import log_odds

STORIES = {
    "en": "The city council approved the bridge on Monday, mayor Ann Cole said. "
    "The bridge will cost 40 million dollars. Work on it may begin in May. "
    "Some residents of Quay Street oppose the plan because it brings traffic. "
    "The ferry company Norwick Lines has run at a loss since 2019. Its director, Paul Reed, resigned last week.",
    "zh": "市长陈安周一表示，市议会批准了建桥方案。大桥造价4000万元。工程可能在5月开工。"
    "码头街部分居民反对该方案，因为它会带来车流。北湾轮渡公司自2019年以来一直亏损。公司总经理李保上周辞职。",
}
TRUE = {
    "en": [
        "The council has approved the bridge.",
        "Norwick Lines has run at a loss since 2019.",
        "Its director, Paul Reed, resigned last week.",
    ],
    "zh": ["市议会已批准建桥方案。", "北湾轮渡公司2019年以来一直亏损。", "大桥造价4000万元。"],
}
NOT_SAID = {
    "en": ["The orchestra played Mahler in the park to loud applause.", "A fire destroyed three warehouses at night."],
    "zh": ["交响乐团在公园演奏了马勒的作品，掌声热烈。", "夜间一场大火烧毁了三座仓库。"],
}


def report(text: str, language: str) -> Report:
    """The report on `text` against the story of its language."""
    return check(text, [Evidence("story", STORIES[language], language=language)], language=language)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_parts_add_up_to_the_log_odds_of_the_score(language: str) -> None:
    for text in (*TRUE[language], *NOT_SAID[language]):
        claim = report(text, language).claims[0]
        assert claim.parts
        assert sum(p.weight for p in claim.parts) == pytest.approx(log_odds(claim.score), abs=0.02)


@pytest.mark.parametrize(("language", "text"), [(one, text) for one, texts in TRUE.items() for text in texts])
def test_what_the_evidence_says_is_supported_and_likelier_than_what_it_does_not(language: str, text: str) -> None:
    claim = report(text, language).claims[0]
    assert claim.verdict == "supported"
    assert claim.score > max(report(other, language).claims[0].score for other in NOT_SAID[language])


@pytest.mark.parametrize(("language", "text"), [(one, text) for one, texts in NOT_SAID.items() for text in texts])
def test_what_it_does_not_say_is_unlikely_and_the_learnt_model_says_so(language: str, text: str) -> None:
    claim = report(text, language).claims[0]
    assert (claim.verdict, claim.score < 0.5) == ("unsupported", True)


def test_an_error_of_the_rules_keeps_the_score_low_whatever_the_wording() -> None:
    claim = report("The bridge will cost 90 million dollars.", "en").claims[0]
    assert claim.decided_by == "rules"
    assert claim.score <= 0.2


@pytest.mark.parametrize(("language", "script"), [("en", r"^[^\u3400-\u9fff]+$"), ("zh", r"[\u3400-\u9fff]")])
def test_every_part_speaks_the_language_of_the_text(language: str, script: str) -> None:
    claim = report(NOT_SAID[language][0], language).claims[0]
    spoken = [p.message for p in claim.parts if p.name != "words"]
    assert all(re.search(script, message) for message in spoken)


def test_both_languages_say_the_same_things_with_the_same_blanks() -> None:
    english, chinese = messages.MESSAGES["en"], messages.MESSAGES["zh"]
    assert english.keys() == chinese.keys()
    blanks = re.compile(r"{(\w+)}")
    assert all(set(blanks.findall(english[k])) == set(blanks.findall(chinese[k])) for k in english)
