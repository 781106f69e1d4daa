"""The editorial gate on pieces that people wrote and on what models do to them."""

from collections.abc import Callable

import pytest

from broadsheet.core import ModelError
from broadsheet.train.evaluation.editorial import Desk, EditorialGate, Piece, Share, desk_of, editorial_gate

ZH = Piece(
    "江城市交通局周三宣布，地铁七号线将于12月1日开通，全长32公里，设站24座。局长李明说：“首月票价减半。”",
    "江城市地铁七号线将于12月1日开通，全长32公里。局长李明说，首月票价减半。",
    "zh",
)
EN = Piece(
    "The Harbour City council approved a budget of $42 million on Tuesday. Mayor Anna Reed said: "
    '"No school will close this year." The vote was 9 to 4.',
    'Harbour City council approved a $42 million budget. Mayor Anna Reed said: "No school will close this year."',
    "en",
)


def _gate(write: Callable[[Piece], str]) -> EditorialGate:
    *_, (done, gate) = editorial_gate([ZH, EN], write)
    assert done == 2
    assert gate is not None
    return gate


def test_what_people_wrote_passes_beside_itself() -> None:
    gate = _gate(lambda piece: piece.people)
    assert gate.passed
    assert gate.model == gate.people


@pytest.mark.parametrize("piece", [ZH, EN], ids=["zh", "en"])
def test_altered_figures_fall_short_in_accuracy(piece: Piece) -> None:
    lie = {"32公里": "320公里", "12月1日": "10月9日", "$42 million": "$240 million", "减半": "翻倍"}

    def write(given: Piece) -> str:
        text = given.people
        for true, false in lie.items():
            text = text.replace(true, false)
        return text

    *_, (_, gate) = editorial_gate([piece] * 3, write)
    assert gate is not None
    assert "accuracy" in gate.short
    assert not gate.passed


@pytest.mark.parametrize(
    ("piece", "written"),
    [(ZH, "地铁线将开通。"), (EN, "The council approved a budget.")],
    ids=["zh", "en"],
)
def test_a_text_without_the_names_and_figures_falls_short_in_context(piece: Piece, written: str) -> None:
    *_, (_, gate) = editorial_gate([piece] * 3, lambda _: written)
    assert gate is not None
    assert "context" in gate.short


@pytest.mark.parametrize(
    ("piece", "quoted"),
    [
        (ZH, "局长李明说：“票价全免，今后也不再收费。”"),
        (EN, 'Mayor Anna Reed said: "Every school will get a new pool."'),
    ],
    ids=["zh", "en"],
)
def test_words_put_into_a_mouth_fall_short(piece: Piece, quoted: str) -> None:
    *_, (_, gate) = editorial_gate([piece] * 3, lambda _: quoted)
    assert gate is not None
    assert "sourcing" in gate.short


@pytest.mark.parametrize(
    ("piece", "comment"),
    [(ZH, "我认为这条线路真是太棒了！"), (EN, "I think this is a truly wonderful decision!")],
    ids=["zh", "en"],
)
def test_comment_in_a_report_falls_short_in_opinion(piece: Piece, comment: str) -> None:
    *_, (_, gate) = editorial_gate([piece] * 3, lambda given: f"{given.people} {comment}")
    assert gate is not None
    assert "opinion" in gate.short


def test_a_model_that_says_nothing_fails_and_the_rest_is_judged() -> None:
    def write(piece: Piece) -> str:
        if piece is ZH:
            raise ModelError("the model broke", do="try again")
        return piece.people

    gate = _gate(write)
    assert gate.problems == (f"piece 1: {ModelError('the model broke', do='try again')}",)
    assert gate.model.accuracy.n > 1
    assert gate.model.accuracy.right < gate.model.accuracy.n


def test_without_pieces_nothing_passes() -> None:
    *_, (done, gate) = editorial_gate([], lambda piece: piece.people)
    assert done == 0
    assert gate is not None
    assert not gate.passed


def test_another_writer_is_held_to_the_same_and_one_that_fails_is_not_accurate() -> None:
    assert desk_of([ZH, EN], lambda piece: piece.people) == _gate(lambda piece: piece.people).people

    def broken(piece: Piece) -> str:
        raise ModelError("no words", asked=piece.language)

    assert desk_of([ZH, EN], broken) == Desk(accuracy=Share(0, 2))


@pytest.mark.parametrize(
    ("piece", "babble"), [(ZH, "龘龘 靐靐 龘龘。"), (EN, " g g g g g g."), (EN, "Zorp blick wuzzle.")]
)
def test_babble_that_contradicts_nothing_is_not_accurate(piece: Piece, babble: str) -> None:
    assert desk_of([piece], lambda _: babble).accuracy.right == 0
    assert desk_of([piece], lambda given: given.people).accuracy.right > 0
