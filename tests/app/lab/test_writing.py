"""Models of the lab write: asked as they were trained, by whatever runs them, and held against what they were given."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from broadsheet.app import Newsroom
from broadsheet.app.lab import WrittenFor
from broadsheet.core import BroadsheetError, ConflictError, InvalidInputError, ModelInputError, NotFoundError, Usage
from broadsheet.models import Message, Options, Token
from tests.newsrooms import NOW
from tests.train.tuning.tuned import base, headed

pytest.importorskip("torch")
ZH = "港口隧道11月8日通车，全长6公里。市长说，渡轮不会停航。"
EN = "The harbour tunnel opened on Sunday. It is 6 km long. The mayor said the ferry will not stop."
ANSWERS = {"objective": {"name": "instruct"}}
PAIRS = {"objective": {"name": "translate"}, "training": {"length": 48}}


class Says:
    """A model that says one thing, and keeps what it was asked."""

    name = "lab:desk"

    def __init__(self, text: str) -> None:
        self.text, self.asked = text, list[str]()

    def generate(self, messages: Sequence[Message], options: Options) -> Iterator[Token]:
        self.asked.append(messages[-1].content)
        yield Token(self.text)
        yield Token("", finish="stop", usage=Usage(1, min(1, options.max_tokens)))


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    tmp_path.joinpath("broadsheet.toml").write_text(f"models_folder = '{tmp_path / 'models'}'\n")
    with Newsroom.open(tmp_path, model="none", now=lambda: NOW) as opened:
        yield opened


def put(room: Newsroom, kind: str, card: dict[str, Any]) -> Path:
    folder = base(room.home / "lab" / "desk", kind)
    (folder / "card.json").write_text(json.dumps(card), encoding="utf-8")
    return folder


def one(found: Iterator[WrittenFor | BroadsheetError]) -> WrittenFor:
    (made,) = found
    assert isinstance(made, WrittenFor), made
    return made


@pytest.mark.parametrize(
    ("source", "said", "doubted"),
    [
        (EN, "Harbour tunnel is 6 km long", ""),
        (EN, "Harbour tunnel is 9 km long", "unsupported"),
        (EN, "zebra quartet violin", "unsupported"),
        (ZH, "港口隧道全长6公里", ""),
        (ZH, "港口隧道全长9公里", "contradicted"),
        (ZH, "斑马乐队小提琴", "unsupported"),
        (ZH, "The tunnel is 6 km long. The ferry will not stop.", ""),
        (ZH, "The tunnel is 9 km long. The ferry will not stop.", "contradicted"),
        (EN, " \n", "unsupported"),
    ],
)
def test_what_the_given_text_does_not_bear_out_is_marked(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch, source: str, said: str, doubted: str
) -> None:
    put(room, "llama", ANSWERS)
    monkeypatch.setattr(room, "language_model", lambda _name: Says(said))
    made = one(room.write_with_lab("desk", [source]))
    (answer,) = made.answers
    assert answer.is_checked
    if not doubted:
        assert not [doubt for doubt in answer.doubts if doubt.verdict == "contradicted"]
        assert made.is_borne_out == (source == EN or not said.isascii())
        return
    assert doubted in {doubt.verdict for doubt in answer.doubts}
    assert all(answer.text[doubt.start : doubt.end] == doubt.text for doubt in answer.doubts)


def test_what_goes_on_from_a_text_is_not_held_against_it(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    put(room, "llama", {"objective": {"name": "causal"}})
    model = Says("and the mayor left.")
    monkeypatch.setattr(room, "language_model", lambda _name: model)
    made = one(room.write_with_lab("desk", ["The council met \n"]))
    assert (made.answers[0].is_checked, made.is_borne_out, model.asked) == (False, True, ["The council met "])


@pytest.mark.parametrize("kind", ["t5", "llama", "gpt2", "transformer", "lstm_attention", "lstm"])
def test_every_kind_writes_by_what_there_is_to_run_it(room: Newsroom, kind: str) -> None:
    put(room, kind, PAIRS if kind in ("t5", "transformer", "lstm_attention") else ANSWERS)
    drawn = Options("sample", max_tokens=6, seed=3)
    first, again = (one(room.write_with_lab("desk", ["team goal"], options=drawn, n=3)) for _ in range(2))
    assert len(first.answers) == 3
    assert first == again
    greedy = one(room.write_with_lab("desk", ["team goal"], options=Options(max_tokens=6)))
    assert greedy.answers[0].finish in ("stop", "length")


@pytest.mark.parametrize(("kind", "format"), [("lstm_attention", "onnx:f32"), ("t5", "ctranslate2:f32")])
def test_an_export_writes_what_the_model_wrote(room: Newsroom, kind: str, format: str) -> None:
    pytest.importorskip("onnx" if format.startswith("onnx") else "ctranslate2")
    put(room, kind, PAIRS)
    told = Options(max_tokens=6)
    before = one(room.write_with_lab("desk", ["team goal cup"], options=told))
    list(room.export_lab_model("desk", format))
    assert room.own_models()[0].way == format.partition(":")[0]
    assert one(room.write_with_lab("desk", ["team goal cup"], options=told)).answers == before.answers


def test_a_text_that_is_none_does_not_keep_the_others_from_being_written(room: Newsroom) -> None:
    put(room, "t5", PAIRS)
    texts = ["team", " ", "goal"]
    found = list(room.write_with_lab("desk", texts, options=Options(max_tokens=3)))
    assert [isinstance(each, InvalidInputError) for each in found] == [False, True, False]
    (refused,) = room.write_with_lab("desk", ["team"], n=2)
    assert isinstance(refused, ModelInputError)


def test_one_that_writes_no_text_or_is_not_there_is_refused_at_once(room: Newsroom) -> None:
    headed(room.home / "lab" / "labels", "bert", "classify")
    with pytest.raises(ConflictError, match="labels texts"):
        room.write_with_lab("labels", ["team"])
    with pytest.raises(NotFoundError):
        room.write_with_lab("snow", ["team"])
    begun = room.home / "lab" / "begun"
    begun.mkdir()
    (begun / "experiment.json").write_text('{"recipe": {"name": "poems"}}', encoding="utf-8")
    with pytest.raises(NotFoundError, match="can't write yet"):
        room.write_with_lab("begun", ["team"])
