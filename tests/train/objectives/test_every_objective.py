"""What every objective in the folder promises."""

import json
from typing import Any

import pytest

from broadsheet.core import InvalidInputError, UnknownNameError
from broadsheet.train import objectives
from broadsheet.train.objectives import Share
from tests.train.models import Tiny
from tests.train.shards import LetterShards, pairs

torch = pytest.importorskip("torch")
SIZE = pairs().tokenizer.size


def settings_of(name: str, *, rows: int, length: int = 24) -> dict[str, Any]:
    if name == "distil":
        task = objectives.make("causal", pairs(), seed=5, rows=rows, length=length)
        return {"teacher": Tiny(vocabulary=SIZE, seed=9), "task": task}
    return {"reference": Tiny(vocabulary=SIZE, seed=9)} if name == "prefer" else {}


def made(name: str, *, rows: int = 4, seed: int = 5, **more: Any) -> objectives.Objective:
    given = {**settings_of(name, rows=rows), **more}
    return objectives.make(name, pairs(), seed=seed, rows=rows, length=24, **given)


def same(one: objectives.Batch, other: objectives.Batch) -> bool:
    return one.tensors.keys() == other.tensors.keys() and all(
        torch.equal(one.tensors[name], other.tensors[name]) for name in one.tensors
    )


@pytest.mark.parametrize("name", objectives.names())
def test_a_batch_is_the_same_whenever_and_by_whomever_it_is_asked_for(name: str) -> None:
    first, second = made(name), made(name)
    for step in range(23):
        first.batch(step)
    assert same(first.batch(23), second.batch(23))


@pytest.mark.parametrize("name", objectives.names())
def test_another_step_or_seed_is_another_batch(name: str) -> None:
    if name == "distil":
        pytest.skip("its batches are those of its task, which has the seed")
    assert not same(made(name).batch(3), made(name).batch(4))
    assert not same(made(name).batch(3), made(name, seed=6).batch(3))


@pytest.mark.parametrize("name", objectives.names())
def test_the_loss_has_a_gradient_and_falls_by_following_it(name: str) -> None:
    objective, model = made(name), Tiny(vocabulary=SIZE)
    batch = objective.batch(0)
    before = objective.loss(model, batch)
    (before.total / before.count).backward()
    with torch.no_grad():
        for weight in model.parameters():
            if weight.grad is not None:
                weight.sub_(weight.grad, alpha=1e-3)
    after = objective.loss(model, batch)
    assert after.total / after.count < before.total / before.count


@pytest.mark.parametrize("name", objectives.names())
def test_the_shares_of_a_batch_add_up_to_it(name: str) -> None:
    objective, model = made(name), Tiny(vocabulary=SIZE)
    if name == "pairs":
        objective = made(name, way="label")  # in a contrast the others of the batch count
    whole = objective.loss(model, objective.batch(2))
    parts = [objective.loss(model, objective.batch(2, share=Share(rank, 2))) for rank in range(2)]
    torch.testing.assert_close(sum(part.total for part in parts), whole.total, rtol=1e-5, atol=1e-5)
    assert sum(int(part.count) for part in parts) == int(whole.count)
    assert sum(objective.batch(2, share=Share(rank, 2)).tokens for rank in range(2)) == objective.batch(2).tokens


@pytest.mark.parametrize("name", objectives.names())
def test_what_is_held_out_is_the_same_however_it_is_cut(name: str) -> None:
    model = Tiny(vocabulary=SIZE).eval()
    totals = []
    for rows in (3, 7):
        objective = made(name, rows=rows, **dict[str, Any]({"way": "label"} if name == "pairs" else {}))
        with torch.no_grad():
            batches = [objective.batch(n, part="valid") for n in range(objective.batches("valid"))]
            losses = [objective.loss(model, batch) for batch in batches]
        totals.append((sum(float(loss.total) for loss in losses), sum(int(loss.count) for loss in losses)))
    assert totals[0][1] == totals[1][1]
    assert totals[0][0] == pytest.approx(totals[1][0], rel=1e-5)


@pytest.mark.parametrize("name", objectives.names())
def test_its_settings_are_json_and_tell_the_shards(name: str) -> None:
    told = json.loads(json.dumps(made(name).settings))
    assert told["shards"] == pairs().digest
    assert told["name"] == name


@pytest.mark.parametrize("name", objectives.names())
def test_a_setting_it_does_not_have_is_refused_with_those_it_has(name: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        made(name, colour="red")
    assert "colour" in caught.value.asked


@pytest.mark.parametrize("name", sorted(set(objectives.names()) - {"distil", "prefer"}))
def test_nothing_to_train_on_is_told(name: str) -> None:
    empty = LetterShards({part: {c: [] for c in ("text", "target")} for part in ("train", "valid", "test")})
    with pytest.raises(InvalidInputError, match="nothing to train"):
        objectives.make(name, empty, seed=1, rows=2, length=24)


def test_an_objective_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(UnknownNameError) as caught:
        objectives.make("guess", pairs(), seed=1, rows=2, length=24)
    assert "causal" in caught.value.choices


def test_a_batch_of_no_rows_is_refused() -> None:
    with pytest.raises(InvalidInputError):
        objectives.make("causal", pairs(), seed=1, rows=0, length=24)
