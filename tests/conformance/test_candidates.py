"""What every file in `recommend/candidates/` promises, whatever it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from broadsheet import store
from broadsheet.core import Context, Reader
from broadsheet.recommend import Engine, Recommender
from broadsheet.recommend.catalogue import Floats
from broadsheet.recommend.engine import CANDIDATES
from broadsheet.recommend.readers.profile import Profile
from broadsheet.recommend.view import Candidates, View
from tests.recommend.newsroom import NOW, act, clicks, fill, of_subject, story

ANN = Reader("ann", topics=("science",), places=("sport",))
HERE = Context(article=9, topics=("economy",))


@pytest.fixture(params=CANDIDATES.names())
def source(request: pytest.FixtureRequest) -> Candidates:
    loaded: Candidates = CANDIDATES.load(request.param)
    return loaded


@pytest.fixture
def speaking(source: Candidates) -> Candidates:
    """A source that has something to go by in this newsroom: what is learnt from weeks of acts has not."""
    if source is CANDIDATES.load("collaborative"):
        pytest.skip("it needs factors, which are learnt from more acts: its own tests give it some")
    return source


@contextmanager
def working(folder: Path) -> Iterator[Engine]:
    """An engine that has seen a week of a small newsroom."""
    with store.open(f"sqlite:///{folder / 'newsroom.db'}", now=lambda: NOW) as kept:
        fill(kept)
        kept.stories.replace([story(7, 8, 12)])
        recommender = Recommender(kept)
        science = of_subject("science", kept)
        for number in range(6):
            recommender.observe([*clicks(f"reader-{number}", 2, 5, 17, *science[:2])])
        recommender.observe([*clicks("ann", 2, 5), act("ann", "view", 11), act("ann", "hide", 14)])
        recommender.look()
        yield recommender.engine
        recommender.close()


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One for all tests that only ask it."""
    with working(tmp_path_factory.mktemp("candidates")) as made:
        yield made


@pytest.fixture
def view(engine: Engine) -> View:
    return engine.view(ANN, now=NOW, context=HERE)


def every(source: Candidates, view: View) -> Floats:
    return source.signal(view, np.arange(len(view.catalogue)))


def bare(view: View) -> View:
    return View(view.catalogue, Profile(), view.crowd, view.hour, seed=view.seed)


def test_a_signal_is_a_number_from_0_to_1_for_each_article(source: Candidates, view: View) -> None:
    for seen in (view, bare(view), replace(view, hour=view.hour + 1e6), replace(view, hour=view.hour - 1e6)):
        signal = every(source, seen)
        assert signal.shape == (len(view.catalogue),)
        assert signal.dtype == np.float32
        assert np.all((signal >= 0) & (signal <= 1))


def test_an_empty_catalogue_has_nothing(source: Candidates) -> None:
    nothing = Engine().view(ANN, now=NOW, context=HERE)
    assert every(source, nothing).shape == (0,)
    assert len(source.find(nothing, most=5)) == 0


def test_the_weight_is_positive_and_personal_is_said(source: Candidates) -> None:
    assert source.WEIGHT > 0
    assert isinstance(source.PERSONAL, bool)


def test_only_a_personal_source_looks_at_the_reader(speaking: Candidates, view: View) -> None:
    same = np.array_equal(every(speaking, replace(bare(view), context=HERE)), every(speaking, view))
    assert same != speaking.PERSONAL


def test_a_personal_source_has_nothing_for_a_new_reader(source: Candidates, view: View) -> None:
    if source.PERSONAL:
        assert not every(source, bare(view)).any()
        assert len(source.find(bare(view), most=5)) == 0


def test_a_reason_is_given_in_both_languages(source: Candidates, view: View) -> None:
    row = int(np.argmax(every(source, view)))
    chinese, english = (source.reason(view, row, language=language) for language in ("zh", "en"))
    assert any("\u4e00" <= c <= "\u9fff" for c in chinese)
    assert english
    assert chinese != english


def test_a_signal_does_not_change_when_asked_twice(source: Candidates, view: View) -> None:
    assert np.array_equal(every(source, view), every(source, view))


def test_what_is_found_has_a_signal_and_is_no_more_than_asked(speaking: Candidates, view: View) -> None:
    found = speaking.find(view, most=5)
    assert 0 < len(found) <= 5
    assert len(set(found.tolist())) == len(found)
    assert np.all(speaking.signal(view, found) > 0)


def test_a_signal_of_some_rows_is_that_of_all_at_those_rows(source: Candidates, view: View) -> None:
    some = np.array([3, 0, 7])
    assert np.allclose(source.signal(view, some), every(source, view)[some], atol=1e-6)


def test_what_was_removed_is_not_found(source: Candidates, tmp_path: Path) -> None:
    with working(tmp_path) as engine:
        assert_removed_is_not_found(source, engine)


def assert_removed_is_not_found(source: Candidates, engine: Engine) -> None:
    view = engine.view(ANN, now=NOW, context=HERE)
    found = source.find(view, most=50)
    engine.remove(view.catalogue.ids[found[:3]].tolist())
    again = source.find(engine.view(ANN, now=NOW, context=HERE), most=50)
    assert not set(found[:3].tolist()) & set(again.tolist())


def test_a_source_of_one_language_finds_none_of_another(source: Candidates, engine: Engine) -> None:
    view = engine.view(replace(ANN, languages=("zh",)), now=NOW, context=HERE)
    found = source.find(view, most=50)
    assert all(view.catalogue.language_of(row) == "zh" for row in found.tolist())


def test_a_muted_tag_is_not_used(source: Candidates, engine: Engine) -> None:
    muted = replace(ANN, muted=("science", "sport", "economy"), weights={})
    view = engine.view(muted, now=NOW + timedelta(hours=1))
    if source.PERSONAL:
        assert not every(source, view).any()
