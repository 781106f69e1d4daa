"""Tags: against scikit-learn, token by token."""

import numpy as np
import pytest
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score, precision_recall_fscore_support

from broadsheet.train.evaluation.measures import tags
from tests.train.evaluation.measures.known import TEXTS, Shards, Told, every_part, subject

NAMES = ("名", "verb", "O")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_figures_of_each_tag_are_scikit_learn_s_over_the_tokens_that_have_one(language: str) -> None:
    texts, rows = TEXTS[language], np.random.default_rng(2).normal(size=(363, 3))
    marks = [[byte % 3 if byte % 5 else -100 for byte in text.encode()] for text in texts]
    shards = Shards(every_part({"text": texts}), marks=every_part(marks), tag_names=NAMES)
    found = tags.measure(subject(Told("masked", rows=rows), shards, "tag"))
    said = [int(rows[7 + byte].argmax()) for text in texts for byte in text.encode() if byte % 5]
    truth = [byte % 3 for text in texts for byte in text.encode() if byte % 5]
    assert found is not None
    assert found["n"] == len(truth)
    expected = np.array(precision_recall_fscore_support(truth, said, labels=[0, 1, 2], zero_division=0)).T
    assert np.array([(t["precision"], t["recall"], t["f1"], t["n"]) for t in found["labels"]]) == pytest.approx(
        expected
    )
    assert found["macro_f1"] == pytest.approx(f1_score(truth, said, average="macro", zero_division=0))
    assert found["accuracy"] == pytest.approx(accuracy_score(truth, said))
    assert np.array_equal(found["confusion"], confusion_matrix(truth, said, labels=[0, 1, 2]))
    commonest = max(truth.count(n) for n in range(3)) / len(truth)
    assert found["beside"] == {"majority": {"accuracy": pytest.approx(commonest)}}


def test_a_model_of_another_kind_has_no_tags() -> None:
    shards = Shards(every_part({"text": ("a",)}))
    assert tags.measure(subject(Told("causal", following=[0.0] * 363), shards, "causal")) is None
