"""Trainings of language models behind the doors: each a process of its own, so that pages are made meanwhile."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

from broadsheet.app import Given, Newsroom, Step
from broadsheet.core import BroadsheetError, ConflictError, InvalidInputError
from broadsheet.serve.jobs.work import Work
from broadsheet.train.experiments.folder import Folder, fit_name
from broadsheet.train.experiments.recipe import model_recipe, model_recipes

_MAIN = "from broadsheet.serve.cli import main; main()"
_LOOK_SECONDS = 0.5
_TAIL = 500
PROCESS = "process"


def work_name(name: str) -> str:
    """The work that trains the model `name`."""
    return f"lab {name}"


def lab_training(room: Newsroom, given: Given, *, name: str = "") -> Callable[[Work], None]:
    """Work that trains a model in a process of its own; the same again goes on from where it was.

    Raises at once what a bad recipe, setting or name does; a recipe must be one of the product's own, since a file
    named over HTTP would be one of the server's.
    """
    if given.recipe.replace("-", "_") not in model_recipes():
        raise InvalidInputError("there is no such recipe", asked=given.recipe, choices=model_recipes())
    recipe = model_recipe(given.recipe, preset=given.preset, settings=given.settings)
    called = fit_name(name or recipe.name)

    def run(work: Work) -> None:
        work.count(Step("read", 0, 0))
        _followed(work, room, _words(given, called), called)

    return run


def stop_lab_training(room: Newsroom, name: str) -> None:
    """Ask the training of `name` to stop after its step, as Ctrl-C does; it can go on later.

    Raises `NotFoundError` for no such model, `ConflictError` when it is not being trained from here.
    """
    room.lab_model(name)
    process = (Folder(room.lab_folder(name)).read(PROCESS) or {}).get("pid", 0)
    if not process or not _is_ours(int(process), name):
        raise ConflictError("this model is not being trained by this server", asked=name, do="see broadsheet lab list")
    os.kill(int(process), signal.SIGINT)


def _words(given: Given, name: str) -> list[str]:
    told = [("--name", name), ("--preset", given.preset), ("--language", given.language), ("--label", given.label)]
    words = [word for option, value in told if value for word in (option, value)]
    for option, values in (("--data", given.data), ("--set", given.settings), ("--accept", given.accept)):
        words += [word for value in values for word in (option, value)]
    return ["train", given.recipe.replace("_", "-"), *words]


def _followed(work: Work, room: Newsroom, command: list[str], name: str) -> None:
    """Run the command at the lowest priority and tell how far it is, until it ends."""
    gently = [nice, "-n", "10"] if (nice := shutil.which("nice")) else []
    words = [*gently, sys.executable, "-c", _MAIN, "--home", str(room.home), *command]
    folder = Folder(room.lab_folder(name))
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own words
        folder.write(PROCESS, {"pid": process.pid})
        errors = "".join(_watched(process, work, room, name))
    (folder.path / PROCESS).unlink(missing_ok=True)
    if process.returncode not in (0, 1):
        raise BroadsheetError("the training ended without a model", asked=name, found=errors.strip()[-_TAIL:])
    if process.returncode == 1:
        work.verdicts["stopped"] = 1


def _watched(process: "subprocess.Popen[str]", work: Work, room: Newsroom, name: str) -> Iterator[str]:
    """What the process says on its standard error, while its steps are counted."""
    stream = process.stderr
    if stream is None:
        return
    os.set_blocking(stream.fileno(), False)
    while process.poll() is None:
        yield stream.read() or ""
        model = next((one for one in room.lab_models() if one.name == name), None)
        if model is not None and model.steps:
            work.count(Step("train" if model.step < model.steps else "measure", model.step, model.steps))
        time.sleep(_LOOK_SECONDS)
    yield stream.read() or ""


def _is_ours(process: int, name: str) -> bool:
    """Whether the process still is the training of `name` and not another that has its number now."""
    try:
        words = open(f"/proc/{process}/cmdline", encoding="utf-8", errors="replace").read().split("\0")  # noqa: SIM115, PTH123
    except OSError:
        return False
    return "train" in words and name in words
