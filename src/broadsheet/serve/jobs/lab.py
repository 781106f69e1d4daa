"""Trainings of language models behind the doors: each a process of its own, so that pages are made meanwhile.

The process belongs to nobody: it goes on when the server ends, and whoever looks next finds it by its folder's lock.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from broadsheet.app import Given, Newsroom, Step
from broadsheet.app.lab import failing
from broadsheet.core import BroadsheetError, ConflictError, InvalidInputError, NotFoundError
from broadsheet.models import catalogue
from broadsheet.serve.jobs.work import Work
from broadsheet.train.experiments.building import check
from broadsheet.train.experiments.folder import Folder, fit_name
from broadsheet.train.experiments.recipe import model_recipe, model_recipes
from broadsheet.train.loop.owning import holder

_MAIN = "from broadsheet.serve.cli import main; main()"
_LOOK_SECONDS = 0.5
_TAIL = 500


def work_name(name: str) -> str:
    """The work that trains the model `name`."""
    return f"lab {name}"


def lab_name(given: Given, name: str = "") -> str:
    """What the model will be called; raises `InvalidInputError` for what can't be a name."""
    return fit_name(name.strip() or given.recipe.replace("-", "_"))


def check_given(given: Given) -> None:
    """Raise what the training would, as far as it is known before a text is read, and `InvalidInputError` for a file.

    A recipe must be one of the product's own, a base one of the lab's or of the catalogue's: a file or folder named
    over HTTP would be one of the server's, and nobody there asked to fetch anything.
    """
    if given.recipe.replace("-", "_") not in model_recipes():
        raise InvalidInputError("there is no such recipe", asked=given.recipe, choices=model_recipes())
    recipe = model_recipe(given.recipe, preset=given.preset, settings=given.settings)
    check(recipe)
    base = str(recipe.tuning.get("base", ""))
    if base and not base.startswith("lab:") and base not in {one.name for one in catalogue()}:
        raise InvalidInputError(
            "from here a model can only start from one of this newsroom",
            asked=f"tuning.base={base}",
            do="name lab:NAME or a model of the catalogue, or train from the command line",
        )
    teacher = str(recipe.objective.get("teacher", ""))
    if teacher and not teacher.startswith("lab:"):
        raise InvalidInputError(
            "from here a pupil can only be taught by a model of this newsroom",
            asked=f"objective.teacher={teacher}",
            do="name lab:NAME",
        )
    if recipe.corpus.get("ready") or recipe.tuning.get("fetch"):
        raise InvalidInputError("this is set from the command line alone", asked="corpus.ready, tuning.fetch")


def lab_training(room: Newsroom, given: Given, *, name: str = "") -> Callable[[Work], None]:
    """Work that trains a model in a process of its own; the same again goes on from where it was.

    Raises at once what a bad recipe, setting or name does, `ConflictError` when it is being trained already.
    """
    check_given(given)
    called = lab_name(given, name)
    if holder(room.lab_folder(called)):
        raise ConflictError("this model is being trained already", asked=called, do="stop it, or choose another name")

    def run(work: Work) -> None:
        work.count(Step("read", 0, 0))
        _followed(work, room, _words(given, called), called)

    return run


def stop_lab_training(room: Newsroom, name: str) -> None:
    """Ask the training of `name` to stop after its step, as Ctrl-C does, whoever began it; it can go on later.

    Raises `NotFoundError` for no such model, `ConflictError` when nobody trains it.
    """
    room.lab_model(name)
    process = holder(room.lab_folder(name))
    if not process or process == os.getpid():
        raise ConflictError("this model is not being trained", asked=name, do="see broadsheet lab list")
    os.kill(process, signal.SIGINT)


def _words(given: Given, name: str) -> list[str]:
    told = [("--name", name), ("--preset", given.preset), ("--language", given.language), ("--label", given.label)]
    words = [word for option, value in told if value for word in (option, value)]
    lists = (("--data", given.data), ("--set", given.settings), ("--column", given.columns), ("--accept", given.accept))
    words += [word for option, values in lists for value in values for word in (option, value)]
    if given.recipe.endswith(".toml"):
        return ["train", "run", given.recipe, *words]
    return ["train", given.recipe.replace("_", "-"), *words]


def _followed(work: Work, room: Newsroom, command: list[str], name: str) -> None:
    """Run the command at the lowest priority and tell how far it is, until it ends.

    What it says goes to files, so that it can go on speaking when nobody listens any more.
    """
    gently = [nice, "-n", "10"] if (nice := shutil.which("nice")) else []
    words = [*gently, sys.executable, "-c", _MAIN, "--home", str(room.home), "--json", *command]
    with TemporaryDirectory(prefix="broadsheet-training-", ignore_cleanup_errors=True) as beside:
        out, err = Path(beside) / "out", Path(beside) / "err"
        with (
            out.open("wb") as said,
            err.open("wb") as aside,
            subprocess.Popen(words, stdout=said, stderr=aside, start_new_session=True) as process,  # noqa: S603 - our own words
        ):
            _watch(process, work, room, name)
        told, words_aside = _told(out), err.read_text("utf-8", "replace")
    if "stopped" in told:
        work.verdicts["stopped"] = 1
    elif process.returncode or "card" not in told:
        raise _failure(Folder(room.lab_folder(name)), told, words_aside, status=process.returncode)


def _watch(process: "subprocess.Popen[bytes]", work: Work, room: Newsroom, name: str) -> None:
    """Count the steps of a process until it ends."""
    while process.poll() is None:
        try:
            model = room.lab_model(name)
        except NotFoundError:  # it has only begun
            model = None
        if model is not None and model.steps:
            work.count(Step("measure" if model.state == "measuring" else "train", model.step, model.steps))
        time.sleep(_LOOK_SECONDS)


def _told(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text("utf-8", "replace"))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _failure(folder: Folder, told: dict[str, Any], aside: str, *, status: int) -> BroadsheetError:
    """Why a process ended without a model; one that could not say it has it noted in the folder by us."""
    if isinstance(error := told.get("error"), dict):
        return failing.error_of(error)
    found = f"killed by signal {-status}" if status < 0 else aside.strip()[-_TAIL:]
    error = BroadsheetError("the training ended without a model", asked=folder.path.name, found=found)
    failing.keep(folder, error)
    return error
