"""Classes: against scikit-learn and against sums made by hand."""

import numpy as np
import pytest
from scipy.special import log_softmax, softmax
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score, precision_recall_fscore_support

from broadsheet.train.evaluation.measures import classes
from tests.train.evaluation.measures.known import Shards, Told, every_part, subject

NAMES = ("sport", "财经", "weather")
# What a text is by its first byte, and what the model says of that byte.
BEGINS = {"zh": "股市球水人队", "en": "abcdef"}
TRUTH = [0, 1, 2, 0, 1, 2, 0, 1, 2, 1, 1, 0]


def measured(language: str, *, sharp: float = 3.0) -> tuple[dict[str, object], list[int], np.ndarray]:
    """The figures, what the model chose, and its logits for every text held out."""
    draws = np.random.default_rng(8)
    rows = draws.normal(size=(363, 3)) * sharp
    texts = [sign + "下雨" if language == "zh" else f"{sign} rain" for sign in (BEGINS[language] * 2)]
    first = [7 + text.encode()[0] for text in texts]
    for token, truth in zip(first, TRUTH, strict=True):  # it has learnt something, if not all
        rows[token, truth] += sharp / 2
    shards = Shards(
        every_part({"text": texts}),
        {"train": [0, 1, 1, 1, 2, 0, 1, 1, 0, 2, 1, 1], "valid": TRUTH, "test": TRUTH},
        labels=NAMES,
    )
    found = classes.measure(subject(Told("masked", rows=rows), shards, "classify"))
    assert found is not None
    return found, [int(rows[token].argmax()) for token in first], rows[first]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_figures_of_each_class_are_scikit_learn_s(language: str) -> None:
    found, chosen, _ = measured(language)
    expected = precision_recall_fscore_support(TRUTH, chosen, labels=[0, 1, 2], zero_division=0)
    mine = [(one["precision"], one["recall"], one["f1"], one["n"]) for one in found["labels"]]  # type: ignore[attr-defined]
    assert np.array(mine) == pytest.approx(np.array(expected).T)
    assert found["macro_f1"] == pytest.approx(f1_score(TRUTH, chosen, average="macro", zero_division=0))
    assert found["accuracy"] == pytest.approx(accuracy_score(TRUTH, chosen))
    assert np.array_equal(found["confusion"], confusion_matrix(TRUTH, chosen))  # type: ignore[arg-type]
    assert [one["label"] for one in found["labels"]] == list(NAMES)  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_calibration_is_the_published_sum_over_bins_at_the_likeliest_temperature(language: str) -> None:
    found, chosen, logits = measured(language)
    told: dict[str, float] = found["calibration"]  # type: ignore[assignment]

    def loss(temperature: float) -> float:
        return float(-log_softmax(logits / temperature, axis=1)[np.arange(len(TRUTH)), TRUTH].mean())

    among = np.exp(np.linspace(np.log(0.1), np.log(50), 4001))
    assert 0.2 < told["temperature"] < 25
    assert loss(told["temperature"]) <= min(map(loss, among)) + 1e-9
    sure, right = softmax(logits / told["temperature"], axis=1).max(axis=1), np.array(chosen) == TRUTH
    off = 0.0
    for low in np.arange(10) / 10:  # Guo et al. 2017, equation 3
        inside = (sure >= low) & (sure < low + 0.1)
        off += abs(float(sure[inside].sum() - right[inside].sum()))
    assert told["error"] == pytest.approx(off / len(TRUTH))


def test_beside_it_stands_the_commonest_class_of_the_training() -> None:
    found, *_ = measured("en")
    beside: dict[str, dict[str, float]] = found["beside"]  # type: ignore[assignment]
    assert beside["majority"]["accuracy"] == pytest.approx(TRUTH.count(1) / len(TRUTH))
    assert beside["majority"]["macro_f1"] == pytest.approx(f1_score(TRUTH, [1] * len(TRUTH), average="macro"))


@pytest.mark.parametrize(("one", "other"), [("ball game goal", "bank rate share"), ("球队比赛进球", "银行利率股市")])
def test_beside_it_stands_a_regression_that_tells_texts_apart_by_their_words(one: str, other: str) -> None:
    texts, truth = [one, other] * 4, [0, 1] * 4
    shards = Shards(every_part({"text": texts}), every_part(truth), labels=("a", "b"))
    found = classes.measure(subject(Told("masked", rows=np.zeros((363, 2))), shards, "classify"))
    assert found is not None
    assert found["beside"]["logistic"] == {"accuracy": 1.0, "macro_f1": 1.0}
    assert found["accuracy"] == 0.5  # of two even scores the first is taken


def test_a_model_of_another_kind_has_no_classes() -> None:
    shards = Shards(every_part({"text": ("a",)}))
    assert classes.measure(subject(Told("causal", following=[0.0] * 363), shards, "causal")) is None
