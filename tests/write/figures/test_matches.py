"""What is told of a match is what its figures say."""

import re
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.core import InvalidInputError
from broadsheet.write.figures.matches import match_account
from broadsheet.write.kinds.match import Facts

_PERIODS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=5)


def account(language: str = "en", **facts: str) -> SimpleNamespace:
    told = match_account(Facts(**({"home": "Ayford", "away": "Beeston"} | facts)), language=language)
    rows = {d.name: d for d in told.told}
    return SimpleNamespace(headline=told.headline, rows=rows, cautions=told.cautions)


@pytest.mark.parametrize(
    ("facts", "headline"),
    [
        ({"score": "2-0"}, "Ayford beat Beeston 2-0"),
        ({"score": "1：3"}, "Beeston beat Ayford 3-1"),
        ({"score": "2-2"}, "Ayford and Beeston draw 2-2"),
        ({"score": "1-1", "shootout": "3-5"}, "Beeston beat Ayford 5-3 on penalties"),
        ({"periods": "0-1, 2-0"}, "Ayford come from behind to beat Beeston 2-1"),
    ],
)
def test_the_headline_gives_the_winner_first(facts: dict[str, str], headline: str) -> None:
    assert account(**facts).headline == headline


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"score": "three one"},
        {"score": "-3-1"},
        {"score": "2-1", "attendance": "-400"},
        {"score": "2-1", "attendance": "a lot"},
        {"score": "2-1", "shootout": "4-3"},
        {"score": "2-1", "home_form": "W X W"},
        {"score": "2-1", "home_scorers": "Smith twelve, 12, ?"},
        {"score": "2-1", "away": "Ayford"},
    ],
)
def test_figures_that_are_no_match_are_refused(facts: dict[str, str]) -> None:
    with pytest.raises(InvalidInputError):
        account(**facts)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_periods_that_add_up_to_another_score_are_both_shown(language: str) -> None:
    found = account(language, score="3-1", periods="1-1, 1-1")
    assert re.search(r"3[-比]1", found.cautions[0])
    assert re.search(r"2[-比]2", found.cautions[0])
    assert not any(name.startswith("after") for name in found.rows)


def test_more_goals_than_the_score_are_both_shown() -> None:
    assert "2 goals" in account(score="1-0", home_scorers="Smith 3, 5").cautions[0]


def test_a_run_counts_this_match() -> None:
    assert account(score="1-0", home_form="L W W").rows["run.1"].text == "That made it 3 wins in a row for Ayford."
    assert "run.1" not in account(score="0-1", home_form="L W W").rows


def test_goals_of_one_scorer_are_counted_and_in_order() -> None:
    row = account(score="3-0", home_scorers="Smith 45+2, 3; Jones 7 (pen)").rows["scorer.1.1"]
    assert row.text == "Smith scored 2 goals for Ayford (minutes 3 and 45+2)."


@given(_PERIODS, st.sampled_from(["en", "zh"]))
def test_the_derived_figures_are_right(periods: list[tuple[int, int]], language: str) -> None:
    found = account(language, periods=", ".join(f"{a}-{b}" for a, b in periods))
    home, away = sum(a for a, _ in periods), sum(b for _, b in periods)
    told = [int(n) for n in re.findall(r"\d+", found.headline)]
    assert told == [max(home, away), min(home, away)]
    if home != away:
        margin = re.search(r"\d+", found.rows["margin"].text)
        assert margin is not None
        assert int(margin[0]) == abs(home - away)
        lead = [sum(a - b for a, b in periods[:i]) for i in range(1, len(periods))]
        behind = any(d < 0 for d in lead) if home > away else any(d > 0 for d in lead)
        assert ("comeback" in found.rows) == behind
