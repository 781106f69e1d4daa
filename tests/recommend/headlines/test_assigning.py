from collections import Counter
from datetime import UTC, datetime

from broadsheet.core import Headline, HeadlineTest
from broadsheet.recommend.headlines import Running, assigned

TEST = HeadlineTest(
    article=1,
    variants=tuple(Headline(text) for text in ("甲", "乙", "丙")),
    salt="a salt",
    since=datetime(2026, 11, 8, tzinfo=UTC),
)
NAMES = [f"reader-{i}" for i in range(6_000)]


def test_readers_divide_in_the_shares_wanted() -> None:
    got = Counter(assigned(Running(TEST, (0.6, 0.3, 0.1)), name) for name in NAMES)
    assert [round(got[i] / len(NAMES), 1) for i in range(3)] == [0.6, 0.3, 0.1]


def test_a_reader_gets_the_same_headline_each_time() -> None:
    running = Running(TEST, (0.4, 0.4, 0.2))
    assert [assigned(running, name) for name in NAMES[:50]] == [assigned(running, name) for name in NAMES[:50]]


def test_when_shares_move_only_readers_of_what_lost_share_change() -> None:
    before, after = Running(TEST, (0.4, 0.4, 0.2)), Running(TEST, (0.25, 0.5, 0.25))
    moved = {(assigned(before, n), assigned(after, n)) for n in NAMES if assigned(before, n) != assigned(after, n)}
    assert moved == {(0, 1), (0, 2)}


def test_who_has_seen_one_keeps_it_unless_it_was_taken_out() -> None:
    name = next(n for n in NAMES if assigned(Running(TEST, (0.1, 0.8, 0.1)), n) == 1)
    kept = {TEST.number(name): 2}
    assert assigned(Running(TEST, (0.1, 0.8, 0.1), kept), name) == 2
    assert assigned(Running(TEST, (0.2, 0.8, 0.0), kept), name) == 1


def test_two_tests_divide_readers_independently() -> None:
    other = HeadlineTest(article=2, variants=TEST.variants, salt="another", since=TEST.since)
    halves = (0.5, 0.5, 0.0)
    both = Counter((assigned(Running(TEST, halves), n), assigned(Running(other, halves), n)) for n in NAMES)
    assert all(abs(n / len(NAMES) - 0.25) < 0.03 for n in both.values())
