"""What the engine's complaints are taken for."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from broadsheet import store
from broadsheet.core import DiskFullError, StoreError
from broadsheet.search import Index, engine, matching, read, schema


@pytest.mark.parametrize(
    ("complaint", "error"),
    [
        (ValueError("An IO error occurred: 'No space left on device (os error 28)'"), DiskFullError),
        (OSError(28, "No space left on device"), DiskFullError),
        (ValueError("IO error: 'Permission denied (os error 13)'"), StoreError),
        (OSError(30, "Read-only file system"), StoreError),
        (ValueError("Data corrupted"), engine.DamagedError),
    ],
)
def test_a_full_disk_is_not_taken_for_a_damaged_index(
    complaint: Exception, error: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = engine.Engine(tmp_path, sleep=lambda _seconds: None)

    def refuse() -> None:
        raise complaint

    monkeypatch.setattr(opened, "_writer", refuse)
    with pytest.raises(error):
        opened.write(())


def test_a_moment_is_held_within_what_the_engine_counts() -> None:
    ends = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
    assert [schema.moment(at).year for at in ends] == [1678, 2262]


@pytest.fixture
def filled(kept: store.Store, tmp_path: Path) -> engine.Engine:
    index = Index.open(tmp_path / "index", kept, None)
    index.update()
    return engine.Engine(tmp_path / "index", sleep=lambda _seconds: None)


def test_few_articles_are_scored_as_a_search_scores_them(filled: engine.Engine) -> None:
    wanted = matching.wanted(read("harbour tunnel rates 隧道通车"), engine=filled)
    searched = filled.search(matching.ranked(wanted, None), n=8)
    assert len(searched) >= 3
    assert filled.among(wanted, range(1, 9)) == pytest.approx(searched)


@pytest.mark.parametrize("many", [1, 600])
def test_it_matters_not_how_many_are_looked_among(filled: engine.Engine, many: int) -> None:
    wanted = matching.wanted(read("tunnel 隧道"), engine=filled)
    ids = [1, 2, *range(1_000, 1_000 + many)]
    assert set(filled.among(wanted, ids)) == {1, 2}


def test_which_words_an_article_has_is_told_however_many_are_asked_for(filled: engine.Engine) -> None:
    asked = read(" ".join([*(f"nothing{n}" for n in range(30)), "tunnel", "harbour", "隧道"]))
    groups, weights = matching.covering(asked, engine=filled)
    told = filled.present(groups, [1, 2, 3])
    has = {id: {asked.words[n][0] for n in range(len(groups)) if bits >> n & 1} for id, bits in told.items()}
    assert has == {1: {"tunnel", "harbour"}, 2: {"隧道"}, 3: set()}
    assert len(weights) == len(groups) == 33
