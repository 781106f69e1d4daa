"""The last look at a model's text, when its sentences stand in their places."""

from collections.abc import Sequence

import pytest

from broadsheet import write
from broadsheet.core import Claim, Report, Span
from broadsheet.write.preparing import prepare
from broadsheet.write.settling import is_left, settled
from broadsheet.write.shapes import Part, Plan

LANGUAGES = ("zh", "en")


def plan_of(language: str) -> tuple[write.Kind, Plan, write.Ask]:
    kind = write.kind("news")
    example = kind.example[language]
    ask = prepare("news", facts=example.facts, evidence=example.evidence, language=language)
    return kind, kind.plan(ask), ask


def report_on(parts: Sequence[Part], *wrong: int) -> Report:
    claims, at = [], 0
    for number, part in enumerate(parts):
        start = at + len(part.joint)
        at = start + len(part.text)
        claims.append(Claim(part.text, start, at, "contradicted" if number in wrong else "supported", 0.5))
    return Report(not wrong, tuple(claims))


def text_by_model(plan: Plan) -> list[Part]:
    first, second = plan.points[:2]
    return [
        Part("A headline", first.spans, "", "model"),
        Part("A false sentence.", first.spans, "\n\n", "model"),
        Part("Another.", second.spans, " ", "model"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_failing_sentence_gives_way_to_its_source(language: str) -> None:
    kind, plan, ask = plan_of(language)
    parts = text_by_model(plan)
    kept, gone = settled(parts, report_on(parts, 1), kind=kind, plan=plan, ask=ask)
    assert gone == ["A false sentence."]
    assert kept[1].text.rstrip("。.") in plan.points[0].text or plan.points[0].text.rstrip("。.") in kept[1].text
    assert kept[1].written_by == "template"
    assert [kept[0], kept[2]] == [parts[0], parts[2]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_failing_headline_gives_way_to_the_kinds_own(language: str) -> None:
    kind, plan, ask = plan_of(language)
    parts = text_by_model(plan)
    kept, _ = settled(parts, report_on(parts, 0), kind=kind, plan=plan, ask=ask)
    assert kept[0].text == kind.plain(plan, ask, variant=0)[0].text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_point_that_is_told_already_is_not_told_twice(language: str) -> None:
    kind, plan, ask = plan_of(language)
    parts = [*text_by_model(plan), Part(plan.points[0].text, plan.points[0].spans, " ", "template")]
    kept, _ = settled(parts, report_on(parts, 1), kind=kind, plan=plan, ask=ask)
    assert len(kept) == len(parts) - 1


def test_what_a_template_wrote_is_not_touched() -> None:
    kind, plan, ask = plan_of("en")
    parts = [Part("A false sentence.", plan.points[0].spans)]
    kept, gone = settled(parts, report_on(parts, 0), kind=kind, plan=plan, ask=ask)
    assert (kept, gone) == (parts, [])


def test_what_has_no_point_goes() -> None:
    kind, plan, ask = plan_of("en")
    parts = [Part("Head", (), "", "model"), Part("Nobody says so.", (Span("article:99", 0, 3, "abc"),), "\n", "model")]
    kept, gone = settled(parts, report_on(parts, 1), kind=kind, plan=plan, ask=ask)
    assert gone == ["Nobody says so."]
    assert kept == parts[:1]
    assert is_left(kept)
    assert not is_left([])
