"""Attention of every kind of model, and words for gaps."""

from pathlib import Path

import pytest

from broadsheet.core import ConflictError, InvalidInputError
from broadsheet.train.reading.gaps import fill
from broadsheet.train.reading.looking import MOST, look
from broadsheet.train.reading.opening import open_reader
from tests.train.tuning.tuned import base

pytest.importorskip("torch")


@pytest.mark.parametrize("name", ["bert", "llama", "gpt2", "t5"])
@pytest.mark.parametrize("text", ["球队 比赛 夺冠", "team match goal"])
def test_every_row_adds_up_to_one(tmp_path: Path, name: str, text: str) -> None:
    found = look(open_reader(base(tmp_path / "m", name)), text, answer="cup")
    assert len(found.weights) == len(found.rows)
    assert all(len(row) == len(found.columns) for row in found.weights)
    assert [sum(row) for row in found.weights] == pytest.approx([1.0] * len(found.rows), abs=1e-3)


def test_a_causal_model_never_looks_ahead(tmp_path: Path) -> None:
    found = look(open_reader(base(tmp_path / "m", "llama")), "team match goal")
    assert all(weight == 0 for i, row in enumerate(found.weights) for weight in row[i + 1 :])


def test_the_mean_is_that_of_the_heads(tmp_path: Path) -> None:
    reader = open_reader(base(tmp_path / "m"))
    mean, one, two = (look(reader, "team goal", layer=1, head=head).weights for head in (0, 1, 2))
    assert mean[0] == pytest.approx([(a + b) / 2 for a, b in zip(one[0], two[0], strict=True)], abs=1e-4)


def test_a_long_text_is_cut_and_says_so(tmp_path: Path) -> None:
    found = look(open_reader(base(tmp_path / "m")), "team goal " * 200)
    assert found.is_cut
    assert len(found.rows) <= MOST


def test_a_network_without_attention_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConflictError, match="no attention"):
        look(open_reader(base(tmp_path / "m", "lstm")), "team")


@pytest.mark.parametrize(("text", "layer", "head"), [("", 0, 0), ("team", 9, 0), ("team", 1, 9)])
def test_what_can_not_be_looked_at_is_refused(tmp_path: Path, text: str, layer: int, head: int) -> None:
    with pytest.raises(InvalidInputError):
        look(open_reader(base(tmp_path / "m")), text, layer=layer, head=head)


@pytest.mark.parametrize("text", ["球队 ___ 夺冠", "team [MASK] goal"])
def test_a_gap_has_the_likeliest_words_first(tmp_path: Path, text: str) -> None:
    (gap,) = fill(open_reader(base(tmp_path / "m")), text, n=4)
    chances = [chance for _, chance in gap.choices]
    assert len(chances) == 4
    assert chances == sorted(chances, reverse=True)
    assert 0 < sum(chances) <= 1


def test_a_text_without_gaps_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="___"):
        fill(open_reader(base(tmp_path / "m")), "team goal")


def test_a_causal_model_fills_no_gaps(tmp_path: Path) -> None:
    with pytest.raises(ConflictError, match="fills no gaps"):
        fill(open_reader(base(tmp_path / "m", "llama")), "team ___")
