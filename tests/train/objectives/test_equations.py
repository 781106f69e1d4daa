"""Losses beside their equations written out."""

from math import exp, log

import numpy as np
import pytest

from broadsheet.core import InvalidInputError
from broadsheet.train import objectives
from tests.train.models import Tiny
from tests.train.shards import LetterShards, LetterTokenizer, pairs

torch = pytest.importorskip("torch")
SPECIAL = LetterTokenizer()


def softmax(row: list[float]) -> list[float]:
    powers = [exp(one - max(row)) for one in row]
    return [one / sum(powers) for one in powers]


def test_smoothed_cross_entropy_is_its_equation() -> None:
    from broadsheet.train.objectives._entropy import entropy

    scores, targets, smooth = [[1.0, 2.0, -1.0], [0.5, 0.0, 0.25], [9.0, 9.0, 9.0]], [1, 0, -100], 0.1
    wanted = 0.0
    for row, target in zip(scores[:2], targets[:2], strict=True):
        told = softmax(row)
        wanted -= sum((smooth / 3 + (1 - smooth) * (k == target)) * log(p) for k, p in enumerate(told))
    found = entropy(torch.tensor(scores), torch.tensor(targets), smoothing=smooth)
    assert float(found.total) == pytest.approx(wanted, rel=1e-5)
    assert int(found.count) == 2


def test_distilling_is_hintons_equation() -> None:
    heat, alpha = 3.0, 0.7
    task = objectives.make("causal", pairs(), seed=5, rows=2, length=8)
    teacher, student = Tiny(vocabulary=SPECIAL.size, seed=9), Tiny(vocabulary=SPECIAL.size, seed=1)
    objective = objectives.make(
        "distil", pairs(), seed=5, rows=2, length=8, teacher=teacher, task=task, temperature=heat, alpha=alpha
    )
    batch = objective.batch(0)
    with torch.no_grad():
        found = float(objective.loss(student, batch).total)
        mine, targets = task.predictions(student, batch)  # type: ignore[attr-defined]
        theirs, _ = task.predictions(teacher, batch)  # type: ignore[attr-defined]
    wanted = 0.0
    for own, taught, target in zip(mine.tolist(), theirs.tolist(), targets.tolist(), strict=True):
        if target >= 0:
            q, p = softmax([one / heat for one in own]), softmax([one / heat for one in taught])
            wanted += alpha * heat**2 * sum(b * (log(b) - log(a)) for a, b in zip(q, p, strict=True))
            wanted -= (1 - alpha) * log(softmax(own)[target])
    assert found == pytest.approx(wanted, rel=1e-4)


def test_a_teacher_of_other_words_is_refused() -> None:
    task = objectives.make("causal", pairs(), seed=5, rows=2, length=8)
    teacher = Tiny(vocabulary=SPECIAL.size + 1, seed=9)
    objective = objectives.make("distil", pairs(), seed=5, rows=2, length=8, teacher=teacher, task=task)
    with pytest.raises(InvalidInputError, match="same"):
        objective.loss(Tiny(vocabulary=SPECIAL.size), objective.batch(0))


def likelihood(model: Tiny, text: list[int], answer: list[int]) -> float:
    row = [SPECIAL.bos, *text, *answer, SPECIAL.eos]
    with torch.no_grad():
        told = torch.log_softmax(model.scores(model.hidden(torch.tensor([row[:-1]])))[0], -1)
    return float(sum(told[n, row[n + 1]] for n in range(len(text), len(row) - 1)))


def test_preferring_is_rafailovs_equation_7() -> None:
    beta, shards = 0.3, pairs()
    reference, model = Tiny(vocabulary=SPECIAL.size, seed=9), Tiny(vocabulary=SPECIAL.size, seed=1)
    objective = objectives.make("prefer", shards, seed=5, rows=8, length=120, reference=reference, beta=beta)
    with torch.no_grad():
        found = objective.loss(model, objective.batch(0, part="valid"))
    wanted, texts = [], shards.texts["valid"]
    for text, good, bad in zip(texts["text"], texts["target"], texts["refused"], strict=True):
        if text and good:
            encoded = [SPECIAL.encode(one) for one in (text, good, bad)]
            text_, *sides = encoded
            text_ = [*text_, *SPECIAL.encode("\n")]
            gain = [likelihood(model, text_, side) - likelihood(reference, text_, side) for side in sides]
            wanted.append(log(1 + exp(-beta * (gain[0] - gain[1]))))
    assert objective.batches("valid") == 4
    batches = [objective.batch(n, part="valid") for n in range(4)]
    with torch.no_grad():
        total = sum(float(objective.loss(model, batch).total) for batch in batches)
    assert total == pytest.approx(sum(wanted), rel=1e-4)
    assert int(found.count) == 8


def test_a_model_that_is_its_own_reference_is_undecided() -> None:
    model = Tiny(vocabulary=SPECIAL.size, seed=9)
    reference = Tiny(vocabulary=SPECIAL.size, seed=9)
    objective = objectives.make("prefer", pairs(), seed=5, rows=4, length=120, reference=reference)
    loss = objective.loss(model, objective.batch(0))
    assert float(loss.total.detach() / loss.count) == pytest.approx(log(2))
    assert float(loss.parts["accuracy"][0] / loss.parts["accuracy"][1]) == 0.5


def test_likelihoods_of_the_reference_may_be_measured_beforehand() -> None:
    reference, model = Tiny(vocabulary=SPECIAL.size, seed=9), Tiny(vocabulary=SPECIAL.size, seed=1)
    frozen = objectives.make("prefer", pairs(), seed=5, rows=4, length=120, reference=reference)
    known = objectives.make("prefer", pairs(), seed=5, rows=4, length=120, reference=frozen.measured(reference))  # type: ignore[attr-defined]
    with torch.no_grad():
        for step in range(6):
            one, other = frozen.loss(model, frozen.batch(step)), known.loss(model, known.batch(step))
            assert float(one.total) == pytest.approx(float(other.total), rel=1e-5)


def test_the_contrast_is_infonce_both_ways() -> None:
    heat, model = 0.1, Tiny(vocabulary=SPECIAL.size, seed=1)
    objective = objectives.make("pairs", pairs(), seed=5, rows=4, length=48, temperature=heat)
    batch = objective.batch(0)
    with torch.no_grad():
        found = float(objective.loss(model, batch).total)
        texts = model.vector(batch.tensors["ids"], mask=batch.tensors["mask"]).numpy()
        others = model.vector(batch.tensors["others"], mask=batch.tensors["others_mask"]).numpy()
    near = np.array([[a @ b / np.linalg.norm(a) / np.linalg.norm(b) for b in others] for a in texts]) / heat
    wanted = -sum(log(softmax(list(near[n]))[n]) + log(softmax(list(near[:, n]))[n]) for n in range(4))
    assert found == pytest.approx(wanted, rel=1e-4)


def test_an_instruction_costs_nothing_and_its_answer_and_end_all() -> None:
    shards, model = pairs(), Tiny(vocabulary=SPECIAL.size, seed=1)
    objective = objectives.make("instruct", shards, seed=5, rows=3, length=120)
    with torch.no_grad():
        batches = [objective.batch(n, part="valid") for n in range(objective.batches("valid"))]
        found = sum(float(objective.loss(model, batch).total) for batch in batches)
    texts = shards.texts["valid"]
    both = zip(texts["text"], texts["target"], strict=True)
    wanted = -sum(likelihood(model, SPECIAL.encode(a + "\n"), SPECIAL.encode(b)) for a, b in both if a and b)
    assert found == pytest.approx(wanted, rel=1e-4)


def test_a_long_instruction_loses_its_beginning_and_not_the_answer() -> None:
    objective = objectives.make("instruct", pairs(), seed=5, rows=1, length=40)
    for step in range(8):
        batch = objective.batch(step).tensors
        assert batch["ids"].shape[1] <= 40
        assert batch["targets"][-1] == SPECIAL.eos


def test_rows_of_a_batch_are_of_like_length() -> None:
    lengths = [3 + n * 37 % 61 for n in range(600)]
    columns = {"text": ["a" * n for n in lengths], "target": ["b" * (n // 2 + 2) for n in lengths]}
    shards = LetterShards(dict.fromkeys(("train", "valid", "test"), columns))
    objective = objectives.make("translate", shards, seed=5, rows=8, length=96)
    batches = [objective.batch(step).tensors for step in range(objective.batches("train"))]
    room = sum(batch["ids"].numel() + batch["written"].numel() for batch in batches)
    used = sum(int(batch["mask"].sum()) + len(batch["targets"]) for batch in batches)
    assert used > 0.95 * room
