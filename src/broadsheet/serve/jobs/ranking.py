"""Learning to rank behind the doors: in a process of its own, so that pages are made meanwhile as fast as ever."""

import shutil
import subprocess
import sys
from collections.abc import Callable

from broadsheet.app import Newsroom, Step
from broadsheet.core import BroadsheetError
from broadsheet.serve.jobs.work import Work, Works

TRAIN, EVALUATE = "train front-page", "evaluate front-page"
_MAIN = "from broadsheet.serve.cli import main; main()"
_LONGEST_SECONDS = 3600
_TAIL = 500


def learning(room: Newsroom) -> Callable[[Work], None]:
    """Work that learns a version from the log."""
    return lambda work: _beside(work, room, "train", "front-page")


def evaluating(room: Newsroom) -> Callable[[Work], None]:
    """Work that measures rankers on the log."""
    return lambda work: _beside(work, room, "recommender", "evaluate")


def learn_when_due(room: Newsroom, works: Works) -> None:
    """Begin to learn when the last time is an hour ago; what came of it is in `rankers`."""
    if room.ranking_due():
        works.start(TRAIN, learning(room))


def _beside(work: Work, room: Newsroom, *command: str) -> None:
    """Run a command on the same newsroom, at the lowest priority; a killed one goes on the next time."""
    work.count(Step("fit", 0, 1))
    gently = [nice, "-n", "15"] if (nice := shutil.which("nice")) else []
    words = [*gently, sys.executable, "-c", _MAIN, "--home", str(room.home), *command]
    try:
        ran = subprocess.run(words, capture_output=True, text=True, timeout=_LONGEST_SECONDS, check=False)  # noqa: S603 - our own words
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BroadsheetError("the command could not be run", asked=" ".join(command), found=str(error)) from error
    if ran.returncode:
        raise BroadsheetError("it ended without a result", asked=" ".join(command), found=ran.stderr.strip()[-_TAIL:])
    work.count(Step("fit", 1, 1))
