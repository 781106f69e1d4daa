"""What a causal model expects next: chances that add up, ranks that fit them."""

from pathlib import Path

import pytest

from broadsheet.core import ConflictError, InvalidInputError
from broadsheet.train.reading.foretelling import foretell
from broadsheet.train.reading.opening import open_reader
from tests.train.tuning.tuned import base

pytest.importorskip("torch")


@pytest.mark.parametrize("name", ["llama", "lstm"])
@pytest.mark.parametrize("text", ["球队 夺冠", "team goal"])
def test_every_token_has_its_chance_and_rank_and_the_next_ones_are_in_order(
    tmp_path: Path, name: str, text: str
) -> None:
    reader = open_reader(base(tmp_path / "m", name))
    found = foretell(reader, text, n=reader.tokenizer.size)
    assert len(found.read) == len(reader.tokenizer.encode(text))
    assert all(0 < one.chance < 1 and 1 <= one.rank <= reader.tokenizer.size for one in found.read)
    chances = [chance for _, chance in found.coming]
    assert chances == sorted(chances, reverse=True)
    assert sum(chances) == pytest.approx(1)


def test_a_chance_depends_only_on_what_stands_before(tmp_path: Path) -> None:
    reader = open_reader(base(tmp_path / "m", "llama"))
    short, long = foretell(reader, "team goal"), foretell(reader, "team goal match")
    assert [one.chance for one in short.read] == pytest.approx([one.chance for one in long.read[: len(short.read)]])


def test_of_a_long_text_the_end_is_read(tmp_path: Path) -> None:
    found = foretell(open_reader(base(tmp_path / "m", "llama")), "team goal " * 300)
    assert found.is_cut


def test_what_does_not_write_on_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConflictError, match="doesn't write on"):
        foretell(open_reader(base(tmp_path / "m")), "team")
    with pytest.raises(InvalidInputError):
        foretell(open_reader(base(tmp_path / "n", "llama")), "")
