"""Fitting: LightGBM's lambdarank on samples, a few trees at a time, each step kept so that it goes on where it was."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from broadsheet.core import MissingError
from broadsheet.core.whole_files import written
from broadsheet.recommend.catalogue import Floats
from broadsheet.recommend.learning.samples import Samples
from broadsheet.recommend.ranking.forest import DEPTH, indices
from broadsheet.recommend.ranking.trees import POSITION

ROUNDS = 120
"""Trees. A page of 400 candidates costs 5 microseconds a tree."""
_STEP = 20
"""Trees between two steps that are kept: seconds of work that a power cut may cost."""
_GAINS = (0.0, 1.0, 4.0, 6.0, 8.0)
"""What each grade is worth: hidden nothing, passed over little, opened, read, liked."""
_PLACE = f"{POSITION}.place"
_STATE = "state.json"


@dataclass(frozen=True, slots=True)
class Fitted:
    """A model file's text, and the columns it reads: the samples' and the position."""

    text: str
    columns: tuple[str, ...]


def fit(
    samples: Samples, *, folder: Path, seed: int = 0, rounds: int = ROUNDS, mixing: bool = False
) -> Iterator[int | Fitted]:
    """Learn from `samples`: after each step the number of trees there are, at the end the model.

    The steps are kept in `folder`; begun again with the same samples and seed it goes on after the last one. The same
    samples and seed give the same model. `mixing` lets trees mix causes, only to measure what keeping them apart costs.
    Raises `MissingError` when LightGBM can't be loaded.
    """
    lightgbm = _lightgbm()
    columns = (*samples.columns, _PLACE)
    told = _parameters(columns, seed=seed, mixing=mixing)
    digest = _digest(samples, (*columns, str(sorted(told.items())), lightgbm.__version__))
    text, done = _kept(folder, digest)
    while done < rounds:
        data = lightgbm.Dataset(
            np.column_stack([samples.features, samples.positions]).astype(np.float32),
            samples.grades.astype(np.int32),
            weight=samples.weights,
            group=samples.sizes[samples.sizes > 0],
            feature_name=list(columns),
            params=told,
        )
        before = lightgbm.Booster(model_str=text) if text else None
        booster = lightgbm.train(told, data, min(_STEP, rounds - done), init_model=before)
        text, done = booster.model_to_string(), min(done + _STEP, rounds)
        state = {"digest": digest, "done": done, "sum": _sum(text), "model": text}
        written(folder / _STATE, json.dumps(state).encode())  # one file: a kill between two would cost it all
        yield done
    yield Fitted(text, columns)


def _lightgbm() -> Any:
    try:
        import lightgbm
    except (ImportError, OSError) as error:  # OSError: the wheel is here and libgomp is not
        raise MissingError(
            "learning a ranking needs LightGBM, which can't be loaded; pages are ranked by the linear ranker",
            found=str(error),
            do="pip install lightgbm, and on Debian apt-get install libgomp1",
        ) from error
    return lightgbm


def _parameters(columns: Sequence[str], *, seed: int, mixing: bool) -> dict[str, Any]:
    names, places = indices(columns)
    groups = [
        [i for i, column in enumerate(columns) if places[column.split(".", 1)[0]] == g] for g in range(len(names))
    ]
    own = [group for group in groups if columns[group[0]] == _PLACE]
    rest = [i for i, column in enumerate(columns) if column != _PLACE]
    return {
        "objective": "lambdarank",
        "label_gain": list(_GAINS),
        "lambdarank_truncation_level": 30,
        "learning_rate": 0.1,
        "num_leaves": 2**DEPTH,
        "max_depth": DEPTH,
        "min_data_in_leaf": 40,
        "lambda_l2": 5.0,
        "interaction_constraints": [rest, *own] if mixing else groups,
        "use_missing": False,
        "deterministic": True,
        "force_row_wise": True,
        "num_threads": 1,  # pages are served meanwhile; and sums of floats in one order are the same sums
        "seed": seed,
        "verbosity": -1,
    }


def _digest(samples: Samples, told: Sequence[str]) -> str:
    """What was learnt from: other samples, or a reader erased in between, and it begins anew."""
    total = sha256("\n".join((*told, *samples.keys)).encode())
    arrays: tuple[Floats | Any, ...] = (samples.features, samples.grades, samples.positions, samples.hours)
    for values in arrays:
        total.update(np.ascontiguousarray(values).tobytes())
    return total.hexdigest()


def _kept(folder: Path, digest: str) -> tuple[str, int]:
    """The model and the number of trees kept of this very training; nothing when it is another's, or torn."""
    try:
        state = json.loads((folder / _STATE).read_text(encoding="utf-8"))
        if state["digest"] == digest and state["sum"] == _sum(state["model"]):
            return str(state["model"]), int(state["done"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    return "", 0


def _sum(text: str) -> str:
    return sha256(text.encode()).hexdigest()
