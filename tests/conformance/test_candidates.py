"""What every file in `recommend/candidates/` promises, whatever it is."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from broadsheet import store
from broadsheet.core import Reader
from broadsheet.recommend.catalogue import Catalogue, Floats, catalogue
from broadsheet.recommend.engine import CANDIDATES
from broadsheet.recommend.profile import Profile, profile
from broadsheet.recommend.recommender import Recommender
from broadsheet.recommend.view import Candidates, View
from tests.recommend.newsroom import MODEL, NOW, clicks, fill

HOUR = NOW.timestamp() / 3600


@pytest.fixture(params=CANDIDATES.names())
def source(request: pytest.FixtureRequest) -> Candidates:
    loaded: Candidates = CANDIDATES.load(request.param)
    return loaded


@pytest.fixture
def full(tmp_path: Path) -> Catalogue:
    with store.open(f"sqlite:///{tmp_path / 'newsroom.db'}", now=lambda: datetime(2026, 11, 8, tzinfo=UTC)) as kept:
        fill(kept)
        recommender = Recommender(kept, model=MODEL)
        recommender.front_page(Reader("ann"), now=NOW)
        return recommender.engine.view(Reader("ann"), now=NOW).catalogue


def every(source: Candidates, view: View) -> Floats:
    return source.signal(view, np.arange(len(view.catalogue)))


@pytest.fixture
def known(full: Catalogue) -> Profile:
    return profile(Reader("ann", topics=("science",)), list(clicks("ann", 2, 5)), catalogue=full)


def test_a_signal_is_a_number_from_0_to_1_for_each_article(source: Candidates, full: Catalogue, known: Profile) -> None:
    crowd = np.linspace(0, 1, len(full), dtype=np.float32)
    for reader in (known, Profile()):
        for opened in (crowd, None):
            signal = every(source, View(full, reader, opened, HOUR))
            assert signal.shape == (len(full),)
            assert signal.dtype == np.float32
            assert np.all((signal >= 0) & (signal <= 1))


def test_an_empty_catalogue_has_an_empty_signal(source: Candidates) -> None:
    nothing = catalogue([], vectors={}, stories={})
    assert every(source, View(nothing, Profile(), None, HOUR)).shape == (0,)


def test_the_weight_is_positive_and_personal_is_said(source: Candidates) -> None:
    assert source.WEIGHT > 0
    assert isinstance(source.PERSONAL, bool)


def test_only_a_personal_source_looks_at_the_reader(source: Candidates, full: Catalogue, known: Profile) -> None:
    same = np.array_equal(
        every(source, View(full, known, None, HOUR)), every(source, View(full, Profile(), None, HOUR))
    )
    assert same != source.PERSONAL


def test_a_personal_source_has_nothing_for_a_new_reader(source: Candidates, full: Catalogue) -> None:
    if source.PERSONAL:
        assert not every(source, View(full, Profile(), None, HOUR)).any()


def test_a_reason_is_given_in_both_languages(source: Candidates, full: Catalogue, known: Profile) -> None:
    view = View(full, known, np.ones(len(full), dtype=np.float32), HOUR)
    row = int(np.argmax(every(source, view)))
    chinese, english = (source.reason(view, row, language=language) for language in ("zh", "en"))
    assert any("\u4e00" <= c <= "\u9fff" for c in chinese)
    assert english
    assert chinese != english


def test_a_signal_does_not_change_when_asked_twice(source: Candidates, full: Catalogue, known: Profile) -> None:
    view = View(full, known, None, HOUR)
    assert np.array_equal(every(source, view), every(source, view))


def test_what_is_found_has_a_signal_and_is_no_more_than_asked(
    source: Candidates, full: Catalogue, known: Profile
) -> None:
    view = View(full, known, np.linspace(0, 1, len(full), dtype=np.float32), HOUR)
    found = source.find(view, most=5)
    assert 0 < len(found) <= 5
    assert len(set(found.tolist())) == len(found)
    assert np.all(source.signal(view, found) > 0)


def test_a_signal_of_some_rows_is_that_of_all_at_those_rows(
    source: Candidates, full: Catalogue, known: Profile
) -> None:
    view = View(full, known, None, HOUR)
    some = np.array([3, 0, 7])
    assert np.array_equal(source.signal(view, some), every(source, view)[some])
