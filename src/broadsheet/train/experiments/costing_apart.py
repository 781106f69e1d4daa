"""What an experiment will cost, found out in a process of its own: the memory told is that of the training alone.

A server that has been up for a week has had more in memory than any training of a small model takes, and its pages
would wait while the steps are timed.
"""

import json
import pickle
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from broadsheet import core
from broadsheet.core import BroadsheetError, InvalidInputError, ModelError
from broadsheet.train.corpus import Document
from broadsheet.train.experiments.costing import Cost, estimate, sample
from broadsheet.train.experiments.recipe import ModelRecipe

_MAIN = "from broadsheet.train.experiments.costing_apart import main; main()"
_TAIL = 500


def estimate_apart(
    recipe: ModelRecipe, documents: Iterator[Document | InvalidInputError], *, lab: Path, models: Path
) -> Cost:
    """As `estimate`, in a process of its own. Raises the same, and `ModelError` when that process is killed."""
    some = [one for one in sample(documents) if isinstance(one, Document)]
    sent = pickle.dumps((recipe, some, lab, models))
    done = subprocess.run([sys.executable, "-c", _MAIN], input=sent, capture_output=True, check=False)  # noqa: S603 - our own words
    told = _told(done.stdout)
    if "cost" in told:
        return Cost(**told["cost"])
    if "error" in told:
        raise _error(told["kind"], told["error"])
    raise ModelError(
        "the steps that were to be timed could not be taken",
        asked=f"{recipe.name}, a process of its own",
        found=f"ended with status {done.returncode}: {done.stderr.decode('utf-8', 'replace').strip()[-_TAIL:]}",
        do="it may have run out of memory: lower training.rows, training.length or model.width",
    )


def main() -> None:
    """The other process: reads what to time from standard input and writes what it cost, or why it can't be."""
    recipe, documents, lab, models = pickle.load(sys.stdin.buffer)  # noqa: S301 - by our own hand, a moment ago
    told: dict[str, Any]
    try:
        told = {"cost": asdict(estimate(recipe, iter(documents), lab=lab, models=models, clock=time.monotonic))}
    except BroadsheetError as error:
        told = {"kind": type(error).__name__, "error": error.as_dict()}
    sys.stdout.write("\n" + json.dumps(told))


def _told(said: bytes) -> dict[str, Any]:
    """The last line that was said; a library may have spoken before."""
    try:
        found = json.loads(said.decode("utf-8", "replace").rpartition("\n")[2])
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _error(kind: str, told: dict[str, Any]) -> BroadsheetError:
    named = getattr(core, kind, BroadsheetError)
    words = {key: str(told.get(key) or "") for key in ("asked", "found", "do")}
    made: BroadsheetError = named(str(told.get("message", "")), choices=told.get("choices") or (), **words)
    return made
