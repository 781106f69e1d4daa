"""What every file in `write/rules/` promises, whatever it asks of a text."""

from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.write import Controls, Style
from broadsheet.write.rule import Rule, broken, findings, rules

LANGUAGES = ("zh", "en")
SCHEMA = {"type": "object", "properties": {"title": {"type": "string"}}, "required": ["title"]}
STYLE = Style(
    "house", {"en": "Be brief.", "zh": "务求简短。"}, {"metres": "meters", "帐户": "账户"}, avoid=("very", "非常")
)
# Every rule asked for at once; the texts below break each that can be broken by words.
ASKED = Controls(
    audience="commuters",
    level="simple",
    person="third",
    style=STYLE,
    must=("ferry", "渡轮"),
    avoid=("kill*", "死亡"),
    least=400,
    most=3,
    schema=SCHEMA,
)
TEXTS = {
    "en": "We killed the plan for a tunnel of 900 metres. “We are very sorry,” the mayor said.",
    "zh": "我们否决了隧道计划，事故无人死亡，帐户已经冻结。市长说：“我们非常抱歉。”",
}
WORDS = {
    "en": ["We", "the", "mayor", "killed", "metres", "meters", "very", "“We are”", "ferry", "I", "said."],
    "zh": ["我们", "市长", "死亡", "帐户", "账户", "非常", "“我们”", "渡轮", "笔者", "说", "。"],
}


@pytest.fixture(params=rules(), ids=lambda rule: rule.name)
def rule(request: pytest.FixtureRequest) -> Rule:
    found: Rule = request.param
    return found


def test_each_control_has_its_rule_and_each_rule_its_control() -> None:
    assert {rule.name for rule in rules()} == {field.name for field in fields(Controls)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_asked_for_is_neither_told_nor_found(rule: Rule, language: str) -> None:
    assert rule.brief(Controls(), language) == ""
    assert list(rule.faults(TEXTS[language], Controls(), language)) == []


def test_what_is_asked_for_is_told_in_the_language_of_the_text(rule: Rule) -> None:
    zh, en = (rule.brief(ASKED, language) for language in LANGUAGES)
    assert zh
    assert en
    assert zh != en


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fault_has_its_place_in_the_text_and_a_message(rule: Rule, language: str) -> None:
    text = TEXTS[language]
    found = rule.faults(text, ASKED, language)
    assert found or rule.name in ("audience", "level"), "the text breaks every rule that words can break"
    for fault in found:
        assert 0 <= fault.start <= fault.end <= len(text)
        assert fault.message.strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hard_fault_is_an_error_of_the_report_and_a_soft_one_advice(rule: Rule, language: str) -> None:
    text = TEXTS[language]
    hard = sum(fault.hard for fault in rule.faults(text, ASKED, language))
    severities = [f.severity for f in findings(text, ASKED, language) if f.rule == rule.name]
    assert severities.count("error") == hard
    assert len(severities) == len(rule.faults(text, ASKED, language))


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_what_code_mends_keeps_the_rule_and_is_mended_once(language: str, data: st.DataObject) -> None:
    joint = "" if language == "zh" else " "
    sentence = joint.join(data.draw(st.lists(st.sampled_from(WORDS[language]), min_size=1, max_size=8)))
    whole = [rule for rule in rules() if rule.mended is not None]
    assert whole
    for rule in whole:
        mended = rule.mended(sentence, ASKED, language) if rule.mended else ""
        assert not [f for f in rule.faults(mended, ASKED, language) if f.hard] or not mended
        assert (rule.mended(mended, ASKED, language) if rule.mended else "") == mended
        if not any(f.hard for f in rule.faults(sentence, ASKED, language)):
            assert mended == sentence


def test_only_rules_of_sentences_break_a_sentence() -> None:
    assert {rule.name for rule, _ in broken(TEXTS["en"], ASKED, "en")} == {"avoid", "person", "style"}
