"""Single steps: accumulation, clipping, what goes wrong."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from broadsheet.core import ConflictError, InvalidInputError, ModelError, UnknownNameError
from broadsheet.train import loop, objectives
from broadsheet.train.loop import Evaluated, Saved, Step, Training, checkpoints, log
from tests.train.loop.runs import FEW, LENGTH, after, events, tiny
from tests.train.shards import headlines

torch = pytest.importorskip("torch")


def steps(found: list[loop.Event]) -> list[Step]:
    return [event for event in found if isinstance(event, Step)]


def test_accumulated_batches_are_one_large_batch(tmp_path: Path) -> None:
    whole, parts = tiny(dropout=0.0), tiny(dropout=0.0)
    large = events(tmp_path / "a", model=whole, training=replace(FEW, rows=8, optimiser="sgd"))
    small = events(tmp_path / "b", model=parts, training=replace(FEW, rows=2, accumulate=4, optimiser="sgd"))
    for one, other in zip(steps(large), steps(small), strict=True):
        assert one.loss == pytest.approx(other.loss, abs=1e-6)
        assert one.norm == pytest.approx(other.norm, abs=1e-6)
    for one, other in zip(whole.parameters(), parts.parameters(), strict=True):
        torch.testing.assert_close(one, other, rtol=1e-6, atol=1e-6)


def test_a_clipped_gradient_moves_the_weights_by_its_limit(tmp_path: Path) -> None:
    model = tiny()
    before = [weight.detach().clone() for weight in model.parameters()]
    training = Training(steps=1, rows=4, length=LENGTH, optimiser="sgd", momentum=0.0, weight_decay=0.0, rate=0.5)
    found = steps(events(tmp_path, model=model, training=replace(training, schedule="constant", clip=0.01)))
    after_ = [weight.detach() for weight in model.parameters()]
    moved = sum(float(((a - b) ** 2).sum()) for a, b in zip(before, after_, strict=True)) ** 0.5
    assert found[0].norm > 0.01
    assert moved == pytest.approx(0.5 * 0.01, rel=1e-3)


def test_a_loss_is_the_mean_over_what_was_predicted(tmp_path: Path) -> None:
    model = tiny(dropout=0.0)
    objective = objectives.make("causal", headlines(), seed=3, rows=4, length=LENGTH)
    with torch.no_grad():
        wanted = objective.loss(model.train(), objective.batch(0))
    found = steps(events(tmp_path, model=model))[0]
    assert found.loss == pytest.approx(float(wanted.total / wanted.count), rel=1e-6)


def test_the_loss_falls(tmp_path: Path) -> None:
    found = [event for event in events(tmp_path, training=replace(FEW, steps=60)) if isinstance(event, Evaluated)]
    assert found[-1].loss < 0.9 * found[0].loss
    assert found[-1].bits_per_byte is not None


def test_a_part_of_what_is_held_out_has_no_bits_per_byte(tmp_path: Path) -> None:
    found = [e for e in events(tmp_path, training=replace(FEW, evaluate_batches=1)) if isinstance(e, Evaluated)]
    assert all(event.bits_per_byte is None for event in found)


def test_the_newest_checkpoints_and_the_best_are_kept(tmp_path: Path) -> None:
    model = tiny()
    training = replace(FEW, steps=14, rate=0.3, warmup=0, schedule="constant", evaluate_every=2, save_every=1)
    found = events(tmp_path, model=model, training=training)
    best = [event.step for event in found if isinstance(event, Evaluated) and event.best][-1]
    assert sorted(checkpoints.steps(tmp_path / "checkpoints")) == sorted({best, 13, 14})
    assert [e.step for e in found if isinstance(e, Saved) and e.best][-1] == best


def test_a_rate_far_too_high_stops_the_run_and_names_it(tmp_path: Path) -> None:
    events(tmp_path, stop=after(3))
    with pytest.raises(ModelError) as caught:
        events(tmp_path, training=replace(FEW, optimiser="sgd", rate=1e30, clip=0.0, steps=40, accept=("all",)))
    assert "because of the rate 1e+30" in caught.value.message
    assert "lower it" in caught.value.do
    place, _ = checkpoints.newest(tmp_path / "checkpoints")
    assert place is not None
    assert checkpoints.fault_of(place) == ""
    assert all(line["loss"] == line["loss"] for line in log.lines(tmp_path) if line["kind"] == "step")


def test_a_weight_that_is_no_number_is_named(tmp_path: Path) -> None:
    model = tiny()
    with torch.no_grad():
        model.inner.bias[0] = float("nan")
    with pytest.raises(ModelError) as caught:
        events(tmp_path, model=model)
    assert "inner.bias" in caught.value.found


def test_out_of_memory_says_what_to_lower(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = tiny()

    def hidden(*_: object, **__: object) -> None:
        torch.empty(1 << 58)

    monkeypatch.setattr(model, "hidden", hidden)
    with pytest.raises(ModelError) as caught:
        events(tmp_path, model=model)
    assert caught.value.message == "memory ran out"
    assert "rows to 2 and raise accumulate to 2" in caught.value.do


def test_another_mistake_is_not_taken_for_want_of_memory(tmp_path: Path) -> None:
    model = tiny()
    model.embedding = torch.nn.Embedding(2, 12)
    with pytest.raises((IndexError, RuntimeError)):
        events(tmp_path, model=model)


def test_the_training_and_the_objective_have_the_same_rows(tmp_path: Path) -> None:
    objective = objectives.make("causal", headlines(), seed=3, rows=5, length=LENGTH)
    with pytest.raises(ConflictError, match="rows"):
        list(
            loop.train(tmp_path, model=tiny(), objective=objective, training=FEW, stop=lambda: False, clock=lambda: 0.0)
        )


def test_half_precision_needs_a_card(tmp_path: Path) -> None:
    if torch.cuda.is_available():
        pytest.skip("there is one")
    with pytest.raises(InvalidInputError, match="card"):
        events(tmp_path, training=replace(FEW, precision="fp16"))
    with pytest.raises(InvalidInputError, match="card"):
        events(tmp_path, training=replace(FEW, device="cuda"))


def test_another_optimiser_is_told_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError) as caught:
        events(tmp_path, training=replace(FEW, optimiser="lion"))
    assert "muon" in caught.value.choices


def test_numbers_that_make_no_sense_are_refused() -> None:
    for name, number in (("steps", 0), ("rate", float("nan")), ("least_rate", 1.0), ("momentum", 1.0), ("clip", -1.0)):
        with pytest.raises(InvalidInputError, match=name):
            replace(FEW, **dict[str, Any]({name: number}))


def test_a_scale_that_overflows_is_halved_and_grows_again() -> None:
    from broadsheet.train.loop.precision import FIRST_SCALE, GROWS_AFTER, Scale

    scale = Scale.first("fp16")
    assert scale.took(finite=False)
    assert scale.value == FIRST_SCALE / 2
    assert not any(scale.took(finite=True) for _ in range(GROWS_AFTER))
    assert scale.value == FIRST_SCALE
    while scale.took(finite=False):
        pass
    assert scale.value < 1


def test_in_single_precision_nothing_is_scaled_or_passed_over() -> None:
    from broadsheet.train.loop.precision import Scale

    scale = Scale.first("fp32")
    assert not scale.took(finite=False)
    assert scale.value == 1
