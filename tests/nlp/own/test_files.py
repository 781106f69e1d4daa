"""A trained classifier on disk: back as it went, whole or not at all, and never code."""

import json
from pathlib import Path

import numpy as np
import pytest

from broadsheet.core import InvalidInputError
from broadsheet.nlp.own import CARD, Meaning, card_in, files, load, save
from tests.nlp.own.small import floats, linear


def test_what_was_saved_comes_back(tmp_path: Path) -> None:
    meaning = Meaning("usem3", np.ones((3, 2), dtype=np.float32), floats(1, 2, 3))
    one = linear(temperature=0.25, meaning=meaning)
    save(tmp_path, one, {"version": 3})
    back = load(tmp_path)
    assert back.VERSION == 3
    vector = floats(0, 0.5, 1)
    np.testing.assert_allclose(back.linear.logits("goal 股", vector), one.logits("goal 股", vector), rtol=1e-3)


def test_a_new_training_takes_the_old_ones_place(tmp_path: Path) -> None:
    save(tmp_path, linear(), {"version": 1})
    save(tmp_path, linear(), {"version": 2})
    assert load(tmp_path).VERSION == 2
    assert len(list(tmp_path.glob("*.npz"))) == 1


def test_a_saving_that_is_killed_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(tmp_path, linear(), {"version": 1})

    def killed(_old: Path, _new: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        save(tmp_path, linear(), {"version": 2})
    monkeypatch.undo()
    assert load(tmp_path).VERSION == 1


@pytest.mark.parametrize("card", ["", "{", "[]", '{"format": 99, "labels": ["a"]}', '{"format": 1, "labels": []}'])
def test_a_card_that_is_none_is_refused(tmp_path: Path, card: str) -> None:
    (tmp_path / CARD).write_text(card)
    with pytest.raises(InvalidInputError, match="can't be read"):
        card_in(tmp_path)


def test_numbers_that_are_cut_off_are_refused(tmp_path: Path) -> None:
    save(tmp_path, linear(), {"version": 1})
    weights = next(tmp_path.glob("*.npz"))
    weights.write_bytes(weights.read_bytes()[:200])
    with pytest.raises(InvalidInputError):
        load(tmp_path)


def test_numbers_of_another_shape_are_refused(tmp_path: Path) -> None:
    save(tmp_path, linear(), {"version": 1})
    card = json.loads((tmp_path / CARD).read_text())
    (tmp_path / CARD).write_text(json.dumps({**card, "labels": ["a", "b", "c"]}))
    with pytest.raises(InvalidInputError, match="shape"):
        load(tmp_path)


def test_a_card_leads_to_no_other_folder(tmp_path: Path) -> None:
    save(tmp_path / "one", linear(), {"version": 1})
    save(tmp_path / "two", linear(), {"version": 1})
    card = card_in(tmp_path / "one")
    card["weights"] = f"../two/{card_in(tmp_path / 'two')['weights']}"
    (tmp_path / "one" / CARD).write_text(json.dumps(card))
    with pytest.raises(InvalidInputError):
        load(tmp_path / "one")


def test_pickled_objects_are_not_read(tmp_path: Path) -> None:
    save(tmp_path, linear(), {"version": 1})
    name = card_in(tmp_path)["weights"]
    np.savez(tmp_path / name, grams=np.array([{"code": print}], dtype=object))
    with pytest.raises(InvalidInputError):
        load(tmp_path)


def test_the_format_is_the_one_of_the_card(tmp_path: Path) -> None:
    save(tmp_path, linear(), {"version": 1})
    assert card_in(tmp_path)["format"] == files.FORMAT
