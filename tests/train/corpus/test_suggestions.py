"""The studio's export as a corpus."""

import json
from pathlib import Path
from typing import Any

import pytest

from broadsheet.app import Newsroom
from broadsheet.core import InvalidInputError
from broadsheet.train import corpus
from broadsheet.train.corpus.document import Document

ROW = {"edit": "rewrite", "language": "en", "instruction": "plainer", "before": "He did utilise it.", "fate": "refused"}


def read(folder: Path, *rows: dict[str, Any]) -> list[Document | InvalidInputError]:
    path = folder / "kept.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return list(corpus.read(path))


def test_what_stood_is_the_target_and_what_was_not_wanted_the_refused(tmp_path: Path) -> None:
    (found,) = read(tmp_path, {**ROW, "chosen": "He used it.", "rejected": "He utilised it."})
    assert isinstance(found, Document)
    assert (found.target, found.refused, found.label) == ("He used it.", "He utilised it.", "refused")
    assert found.text.startswith("rewrite: plainer\n\nHe did utilise it.")


def test_a_suggestion_without_another_has_nothing_refused(tmp_path: Path) -> None:
    (found,) = read(tmp_path, {**ROW, "fate": "accepted", "language": "zh", "chosen": "他用了。", "rejected": None})
    assert isinstance(found, Document)
    assert (found.refused, found.language) == ("", "zh")
    assert "rewrite：plainer" in found.text


def test_one_that_nobody_settled_is_told_and_the_next_is_read(tmp_path: Path) -> None:
    unsettled, settled = read(
        tmp_path, {**ROW, "fate": "", "chosen": "", "rejected": None}, {**ROW, "chosen": "a", "rejected": "b"}
    )
    assert isinstance(unsettled, InvalidInputError)
    assert isinstance(settled, Document)


@pytest.mark.parametrize(("language", "text"), [("zh", "他说，他对此进行了使用。"), ("en", "He did make use of it.")])
def test_what_the_studio_exports_is_read(room: Newsroom, tmp_path: Path, language: str, text: str) -> None:
    *_, last = room.suggest("rewrite", text, language=language, model="stub")
    assert last.id is not None
    room.settle(last.id, "edited", text=text[:-1], by="lin")
    path = tmp_path / "kept.jsonl"
    path.write_text("".join(f"{line}\n" for line in room.suggestions_export()))
    (found,) = corpus.read(path)
    assert isinstance(found, Document)
    assert found.target == text[:-1]
    assert found.label == "edited"
