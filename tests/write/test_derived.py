"""Texts from figures hold no number that was not given or worked out, and the working is kept."""

import re
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet import write
from broadsheet.core import Draft, Evidence
from tests.write.fakes import Fake, faithful, headline_and_points
from tests.write.reports import whole

KINDS = ("earnings", "match", "table", "weather")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# A check of a text takes some fifty milliseconds.
_FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def drafted(kind: str, facts: Mapping[str, str], language: str, **request: object) -> Draft:
    return whole(list(write.draft(kind, facts=facts, language=language, **request)))  # type: ignore[arg-type]


def assert_stands(draft: Draft) -> None:
    (variant,) = draft.variants
    known = {n for e in draft.sources for n in _NUMBER.findall(e.text)} | {
        n for value in draft.facts.values() for n in _NUMBER.findall(str(value))
    }
    assert set(_NUMBER.findall(variant.text)) <= known
    assert variant.report is not None
    assert variant.report.passed, [(c.text, c.reason) for c in variant.report.claims if c.verdict != "supported"]


@_FEW
@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12), st.integers(0, 12), st.sampled_from(["en", "zh"]))
def test_any_match_stands_on_its_evidence(a: int, b: int, c: int, d: int, language: str) -> None:
    facts = {"home": "Ayford", "away": "Beeston", "periods": f"{a}-{b}, {c}-{d}", "home_form": "W W"}
    assert_stands(drafted("match", facts, language))


@_FEW
@given(st.integers(1, 10**11), st.integers(1, 10**11), st.integers(-(10**9), 10**9), st.sampled_from(["en", "zh"]))
def test_any_results_stand_on_their_evidence(now: int, before: int, profit: int, language: str) -> None:
    name = "Ayford Mills" if language == "en" else "艾福德纺织"
    facts = {"company": name, "revenue": f"{now}元", "prior_revenue": f"{before}元", "profit": f"{profit}元"}
    assert_stands(drafted("earnings", facts, language))


@_FEW
@given(st.lists(st.tuples(st.integers(-30, 20), st.integers(0, 15), st.integers(0, 90)), min_size=2, max_size=7))
def test_any_week_of_weather_stands_on_its_evidence(days: list[tuple[int, int, int]]) -> None:
    names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    rows = "\n".join(f"{n},{low},{low + more},{rain}" for n, (low, more, rain) in zip(names, days, strict=False))
    assert_stands(drafted("weather", {"place": "Ayford", "days": f"day,low,high,rain\n{rows}"}, "en"))


@_FEW
@given(st.lists(st.integers(0, 10**7), min_size=2, max_size=12), st.sampled_from(["en", "zh"]))
def test_any_table_stands_on_its_evidence(values: list[int], language: str) -> None:
    head = "town,votes" if language == "en" else "城市,票数"
    rows = "\n".join(f"{'Town' if language == 'en' else '城'}{chr(65 + i)},{v}" for i, v in enumerate(values))
    assert_stands(drafted("table", {"table": f"{head}\n{rows}"}, language))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_derived_number_keeps_its_formula(kind: str, language: str) -> None:
    draft = drafted(kind, write.kind(kind).example[language].facts, language)
    mark = "Formula: " if language == "en" else "算式："
    assert sum(mark in e.text for e in draft.sources if e.source.startswith("fact:derived.")) >= 3


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_model_that_changes_a_number_is_not_believed(kind: str, language: str) -> None:
    facts = write.kind(kind).example[language].facts
    liar = Fake(
        lambda prompt: re.sub(r"(?<![\d.])([1-8])(?=\d)", lambda m: str(int(m[1]) + 1), headline_and_points(prompt))
    )
    honest = drafted(kind, facts, language, model=faithful())
    lied = drafted(kind, facts, language, model=liar)
    for draft in (honest, lied):
        assert_stands(draft)


def test_what_reports_say_beside_the_figures_follows_them() -> None:
    report = Evidence(
        "article:9",
        "The Larkford ground was full for the first time since 2019. Coach Ida Bell praised the young players.",
        outlet="Northline",
        language="en",
    )
    example = write.kind("match").example["en"]
    text = drafted("match", example.facts, "en", evidence=[report]).variants[0].text
    assert text.index("8,412") < text.index("Ida Bell")
