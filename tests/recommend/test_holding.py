"""What is held of a reader from one page to the next is never older than anything that bears on it."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from broadsheet.core import Dials, Event, FrontPage, Reader, Steering
from broadsheet.recommend import Engine
from broadsheet.recommend.catalogue import Card
from broadsheet.recommend.factors.factors import Factors
from tests.recommend.newsroom import NOW
from tests.recommend.test_engine import HOUR, act, cards, vectors

ARTICLES = 900
"""More than a page is chosen from, so that what is held decides what is looked at."""
ANN = Reader("ann")
READ = [act(n, "click", article) for n, article in enumerate((3, 41, 77, 310, 612))]


def engine(*acts: Event) -> Engine:
    made = Engine()
    made.put(cards(ARTICLES), vectors=vectors(ARTICLES))
    made.take([*READ, *acts])
    return made


def page(of: Engine, reader: Reader = ANN) -> FrontPage:
    return of.page(reader, now=NOW)


def factors(seed: int) -> Factors:
    random = np.random.default_rng(seed)
    made = random.standard_normal((ARTICLES, 4)).astype(np.float32)
    text = np.zeros((17, 4), dtype=np.float32)
    return Factors(np.arange(1, ARTICLES + 1), made, text, np.eye(4, dtype=np.float32), (2.0, 1.0), f"fit {seed}")


def another(id: int, *, title: str = "Come lately") -> Card:
    return replace(cards(id)[-1], hour=HOUR, title=title)


def learn(of: Engine) -> None:
    of.factors = factors(1)


def learn_otherwise(of: Engine) -> None:
    of.factors = replace(factors(2), version="fit 1")


def learn_again(of: Engine) -> None:
    learn(of)
    page(of)
    learn_otherwise(of)


def steer(of: Engine) -> None:
    of.steering = Steering(Dials(freshness=0.9, diversity=0.9))


CHANGES: dict[str, Callable[[Engine], None]] = {
    "a click": lambda of: of.take([act(90, "click", 500)]),
    "a hide": lambda of: of.take([act(90, "hide", page(of).items[0].article)]),
    "someone else's click": lambda of: of.take([act(90, "click", 500, reader="bob")]),
    "a new article": lambda of: of.put([another(ARTICLES + 1)], vectors={ARTICLES + 1: vectors(77)[77]}),
    "an article that is gone": lambda of: of.remove([page(of).items[0].article]),
    "another embedding": lambda of: of.put(vectors={page(of).items[0].article: vectors(310)[310] * -1}),
    "a story": lambda of: of.join({i.article: 5 for i in page(of).items[:9]}),
    "an erasure": lambda of: of.forget("ann"),
    "factors": learn,
    "other factors of the same name": learn_again,
    "steering": steer,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_page_after_a_change_is_the_page_made_with_nothing_held(change: Callable[[Engine], None]) -> None:
    warm = engine()
    before = page(warm)
    assert page(warm) == before
    change(warm)
    after = page(warm)
    for made in warm._readers._made.values():
        made.value.kept.clear()
    assert after == page(warm)
    assert after != before


def test_another_setting_of_the_reader_is_seen_at_once() -> None:
    warm = engine()
    page(warm)
    for reader in (replace(ANN, languages=("zh",)), replace(ANN, topics=("tag 3",)), replace(ANN, personalised=False)):
        assert page(warm, reader) == page(engine(), reader)


def test_what_is_held_of_a_reader_is_a_few_arrays_however_many_pages_they_get() -> None:
    of = engine()
    of.factors = factors(1)
    for n in (5, 30, 60, 300, 30):
        of.page(ANN, n=n, now=NOW)
        of.put([another(3, title=f"Now {n}")])
    kept = of.view(ANN, now=NOW).profile.kept
    of.page(ANN, now=NOW)
    assert set(kept) == {"collaborative", "interests", "mix", "similar", "taste"}
    lists = [value.nbytes for _, value in kept.values() if isinstance(value, np.ndarray)]
    assert sum(lists) < 10_000
