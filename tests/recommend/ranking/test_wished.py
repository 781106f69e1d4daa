"""What a reader wants less of stands lower by their word alone, whatever a ranker has learnt."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from broadsheet.app import Newsroom
from broadsheet.core import Reader
from broadsheet.recommend.catalogue import Catalogue
from broadsheet.recommend.ranking.wished import less
from tests.newsrooms import NOW, furnish


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    with Newsroom.open(tmp_path / "newsroom", model="none", now=lambda: NOW) as room:
        furnish(room)
        room.front_page("nobody")
        yield room.recommender.engine.view(Reader("nobody"), now=NOW).catalogue


def _less(catalogue: Catalogue, reader: Reader) -> dict[int, float]:
    rows = np.arange(len(catalogue.ids), dtype=np.int64)
    return dict(zip(catalogue.ids.tolist(), less(catalogue, rows, reader).tolist(), strict=True))


@pytest.mark.parametrize(("outlet", "article"), [("meridian wire", 1), ("维澜社", 2)])
def test_an_outlet_weighed_down_takes_from_its_articles_alone(catalogue: Catalogue, outlet: str, article: int) -> None:
    found = _less(catalogue, Reader("ada", weights={outlet: 0.5}))
    assert found.pop(article) < 0
    assert set(found.values()) == {0.0}


def test_less_weight_takes_more_and_a_weight_above_one_nothing(catalogue: Catalogue) -> None:
    half, none, twice = (_less(catalogue, Reader("ada", weights={"touchline": w}))[3] for w in (0.5, 0.0, 2.0))
    assert none < half < twice == 0


def test_nothing_a_reader_said_is_used_without_personalisation(catalogue: Catalogue) -> None:
    found = _less(catalogue, Reader("ada", personalised=False, weights={"touchline": 0.0}))
    assert set(found.values()) == {0.0}
