"""The lab's models: how far each is, told from what its folder holds, whoever trained it."""

import os
from collections.abc import Iterator

import pytest

from broadsheet.app import Newsroom
from broadsheet.app.lab import failing
from broadsheet.core import ConflictError, IntegrityError, InvalidInputError, NotFoundError
from broadsheet.train.experiments.folder import Folder
from broadsheet.train.loop.owning import holder, owned
from tests.app.lab.folders import CARD, begun


def test_a_training_that_nobody_has_is_stopped_where_it_was(room: Newsroom) -> None:
    begun(room.home, "poems", taken=17)
    found = room.lab_model("poems")
    assert (found.state, found.step, found.steps, found.recipe) == ("stopped", 17, 60, "poems")


def test_a_training_is_seen_while_a_process_has_its_folder(room: Newsroom) -> None:
    folder = begun(room.home, "poems", taken=17)
    with owned(folder):
        assert holder(folder) == os.getpid()
        assert room.lab_model("poems").state == "training"
    assert holder(folder) == 0
    assert room.lab_model("poems").state == "stopped"


def test_after_its_last_step_it_is_being_measured(room: Newsroom) -> None:
    with owned(begun(room.home, "poems", taken=60)):
        assert room.lab_model("poems").state == "measuring"


def test_one_that_was_killed_is_stopped_though_its_number_is_still_written(room: Newsroom) -> None:
    folder = begun(room.home, "poems", taken=5)
    (folder / "lock").write_text(str(os.getpid()))  # alive, but it has no lock
    assert room.lab_model("poems").state == "stopped"
    (folder / "lock").write_text("99999999999999")
    assert room.lab_model("poems").state == "stopped"


def test_whoever_asks_in_vain_does_not_wipe_out_who_has_it(room: Newsroom) -> None:
    folder = begun(room.home, "poems")
    with owned(folder):
        with pytest.raises(ConflictError), owned(folder):
            pass
        assert holder(folder) == os.getpid()


def test_one_with_a_card_is_ready(room: Newsroom) -> None:
    begun(room.home, "poems", taken=60, card=CARD)
    assert room.lab_model("poems").state == "ready"


def test_how_far_a_long_training_is_comes_from_the_end_of_its_log(room: Newsroom) -> None:
    folder = begun(room.home, "long", steps=5000, taken=3000)
    with (folder / "run" / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write('{"kind": "noticed", "step": 3000, "text": "x"}\n{"kind": "step", "st')  # killed while it wrote
    assert (folder / "run" / "log.jsonl").stat().st_size > 400_000
    assert room.lab_model("long").step == 3000


def test_why_a_training_failed_is_kept_until_it_goes_on(room: Newsroom) -> None:
    folder = Folder(begun(room.home, "poems", taken=5))

    def broken() -> Iterator[int]:
        yield 1
        raise IntegrityError("the loss is no number", found="nan", do="lower training.rate")

    with pytest.raises(IntegrityError):
        list(failing.noted(broken(), folder))
    found = room.lab_model("poems")
    assert found.state == "failed"
    assert found.problem is not None
    assert (found.problem.message, found.problem.do) == ("the loss is no number", "lower training.rate")
    assert list(failing.noted(iter([1, 2]), folder)) == [1, 2]
    assert room.lab_model("poems").state == "stopped"


def test_a_call_that_could_not_begin_says_nothing_of_the_training(room: Newsroom) -> None:
    folder = Folder(begun(room.home, "poems"))

    def refused() -> Iterator[int]:
        yield from ()
        raise ConflictError("another process is training in this folder")

    with pytest.raises(ConflictError):
        list(failing.noted(refused(), folder))
    assert room.lab_model("poems").problem is None


def test_a_model_that_is_trained_is_not_taken_away(room: Newsroom) -> None:
    folder = begun(room.home, "poems", taken=60)
    with owned(folder), pytest.raises(ConflictError):
        room.remove_lab_model("poems")
    room.remove_lab_model("poems")
    assert not folder.exists()
    with pytest.raises(NotFoundError):
        room.lab_model("poems")


@pytest.mark.parametrize("name", ["../../etc", "a/b", ".hidden", "-x", "a\n", "x" * 65, "a b", "poems.gguf"])
def test_a_name_is_never_a_way_out_of_the_lab(room: Newsroom, name: str) -> None:
    with pytest.raises(InvalidInputError):
        room.lab_folder(name)
    with pytest.raises(NotFoundError):
        room.lab_model(name)


def test_the_log_goes_on_after_a_step(room: Newsroom) -> None:
    begun(room.home, "poems", taken=5)
    assert [row["step"] for row in room.lab_log("poems", after=3)] == [4, 5]


def test_folders_that_hold_nothing_are_no_models(room: Newsroom) -> None:
    (room.home / "lab" / "empty").mkdir(parents=True)
    (room.home / "lab" / "stray.txt").write_text("x")
    assert room.lab_models() == []
