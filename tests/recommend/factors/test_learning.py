from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from broadsheet.core import Event, Reader
from broadsheet.recommend.catalogue import Card
from broadsheet.recommend.engine import Engine
from broadsheet.recommend.factors.factors import Factors
from broadsheet.recommend.factors.keeping import keep
from broadsheet.recommend.factors.learning import FILE, FactorsNow, learn, learn_kept
from broadsheet.recommend.serving.recommender import Recommender
from broadsheet.store import Store
from tests.recommend import newsroom

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = NOON.timestamp() / 3600
FEW = 6


def engine() -> Engine:
    """Articles 1 to 40, the odd ones opened by one camp of readers and the even ones by another; texts say nothing."""
    made = Engine()
    rng = np.random.default_rng(2)
    cards = [Card(n, HOUR - n, f"第{n}篇 {n}", "en", "A", frozenset(), ()) for n in range(1, 41)]
    made.put(cards, vectors={n: rng.normal(size=8).astype(np.float32) for n in range(1, 41)})
    return made


def acts() -> list[Event]:
    found = []
    for reader in range(60):
        for article in range(1, 41):
            name, key = f"r{reader}", f"{reader}-{article}"
            found.append(Event(f"{key}-view", name, "view", NOON, article=article))
            if article % 2 == reader % 2 and (article + reader) % 3:
                found.append(Event(f"{key}-click", name, "click", NOON, article=article))
    return found


def taught() -> Engine:
    made = engine()
    made.factors = learn(acts(), catalogue=made.catalogue(), version="1")
    made.take([Event(f"x{n}", "ann", "click", NOON, article=n) for n in (1, 3)])
    return made


def signals(made: Engine, reader: Reader) -> np.ndarray:
    from broadsheet.recommend.candidates import collaborative

    view = made.view(reader, now=NOON)
    found: np.ndarray = collaborative.signal(view, view.catalogue.index.find(list(range(1, 41))))
    return found


def test_what_the_readers_camp_opens_is_put_forward() -> None:
    found = signals(taught(), Reader("ann"))
    assert found[4::2].mean() > 2 * found[5::2].mean()
    assert ((found >= 0) & (found < 1)).all()


def test_the_source_finds_what_it_gives_a_signal() -> None:
    from broadsheet.recommend.candidates import collaborative

    made = taught()
    view = made.view(Reader("ann"), now=NOON)
    rows = collaborative.find(view, most=10)
    assert len(rows) == 10
    assert (view.catalogue.ids[rows] % 2).mean() > 0.8


@pytest.mark.parametrize(("language", "said"), [("en", "Readers who opened “第"), ("zh", "读过《第")])
def test_the_reason_names_an_article_the_reader_opened(language: str, said: str) -> None:
    from broadsheet.recommend.candidates import collaborative

    made = taught()
    view = made.view(Reader("ann"), now=NOON)
    row = int(view.catalogue.index.find([7])[0])
    reason = collaborative.reason(view, row, language=language)
    assert reason.startswith(said)
    assert "第1篇 1" in reason or "第3篇 3" in reason


def test_the_last_click_is_known_at_once() -> None:
    made = taught()
    before = signals(made, Reader("ann"))
    made.take([Event(f"y{n}", "ann", "click", NOON, article=n) for n in (2, 4, 6)])
    assert signals(made, Reader("ann"))[7] > before[7]


def test_a_reader_who_let_nothing_be_used_is_not_folded_in() -> None:
    assert not signals(taught(), Reader("ann", personalised=False)).any()


def test_one_who_did_nothing_gets_nothing_from_it() -> None:
    assert not signals(taught(), Reader("new")).any()


def test_of_a_handful_of_openings_nothing_is_learnt() -> None:
    assert learn(acts()[:FEW], catalogue=engine().catalogue(), version="1") is None


def test_embeddings_of_another_model_say_nothing_but_break_nothing() -> None:
    made = taught()
    assert made.factors is not None
    assert not made.factors.predicted(np.ones((2, 5), np.float32)).any()


def test_new_factors_are_seen_without_a_restart_and_a_torn_file_is_as_none(tmp_path: Path) -> None:
    ticks = iter(range(0, 100, 2))
    now = FactorsNow(tmp_path, tick=lambda: float(next(ticks)))
    assert now.look() is None
    ids, vectors, text = np.zeros(0, np.int64), np.zeros((0, 2), np.float32), np.zeros((3, 2), np.float32)
    keep(Factors(ids, vectors, text, np.eye(2, dtype=np.float32), (1.0, 4.0), "7"), tmp_path / FILE)
    found = now.look()
    assert found is not None
    assert found.version == "7"
    (tmp_path / FILE).write_bytes(b"torn")
    assert now.look() is None


def two_camps(kept: Store, *, readers: int = 30) -> None:
    """Readers who open the economy, and as many who open sport."""
    for number in range(readers):
        subject = ("economy", "sport")[number % 2]
        kept.events.add(list(newsroom.clicks(f"r{number}", *newsroom.of_subject(subject, kept)[number % 3 :: 3])))


def test_a_newsrooms_pages_use_what_was_learnt_from_its_acts(kept: Store, tmp_path: Path) -> None:
    two_camps(kept)
    pages = Recommender(kept, folder=tmp_path / "recommender")
    pages.observe(newsroom.clicks("lin", *newsroom.of_subject("sport", kept)[:2]))
    assert not any("collaborative" in i.parts for i in pages.front_page(Reader("lin"), now=newsroom.NOW).items)
    learnt = learn_kept(
        kept, tmp_path / "recommender", catalogue=pages.catalogue(), version="2026-11-08T18:00:00+00:00"
    )
    assert learnt is not None
    page = Recommender(kept, folder=tmp_path / "recommender").front_page(Reader("lin"), now=newsroom.NOW, language="zh")
    assert any(i.parts.get("collaborative", 0.0) > 0 for i in page.items)


def test_those_who_switched_personalisation_off_teach_nothing(kept: Store, tmp_path: Path) -> None:
    two_camps(kept)
    for number in range(30):
        kept.readers.put(Reader(f"r{number}", personalised=False))
    catalogue = Recommender(kept).catalogue()
    assert learn_kept(kept, tmp_path, catalogue=catalogue, version="2026-11-08T18:00:00+00:00") is None
    assert not (tmp_path / FILE).exists()


@pytest.mark.parametrize("ahead", [0, 365, -365])
def test_after_an_erasure_learning_begins_from_nothing_whatever_the_clock_says(
    kept: Store, tmp_path: Path, ahead: int
) -> None:
    two_camps(kept)
    catalogue = Recommender(kept).catalogue()
    learn_kept(kept, tmp_path, catalogue=catalogue, version="2026-11-08T18:00:00+00:00")
    kept.personal.erase("r1", at=newsroom.NOW + timedelta(days=ahead))
    again = learn_kept(kept, tmp_path, catalogue=catalogue, version="2026-11-08T19:00:00+00:00")
    fresh = learn_kept(kept, tmp_path / "new", catalogue=catalogue, version="2026-11-08T19:00:00+00:00")
    assert again is not None
    assert fresh is not None
    assert np.array_equal(again.vectors, fresh.vectors)
