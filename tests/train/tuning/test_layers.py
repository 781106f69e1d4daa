"""Which weights lie where, are held still and learn how fast, for every architecture."""

import pytest

from broadsheet.core import UnknownNameError
from broadsheet.train import architectures
from broadsheet.train.tuning.layers import hold_still, place_of, rates
from tests.train.tuning.tuned import SMALL

pytest.importorskip("torch")


def names_of(name: str) -> list[str]:
    model = architectures.build(architectures.shape(name, **SMALL[name]), vocabulary=40, seed=1)
    return [weight for weight, _ in model.named_parameters()]


@pytest.mark.parametrize("name", SMALL)
def test_every_architecture_has_embeddings_and_layers(name: str) -> None:
    kinds = {place_of(weight)[0] for weight in names_of(name)}
    assert 0 in kinds
    assert 1 in kinds


@pytest.mark.parametrize("name", ["bert", "llama", "gpt2"])
def test_rates_fall_by_the_same_factor_from_layer_to_layer(name: str) -> None:
    found = rates(names_of(name), decay=2.6)

    def factor(weight: str) -> float:
        return next((value for beginning, value in found if weight.startswith(beginning)), 1.0)

    by_place = {place_of(weight): factor(weight) for weight in names_of(name)}
    assert by_place[3, 0] == 1
    assert by_place[1, 1] == pytest.approx(1 / 2.6)
    assert by_place[1, 0] == pytest.approx(1 / 2.6**2)
    assert by_place[0, 0] == pytest.approx(1 / 2.6**3)


def test_a_tenth_layer_is_not_taken_for_the_first() -> None:
    names = [f"model.layers.{n}.mlp.weight" for n in (1, 10)]
    found = dict(rates(names, decay=2.0))
    assert found == {"model.layers.1.": 0.25, "model.layers.10.": 0.5}


def test_a_decoder_lies_above_its_encoder() -> None:
    assert place_of("decoder.block.0.layer.0.SelfAttention.q.weight") > place_of("encoder.block.5.layer.0.x.weight")


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        ("embeddings", {(0, 0)}),
        ("layers.0", {(1, 0)}),
        ("layers.0-1", {(1, 0), (1, 1)}),
        ("bert.encoder", {(1, 0), (1, 1)}),
    ],
)
def test_what_is_frozen_is_what_was_named(asked: str, held: set[tuple[int, int]]) -> None:
    model = architectures.build(architectures.shape("bert", **SMALL["bert"]), vocabulary=40, seed=1)
    hold_still(model, [asked])
    still = {place_of(name) for name, weight in model.named_parameters() if not weight.requires_grad}
    learns = {place_of(name) for name, weight in model.named_parameters() if weight.requires_grad}
    assert still == held
    assert not still & learns


def test_a_layer_there_is_not_is_refused_with_those_there_are() -> None:
    model = architectures.build(architectures.shape("bert", **SMALL["bert"]), vocabulary=40, seed=1)
    with pytest.raises(UnknownNameError, match=r"layers\.7") as error:
        hold_still(model, ["layers.7"])
    assert "layers.1" in str(error.value)
