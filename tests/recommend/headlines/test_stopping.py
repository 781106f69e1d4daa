from datetime import UTC, datetime, timedelta

import pytest

from broadsheet.core import HeadlineLook, HeadlineRules, HeadlineTally, HeadlineVerdict
from broadsheet.recommend.headlines import is_due, look, verdict

START = datetime(2026, 11, 8, tzinfo=UTC)
LATER, LAST = START + timedelta(hours=3), START + timedelta(hours=48)
RULES = HeadlineRules()


def seen(*counts: tuple[int, int, int] | tuple[int, int], at: datetime = LATER) -> HeadlineLook:
    return look([HeadlineTally(*count) for count in counts], at=at, salt="s")


def ended(found: HeadlineLook) -> HeadlineVerdict | None:
    return verdict(found, rules=RULES, since=START)


def test_probabilities_of_the_best_and_shares_sum_to_one() -> None:
    odds = seen((900, 40), (800, 50), (700, 30)).odds
    assert sum(o.best for o in odds) == pytest.approx(1)
    assert sum(o.share for o in odds) == pytest.approx(1)
    assert all(o.low < o.rate < o.high for o in odds)


def test_the_same_counts_give_the_same_look() -> None:
    assert seen((900, 40), (800, 50)) == seen((900, 40), (800, 50))


def test_without_a_viewing_nothing_is_believed_of_any() -> None:
    one, other = seen((0, 0), (0, 0)).odds
    assert abs(one.best - other.best) < 0.05
    assert ended(seen((0, 0), (0, 0))) is None


def test_the_own_headline_keeps_readers_to_be_measured_by() -> None:
    own, other = seen((2_000, 40), (2_000, 160)).odds
    assert own.best < 0.01
    assert own.share == pytest.approx(0.2)
    assert other.over > 0.99


def test_a_clear_winner_is_named() -> None:
    found = ended(seen((2_000, 100), (2_000, 180)))
    assert found is not None
    assert (found.ground, found.winner) == ("probability", 1)


def test_the_own_headline_may_win() -> None:
    found = ended(seen((2_000, 180), (2_000, 100)))
    assert found is not None
    assert (found.ground, found.winner) == ("probability", 0)


def test_two_good_ones_alike_end_as_one_of_them_wins_over_the_own() -> None:
    found = ended(seen((60_000, 2_400), (300_000, 18_000), (300_000, 18_001)))
    assert found is not None
    assert found.ground == "loss"
    assert found.winner in (1, 2)


def test_where_all_are_alike_the_own_stays() -> None:
    found = ended(seen((400_000, 20_000), (400_000, 19_990)))
    assert found is not None
    assert (found.ground, found.winner) == ("same", None)


def test_nothing_is_decided_before_each_has_been_seen_enough() -> None:
    assert ended(seen((5_000, 50), (RULES.minimum - 1, 80))) is None


def test_when_time_is_up_a_doubtful_best_is_no_winner() -> None:
    found = ended(seen((1_000, 50), (1_000, 56), at=LAST))
    assert found == HeadlineVerdict("horizon", LAST, None, best=found.best, loss=found.loss)  # type: ignore[union-attr]


def test_when_time_is_up_a_sure_best_wins_though_it_was_seen_less_than_asked() -> None:
    found = ended(seen((250, 5), (250, 30), at=LAST))
    assert found is not None
    assert (found.ground, found.winner) == ("horizon", 1)


def test_when_time_is_up_and_nobody_looked_the_own_stays() -> None:
    found = ended(seen((0, 0), (0, 0), at=LAST))
    assert found is not None
    assert found.winner is None


def test_a_headline_whose_clicks_lead_away_again_loses() -> None:
    found = seen((3_000, 150, 90), (3_000, 330, 60))
    assert found.odds[1].bait
    assert found.odds[1].share == 0
    said = ended(found)
    assert said is not None
    assert said.winner == 0


def test_of_a_site_that_tells_of_no_reading_none_is_called_bait() -> None:
    assert not any(o.bait for o in seen((3_000, 150, 0), (3_000, 330, 0)).odds)


def test_a_look_is_due_when_viewings_have_grown_by_a_fifth() -> None:
    before = seen((500, 10), (500, 12))
    assert is_due(5, None)
    assert not is_due(1_199, before)
    assert is_due(1_200, before)
