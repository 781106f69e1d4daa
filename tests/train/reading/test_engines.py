"""Labels and words for gaps by the export are those by the model, and the faster of the two answers."""

import json
from pathlib import Path

import pytest

from broadsheet.core import ConflictError, IntegrityError
from broadsheet.train import gates
from broadsheet.train.exports import onnx
from broadsheet.train.reading import opening
from broadsheet.train.reading.gaps import fill
from broadsheet.train.reading.labelling import classify, tag
from broadsheet.train.reading.opening import open_fastest, open_reader, way_of
from tests.train.tuning.tuned import base, headed

TEXTS = ["球队 比赛 夺冠", "stocks bank rates trade", "team match goal cup league", "央行 利率 上涨 3"]


def exported(folder: Path, kind: str = "f32") -> Path:
    onnx.write(gates.open_source(folder), folder, kind=kind)
    return folder


@pytest.mark.parametrize("body", ["bert", "llama", "t5", "lstm"])
def test_classes_are_those_of_the_model(tmp_path: Path, body: str) -> None:
    folder = exported(headed(tmp_path / "m", body, "classify"))
    ours, theirs = open_reader(folder), open_fastest(folder)
    assert (ours.way, theirs.way) == ("torch", "onnx")
    assert (ours.family, ours.length, ours.context) == (theirs.family, theirs.length, theirs.context)
    for one, other in zip(classify(ours, TEXTS), classify(theirs, TEXTS), strict=True):
        assert one.label == other.label  # type: ignore[union-attr]
        assert dict(one.scores) == pytest.approx(dict(other.scores), abs=1e-5)  # type: ignore[union-attr]


@pytest.mark.parametrize("text", [" ".join(TEXTS), TEXTS[2]])
def test_tags_are_those_of_the_model(tmp_path: Path, text: str) -> None:
    folder = exported(headed(tmp_path / "m", "bert", "tag"))
    ours, theirs = (tag(reader, text) for reader in (open_reader(folder), open_fastest(folder)))
    assert [(one.word, one.tag) for one in ours] == [(one.word, one.tag) for one in theirs]
    assert [one.score for one in ours] == pytest.approx([one.score for one in theirs], abs=1e-5)


def test_words_for_gaps_are_those_of_the_model(tmp_path: Path) -> None:
    folder = exported(base(tmp_path / "m"))
    for text in ("球队 ___ 夺冠", "team ___ goal [MASK]"):
        ours, theirs = (fill(reader, text) for reader in (open_reader(folder), open_fastest(folder)))
        assert [[w for w, _ in gap.choices] for gap in ours] == [[w for w, _ in gap.choices] for gap in theirs]
        assert [p for gap in ours for _, p in gap.choices] == pytest.approx(
            [p for gap in theirs for _, p in gap.choices], abs=1e-6
        )


def test_a_text_in_eight_bits_is_labelled_alike_whatever_stands_beside_it(tmp_path: Path) -> None:
    reader = open_fastest(exported(headed(tmp_path / "m", "bert", "classify"), "int8"))
    together = list(classify(reader, [TEXTS[0], "比赛 " * 20, TEXTS[1]]))
    assert next(classify(reader, [TEXTS[0]])) == together[0]


def test_the_slower_of_the_two_is_asked_only_where_it_is_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = headed(tmp_path / "m", "bert", "classify")
    assert way_of(folder) == "torch"
    exported(folder)
    told = {"format": "onnx:f32", "file": "model.onnx", "before": {"tokens_per_second": 90.0}}
    for after, way in ((100.0, "onnx"), (80.0, "torch")):
        card = {"exports": [{**told, "after": {"tokens_per_second": after}}]}
        (folder / "card.json").write_text(json.dumps(card), encoding="utf-8")
        assert way_of(folder) == way
    monkeypatch.setattr(opening, "find_spec", lambda _: None)
    assert way_of(folder) == "onnx"


def test_a_model_that_only_writes_is_no_reader(tmp_path: Path) -> None:
    assert way_of(exported(base(tmp_path / "m", "llama"))) == ""
    with pytest.raises(ConflictError):
        list(classify(open_fastest(tmp_path / "m"), TEXTS))


def test_a_torn_export_is_named(tmp_path: Path) -> None:
    folder = headed(tmp_path / "m", "bert", "classify")
    (folder / "model.onnx").write_bytes(b"torn")
    with pytest.raises(IntegrityError, match="can't read"):
        open_fastest(folder)
