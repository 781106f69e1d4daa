"""Training with parts held out, for the evaluations of labels: accuracy and calibration of words, and with meaning."""

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadsheet import train
from broadsheet.models import load_embedder
from broadsheet.train.calibration import bins, error, probabilities, temperature
from broadsheet.train.fitting import Vectors
from broadsheet.train.holding_out import parts, without
from broadsheet.train.measuring import Task

FOLDS = 5
SEED = 7


def figures(texts: Sequence[str], names: Sequence[str]) -> dict[str, float]:
    """Every text held out once in `FOLDS` parts; `calibrated` is 1 minus the expected calibration error.

    The temperature a part is calibrated with was fitted on the part before it, so on texts it knows nothing of.
    """
    labels = sorted(set(names))
    truth = [labels.index(name) for name in names]
    embedder = load_embedder()
    vectors = Vectors(embedder.name, embedder.embed(texts))
    dealt = parts(truth, folds=FOLDS, seed=SEED)
    found: dict[str, float] = {}
    recipe = train.recipe("classify")
    for kind, chosen in (("words", None), ("meaning", vectors)):
        task = Task(list(texts), truth, labels, chosen)
        logits = [task.some(part).logits(task.some(without(part, total=len(truth))).fitted(recipe)) for part in dealt]
        found |= {f"{kind}.{name}": value for name, value in _scored(logits, truth, dealt).items()}
    found["svc.accuracy"] = _svc(texts, truth, dealt)
    found["majority.accuracy"] = max(truth.count(i) for i in range(len(labels))) / len(truth)
    return found


def _scored(logits: Sequence[NDArray[Any]], truth: Sequence[int], dealt: Sequence[Sequence[int]]) -> dict[str, float]:
    true = [np.array([truth[i] for i in part]) for part in dealt]
    odds = [probabilities(one, temperature(logits[i - 1], true[i - 1])) for i, one in enumerate(logits)]
    together, right = np.concatenate(odds), np.concatenate(true)
    return {
        "accuracy": float((together.argmax(axis=1) == right).mean()),
        "calibrated": 1 - error(bins(together, right)),
    }


def _svc(texts: Sequence[str], truth: Sequence[int], dealt: Sequence[Sequence[int]]) -> float:
    """TF-IDF of one to three characters and LinearSVC with its default settings, on the same parts."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import LinearSVC

    right = 0
    for part in dealt:
        rest = without(part, total=len(truth))
        reader = TfidfVectorizer(analyzer="char", ngram_range=(1, 3))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model = LinearSVC().fit(reader.fit_transform([texts[i] for i in rest]), [truth[i] for i in rest])
        right += int((model.predict(reader.transform([texts[i] for i in part])) == [truth[i] for i in part]).sum())
    return right / len(truth)
