"""Features and the rankers on them: finite, of the groups they say, the same that are logged."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from broadsheet import store
from broadsheet.core import Reader
from broadsheet.recommend import Recommender
from broadsheet.recommend.engine import Engine, sources_for
from broadsheet.recommend.gathering import gather
from broadsheet.recommend.learning.card import Card
from broadsheet.recommend.learning.versions import Versions
from broadsheet.recommend.ranking.features import GROUPS, table
from broadsheet.recommend.ranking.ranker import Table
from tests.recommend.newsroom import NOW, clicks, of_subject

ANN = Reader("ann")


def _table(recommender: Recommender, reader: Reader = ANN, *, language: str = "en") -> Table:
    recommender.look()
    engine: Engine = recommender.engine
    view = engine.view(reader, now=NOW)
    sources = sources_for(reader)
    return table(view, reader, gather(view, sources), sources=sources, language=language)


def test_every_feature_is_a_finite_column_of_a_known_group(recommender: Recommender) -> None:
    found = _table(recommender)
    assert {name.split(".")[0] for name in found.columns} <= {*GROUPS, *sources_for(ANN)}
    for values in found.columns.values():
        assert values.shape == (len(found.rows),)
        assert values.dtype == np.float32
        assert np.isfinite(values).all()


def test_taste_is_the_share_of_what_was_read(recommender: Recommender, kept: store.Store) -> None:
    recommender.observe(clicks("ann", *of_subject("sport", kept)[:3]))
    found = _table(recommender)
    sport = recommender.engine.view(ANN, now=NOW).catalogue.having(found.rows, ["sport"])
    assert found.columns["taste.topic"][sport].min() > found.columns["taste.topic"][~sport].max()
    assert found.columns["taste.names"][sport].min() > found.columns["taste.names"][~sport].max()


def test_a_muted_topic_is_no_taste(recommender: Recommender, kept: store.Store) -> None:
    recommender.observe(clicks("ann", *of_subject("sport", kept)[:3]))
    found = _table(recommender, replace(ANN, muted=("sport", "test:sport")))
    assert not found.columns["taste.topic"].any()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_language_is_the_pages_for_one_who_prefers_none(recommender: Recommender, language: str) -> None:
    found = _table(recommender, language=language)
    own = recommender.engine.view(ANN, now=NOW).catalogue.language_is(found.rows, [language])
    assert np.array_equal(found.columns["language.first"] > 0, own)
    assert own.any()


def test_without_personalisation_nothing_of_the_reader_is_a_feature(
    recommender: Recommender, kept: store.Store
) -> None:
    recommender.observe(clicks("ann", *of_subject("sport", kept)[:3]))
    found = _table(recommender, replace(ANN, personalised=False))
    personal = {name for name, source in sources_for(ANN).items() if source.PERSONAL} | {"taste"}
    assert not {name for name in found.columns if name.split(".")[0] in personal}
    assert not found.columns["seen.times"].any()


def test_a_page_is_ranked_by_the_version_that_is_live_and_logs_what_it_saw(kept: store.Store, tmp_path: Path) -> None:
    from hashlib import sha256

    from tests.recommend.ranking.forests import COLUMNS, small_model

    text = small_model(rounds=4)[0]
    digest = sha256(text.encode()).hexdigest()
    versions = Versions(tmp_path / "rankers")
    versions.add(Card("v1", "", "", "", 1, 1, 1, COLUMNS, 1.0, 0, digest), text)
    recommender = Recommender(kept, folder=tmp_path / "rankers")
    versions.choose("v1")
    page = recommender.front_page(ANN, n=5, now=NOW)
    assert page.version == "v1"
    assert all(sum(item.parts.values()) == pytest.approx(item.score) for item in page.items)
    recommender.flush()
    served = kept.served.get(page.id)
    assert served is not None
    logged = dict(zip(served.columns, served.items[0].features, strict=True))
    assert logged["news.fresh"] > 0
    recommender.close()
