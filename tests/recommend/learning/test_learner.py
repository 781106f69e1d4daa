"""Learning a version from a log: what it learns, what the gate lets through, what is kept of it."""

from collections.abc import Generator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from broadsheet.core import EmptyEvidenceError
from broadsheet.recommend.learning.card import Card
from broadsheet.recommend.learning.fitting import ROUNDS, Fitted, fit
from broadsheet.recommend.learning.gate import LEAST_PAGES, judge
from broadsheet.recommend.learning.learner import Learning, learn
from broadsheet.recommend.learning.samples import Samples, samples
from broadsheet.recommend.learning.versions import Versions
from broadsheet.recommend.ranking.linear import Linear
from broadsheet.recommend.ranking.ranker import Table
from broadsheet.recommend.ranking.trees import Trees
from tests.recommend.learning.logs import COLUMNS, log

NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def many() -> Samples:
    return samples(*log(900))


def _learnt(found: Samples, folder: Path) -> Card:
    *_, card = learn(found, versions=Versions(folder), linear=Linear({}), now=NOW)
    assert isinstance(card, Card)
    return card


def test_a_model_learnt_on_clicks_for_a_topic_ranks_it_up_for_those_who_read_it(many: Samples, tmp_path: Path) -> None:
    card = _learnt(many, tmp_path)
    assert card.refused == ()
    assert card.figures["auc"] > card.beside["auc"] + 0.05
    trees = Versions(tmp_path).load(card.version)
    parts = trees.parts(Table(np.arange(2), {"taste.topic": np.array([0.9, 0.0], dtype=np.float32)}))
    assert parts["taste"][0] > parts["taste"][1] == 0
    assert not parts["news"].any()


def test_what_it_learnt_serves_and_its_card_says_from_what(many: Samples, tmp_path: Path) -> None:
    card = _learnt(many, tmp_path)
    versions = Versions(tmp_path)
    assert versions.standing().order == (card.version,)
    assert versions.cards() == [card]
    assert (card.pages, card.against, card.columns) == (765, "linear-3", (*sorted(COLUMNS), "position.place"))
    assert card.since < card.until


def test_the_parts_weigh_as_much_as_those_of_the_linear_ranker(many: Samples, tmp_path: Path) -> None:
    *_, card = learn(many, versions=Versions(tmp_path), linear=Linear({"news": 0.0}), now=NOW)
    assert isinstance(card, Card)
    assert card.scale > 0


def test_a_worse_version_is_refused_with_its_reason_and_kept(many: Samples, tmp_path: Path) -> None:
    good = _learnt(many, tmp_path)
    worse = samples(*log(900, likes="news.fresh"))
    past, _ = worse.split(0.15)
    *_, fitted = fit(past, folder=tmp_path / "elsewhere")
    assert isinstance(fitted, Fitted)
    verdict = judge(
        Trees(fitted.text, version="worse", columns=fitted.columns), Versions(tmp_path).load(good.version), many
    )
    assert any("nDCG@10" in reason for reason in verdict.refused)
    assert verdict.gains["explored"].value < 0


def test_a_version_nobody_can_measure_is_refused(many: Samples, tmp_path: Path) -> None:
    card = _learnt(many, tmp_path)
    trees = Versions(tmp_path).load(card.version)
    few = many.pages(np.arange(len(many)) < 20)
    assert "needed" in judge(trees, Linear({}), few).refused[0]


def test_a_short_log_is_measured_on_as_many_pages_as_the_gate_needs(tmp_path: Path) -> None:
    card = _learnt(samples(*log(450)), tmp_path)
    assert card.measured_pages == LEAST_PAGES
    assert card.refused == ()


def test_too_few_clicks_teach_nothing(tmp_path: Path) -> None:
    with pytest.raises(EmptyEvidenceError, match="too little"):
        list(learn(samples(*log(20)), versions=Versions(tmp_path), linear=Linear({}), now=NOW))


def test_the_same_log_gives_the_same_model(many: Samples, tmp_path: Path) -> None:
    texts = [list(fit(many, folder=tmp_path / name, rounds=20))[-1] for name in ("a", "b")]
    assert texts[0] == texts[1]


def test_a_training_that_was_cut_off_goes_on_where_it_was(many: Samples, tmp_path: Path) -> None:
    steps = fit(many, folder=tmp_path / "cut", rounds=60)
    assert next(steps) == 20
    assert isinstance(steps, Generator)
    steps.close()  # as good as killed: what is kept was written before the step was told
    told = list(fit(many, folder=tmp_path / "cut", rounds=60))
    assert told[:2] == [40, 60]
    whole = list(fit(many, folder=tmp_path / "whole", rounds=60))[-1]
    ours, theirs = (Trees(f.text, version="", columns=f.columns) for f in (told[-1], whole) if isinstance(f, Fitted))
    table = Table(np.arange(50), {name: many.features[:50, i] for i, name in enumerate(many.columns)})
    assert np.allclose(sum(ours.parts(table).values()), sum(theirs.parts(table).values()), atol=1e-4)


def test_a_torn_step_is_not_gone_on_from(many: Samples, tmp_path: Path) -> None:
    next(fit(many, folder=tmp_path, rounds=40))
    kept = (tmp_path / "state.json").read_text(encoding="utf-8")
    (tmp_path / "state.json").write_text(kept[: len(kept) // 2], encoding="utf-8")
    assert next(fit(many, folder=tmp_path, rounds=40)) == 20


def test_when_a_reader_was_erased_meanwhile_it_begins_anew(tmp_path: Path) -> None:
    pages, acts = log(300)
    next(fit(samples(pages, acts), folder=tmp_path, rounds=40))
    left = samples([p for p in pages if p.reader != "reader-3"], [a for a in acts if a.reader != "reader-3"])
    assert next(fit(left, folder=tmp_path, rounds=40)) == 20


def test_progress_is_told_in_trees(many: Samples, tmp_path: Path) -> None:
    steps = [s for s in learn(many, versions=Versions(tmp_path), linear=Linear({}), now=NOW) if isinstance(s, Learning)]
    assert [s.done for s in steps] == list(range(20, ROUNDS + 1, 20))
