"""Versions on disk: put there whole, chosen, rolled back, and passed over when they are torn."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from broadsheet.core import ConflictError, IntegrityError, NotFoundError
from broadsheet.recommend.learning.card import Card, Measured, read
from broadsheet.recommend.learning.live import Live
from broadsheet.recommend.learning.versions import KEPT, Versions
from tests.recommend.ranking.forests import COLUMNS, small_model


@pytest.fixture(scope="module")
def text() -> str:
    return small_model(rounds=3)[0]


def _card(version: str, text: str) -> Card:
    return Card(version, "2026-05-01", "a", "b", 1, 2, 3, COLUMNS, 1.0, 0, sha256(text.encode()).hexdigest(),
                gains={"ndcg10": Measured(0.1, 0.0, 0.2, 5)}, refused=("because",))  # fmt: skip


def _kept(folder: Path, text: str, *names: str) -> Versions:
    versions = Versions(folder)
    for name in names:
        versions.add(_card(name, text), text)
        versions.choose(name)
    return versions


class _Time:
    now = 0.0

    def __call__(self) -> float:
        self.now += 10
        return self.now


def test_a_card_is_read_as_it_was_written(text: str) -> None:
    assert read(_card("v", text).as_json()) == _card("v", text)


def test_the_version_chosen_serves(tmp_path: Path, text: str) -> None:
    live = Live(tmp_path, tick=_Time())
    assert live.ranker() is None
    versions = _kept(tmp_path, text, "v1", "v2")
    found = live.ranker()
    assert found is not None
    assert found.version == "v2"
    versions.choose("")
    assert live.ranker() is None


@pytest.mark.parametrize("harm", ["torn", "missing", "card"])
def test_a_version_that_is_harmed_is_passed_over_for_the_last_good_one(tmp_path: Path, text: str, harm: str) -> None:
    _kept(tmp_path, text, "v1", "v2")
    model = tmp_path / "v2" / "model.txt"
    if harm == "torn":
        model.write_text(text[:400], encoding="utf-8")
    elif harm == "missing":
        model.unlink()
    else:
        (tmp_path / "v2" / "card.json").write_text('{"version": "v2"', encoding="utf-8")
    live = Live(tmp_path, tick=_Time())
    found = live.ranker()
    assert found is not None
    assert found.version == "v1"
    assert live.notices[0].startswith("v2: ")


def test_a_model_that_is_not_the_cards_is_refused(tmp_path: Path, text: str) -> None:
    versions = _kept(tmp_path, text, "v1")
    (tmp_path / "v1" / "model.txt").write_text(text + " ", encoding="utf-8")
    with pytest.raises(IntegrityError):
        versions.choose("v1")


def test_a_rollback_lets_what_served_before_serve_and_does_not_come_back(tmp_path: Path, text: str) -> None:
    versions = _kept(tmp_path, text, "v1", "v2")
    assert versions.rollback() == "v1"
    assert versions.rollback() == ""
    with pytest.raises(ConflictError):
        versions.rollback()


def test_a_torn_choice_leaves_the_linear_ranker(tmp_path: Path, text: str) -> None:
    _kept(tmp_path, text, "v1")
    (tmp_path / "live.json").write_text('{"ord', encoding="utf-8")
    assert Live(tmp_path, tick=_Time()).ranker() is None


def test_what_is_not_kept_cannot_be_chosen(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        Versions(tmp_path).choose("../elsewhere")


def test_a_half_written_version_is_none(tmp_path: Path, text: str) -> None:
    versions = _kept(tmp_path, text, "v1")
    (tmp_path / ".v9.123").mkdir()
    (tmp_path / "v8").mkdir()
    assert [card.version for card in versions.cards()] == ["v1"]


def test_old_versions_that_do_not_serve_are_taken_away(tmp_path: Path, text: str) -> None:
    versions = _kept(tmp_path, text, "v000")
    for place in range(1, KEPT + 5):
        versions.add(replace(_card(f"v{place:03}", text)), text)
    names = [card.version for card in versions.cards()]
    assert len(names) == KEPT + 1
    assert "v000" in names
