"""An experiment that is killed at one place after the other, with no time to tidy up; each time the next goes on.

A place is `told STAGE` (how far that stage is has just been said), `step N`, `placed NAME` (a file or folder is whole
and about to get its name) or `tidied` (the text is prepared, what that took is not yet gone). Each runs in a process of
its own, forked from one that has only imported what they need: to import it a dozen times would take most of the time.
"""

import json
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

# What the runs import on their way, so that they needn't.
import onnx
import onnxruntime
import sklearn.linear_model
import torch
import torch._dynamo
from transformers import AutoModelForCausalLM, LlamaForCausalLM

from broadsheet.train.experiments.told import Progress
from broadsheet.train.loop import Step
from tests.train.experiments.ended import told

READY = (onnx, onnxruntime, sklearn, torch._dynamo, AutoModelForCausalLM, LlamaForCausalLM)


def killed_at(place: str, folder: Path) -> None:
    """Run until `place` and end there."""

    def here(found: str) -> None:
        if found == place:
            os.kill(os.getpid(), signal.SIGKILL)

    watch(here, folder)
    for one in told(folder.name, folder):
        if isinstance(one, Progress):
            here(f"told {one.stage}")
        if isinstance(one, Step):
            here(f"step {one.step}")


def watch(here: Callable[[str], None], folder: Path) -> None:
    """Have `here` called before anything is given its name, and before what preparing the text took is taken away."""
    replaced, taken = os.replace, shutil.rmtree

    def replace(source: Any, target: Any, **more: Any) -> None:
        here(f"placed {Path(target).name}")
        replaced(source, target, **more)

    def rmtree(path: Any, *more: Any, **named: Any) -> None:
        if Path(path).name == ".preparing" and (folder / "shards" / "manifest.json").exists():
            here("tidied")
        taken(path, *more, **named)

    os.replace, shutil.rmtree = replace, rmtree  # type: ignore[assignment]


def main(folder: Path, asked: dict[str, list[str]]) -> None:
    """Says by which signal each task of each place ended, 0 where it was not killed."""
    torch.set_num_threads(1)
    ended: dict[str, dict[str, int]] = {task: {} for task in asked}
    for task, place in ((task, place) for task, places in asked.items() for place in places):
        child = os.fork()
        if not child:
            try:
                killed_at(place, folder / task)
            except BaseException:
                traceback.print_exc()
                raise
            finally:
                os._exit(1)  # a forked process ends here, whatever it met
        ended[task][place] = os.WTERMSIG(os.waitpid(child, 0)[1])
    sys.stdout.write(json.dumps(ended))


if __name__ == "__main__":
    main(Path(sys.argv[1]), json.loads(sys.argv[2]))
