from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from broadsheet.core import Event
from broadsheet.recommend.factors.acts import Acts, acts
from broadsheet.recommend.factors.factors import Factors
from broadsheet.recommend.factors.fitting import FactorOptions, fit
from broadsheet.recommend.factors.keeping import keep, kept

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SMALL = FactorOptions(size=6, rounds=5, ridge=1.0, prior=1.0)


def event(reader: str, article: int, action: str = "click") -> Event:
    return Event(f"{reader}{article}{action}", reader, action, NOON, article=article)  # type: ignore[arg-type]


def among(ids: Iterable[int]) -> Callable[[list[int]], np.ndarray]:
    """Where articles are in a catalogue of `ids`, below 0 when they are not."""
    known = set(ids)
    return lambda articles: np.array([0 if article in known else -1 for article in articles], dtype=np.int64)


def two_camps() -> list[Event]:
    """Forty readers of even articles and forty of odd ones; everyone is shown all of 10 to 29."""
    found = []
    for number in range(80):
        for article in range(10, 30):
            found.append(event(f"r{number}", article, "view"))
            if article % 2 == number % 2 and (number + article) % 3:
                found.append(event(f"r{number}", article))
    return found


def embeddings(ids: range, *, seed: int = 1) -> np.ndarray:
    """Texts that tell even from odd, with some noise."""
    rng = np.random.default_rng(seed)
    texts = 0.3 * rng.normal(size=(len(ids), 8))
    texts[:, 0] += np.where(np.array(ids) % 2, 1.0, -1.0)
    found: np.ndarray = (texts / np.linalg.norm(texts, axis=1, keepdims=True)).astype(np.float32)
    return found


@pytest.fixture(scope="module")
def factors() -> Factors:
    return fit(
        acts(two_camps(), known=among(range(10, 30))), embeddings=embeddings(range(10, 30)), version="1", options=SMALL
    )


def liked(factors: Factors, opened: list[int]) -> np.ndarray:
    vectors = factors.vectors[np.array(opened) - 10]
    taste = factors.fold_in(vectors, np.ones(len(opened), np.float32), shown=vectors[:0])
    found: np.ndarray = factors.vectors @ taste.vector
    return found


def test_a_reader_folded_in_likes_what_their_camp_opens(factors: Factors) -> None:
    scores = liked(factors, [10, 12])
    assert scores[2::2][1:].min() > scores[1::2].max()


def test_one_click_more_is_seen_at_once(factors: Factors) -> None:
    assert liked(factors, [10, 11, 13])[5] > liked(factors, [10])[5]


def test_an_article_nobody_saw_is_placed_by_its_text(factors: Factors) -> None:
    fresh = factors.of(np.array([100, 101]), embed=lambda places: embeddings(range(100, 102), seed=9)[places])
    vectors = factors.vectors[[0, 2]]
    taste = factors.fold_in(vectors, np.ones(2, np.float32), shown=vectors[:0])
    even, odd = fresh @ taste.vector
    assert even > odd


def test_texts_are_asked_for_only_where_nothing_was_learnt(factors: Factors) -> None:
    def none(places: np.ndarray) -> np.ndarray:
        raise AssertionError(places)

    assert np.array_equal(factors.of(np.array([12, 10]), embed=none), factors.vectors[[2, 0]])


def test_what_a_score_is_owed_to_sums_to_the_score(factors: Factors) -> None:
    vectors, weights = factors.vectors[[0, 2, 3]], np.array([1.0, 0.5, 2.0], np.float32)
    taste = factors.fold_in(vectors, weights, shown=vectors[:0])
    owed = factors.vectors[4] @ taste.owed(vectors, weights) * (factors.weights[0] + 1.0)
    assert float(owed.sum()) == pytest.approx(float(factors.vectors[4] @ taste.vector), rel=1e-3)


def test_passing_over_an_article_lowers_it(factors: Factors) -> None:
    vectors, ones = factors.vectors[[0, 2]], np.ones(2, np.float32)
    before = factors.fold_in(vectors, ones, shown=vectors).vector @ factors.vectors[6]
    after = factors.fold_in(vectors, ones, shown=np.vstack([vectors, *[factors.vectors[6:7]] * 5])).vector
    assert after @ factors.vectors[6] < before


def test_learning_goes_on_from_factors_of_before_and_takes_in_what_is_new(factors: Factors) -> None:
    events = [
        *two_camps(),
        *(event(f"r{n}", 30) for n in range(0, 80, 2)),
        *(event(f"r{n}", 30, "view") for n in range(80)),
    ]
    known = acts(events, known=among(range(10, 31)))
    again = fit(known, embeddings=embeddings(range(10, 31)), version="2", start=factors, options=SMALL)
    assert liked(again, [10, 12])[20] > liked(again, [11, 13])[20]


def test_the_same_acts_give_the_same_factors() -> None:
    one, two = (
        fit(acts(two_camps(), known=among(range(10, 30))), embeddings=embeddings(range(10, 30)), version="1")
        for _ in "ab"
    )
    assert np.array_equal(one.vectors, two.vectors)


def test_acts_count_once_and_only_on_articles_that_are_asked_for() -> None:
    found = acts([event("a", 10), event("a", 10), event("a", 99), event("b", 11, "view")], known=among([11, 10]))
    assert (found.ids.tolist(), found.article.tolist(), found.readers) == ([10, 11], [0], 2)
    assert found.shown.tolist() == [1.0, 1.0]


def test_a_reader_with_a_hundred_thousand_clicks_is_one_reader_with_some() -> None:
    flood = (Event(str(n), "m", "click", NOON + timedelta(seconds=n), article=n % 2_000) for n in range(100_000))
    assert len(acts(flood, known=among(range(2_000))).article) == 500


def test_without_acts_there_are_factors_that_say_nothing() -> None:
    empty = Acts(np.array([1, 2]), *(np.zeros(0, np.int64),) * 2, np.zeros(0, np.float32), np.zeros(2, np.float32), 0)
    found = fit(empty, embeddings=np.zeros((2, 4), np.float32), version="0", options=SMALL)
    assert np.isfinite(found.vectors).all()


def test_factors_are_kept_and_come_back(factors: Factors, tmp_path: Path) -> None:
    keep(factors, tmp_path / "deep" / "factors.npz")
    found = kept(tmp_path / "deep" / "factors.npz")
    assert found is not None
    assert found.version == factors.version
    assert np.array_equal(found.vectors, factors.vectors)
    assert [p.name for p in (tmp_path / "deep").iterdir()] == ["factors.npz"]


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.99])
def test_a_torn_file_is_as_good_as_none(factors: Factors, tmp_path: Path, share: float) -> None:
    file = tmp_path / "factors.npz"
    keep(factors, file)
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * share)])
    assert kept(file) is None


def test_a_file_with_a_flipped_byte_never_gives_other_factors(factors: Factors, tmp_path: Path) -> None:
    file = tmp_path / "factors.npz"
    keep(factors, file)
    spoilt = bytearray(file.read_bytes())
    spoilt[len(spoilt) // 2] ^= 0xFF
    file.write_bytes(bytes(spoilt))
    found = kept(file)
    assert found is None or np.array_equal(found.vectors, factors.vectors)


@pytest.mark.parametrize("name", ["ids", "vectors", "text", "gram", "weights", "format"])
@pytest.mark.parametrize("other", [np.array(0.5), np.zeros(0), np.array(["a", "b"]), np.full((2, 2, 2), np.nan)])
def test_arrays_of_another_shape_or_kind_are_as_good_as_none(
    factors: Factors, tmp_path: Path, name: str, other: np.ndarray
) -> None:
    file = tmp_path / "factors.npz"
    keep(factors, file)
    with np.load(file) as found:
        arrays = {**found, name: other}
    with file.open("wb") as out:
        np.savez(out, **arrays)
    assert kept(file) is None


def test_where_there_is_no_file_there_are_no_factors(tmp_path: Path) -> None:
    assert kept(tmp_path / "none.npz") is None


def test_nothing_of_a_reader_is_in_the_file(tmp_path: Path) -> None:
    events = [event("canary-reader", 10), *two_camps()]
    keep(
        fit(acts(events, known=among(range(10, 30))), embeddings=embeddings(range(10, 30)), version="1"),
        tmp_path / "f.npz",
    )
    assert b"canary" not in (tmp_path / "f.npz").read_bytes()


def test_what_a_reader_was_shown_and_passed_over_counts_when_factors_are_learnt() -> None:
    """Two articles are opened by the same readers; one of them was shown to and passed over by the other camp."""
    events = [event(f"r{n}", article) for n in range(0, 60, 2) for article in (1, 2, 3)]
    events += [event(f"r{n}", article) for n in range(1, 60, 2) for article in (4, 5, 6)]
    events += [event(f"r{n}", 3, "view") for n in range(60) for _ in "ab"]
    found = acts(events, known=among(range(1, 7)))
    learnt = fit(found, embeddings=np.zeros((6, 2), np.float32), version="1", options=SMALL)
    taste = learnt.fold_in(learnt.vectors[[3]], np.ones(1, np.float32), shown=learnt.vectors[:0])
    scores = learnt.vectors @ taste.vector
    assert scores[2] < scores[4]
    assert found.seen.times.tolist() == [2.0] * 60


def test_texts_outweigh_few_acts_only_where_they_tell_what_is_opened() -> None:
    """One more article is opened by three of the odd camp; its text is one of the even."""
    events = [*two_camps(), *(event(f"r{n}", 30) for n in (1, 3, 5)), *(event(f"r{n}", 30, "view") for n in range(80))]
    known = acts(events, known=among(range(10, 31)))
    noise = np.random.default_rng(3).normal(size=(21, 8)).astype(np.float32)
    telling = np.where(np.arange(10, 31) % 2, 1.0, -1.0)[:, None].astype(np.float32)
    leans = []
    for texts in (telling, noise):
        learnt = fit(known, embeddings=texts, version="1", options=FactorOptions(size=6, ridge=1.0, prior=32.0))
        leans.append(liked(learnt, [10, 12])[20] - liked(learnt, [11, 13])[20])
    assert leans[0] > 0 > leans[1]


def test_a_reader_shown_one_article_a_thousand_times_counts_as_one_who_passed_it_over() -> None:
    found = acts((event("m", 1, "view") for _ in range(1_000)), known=among([1]))
    assert found.seen.times.tolist() == [8.0]
