"""LoRA: equation 3, what learns, and adapters that PEFT opens to the same numbers."""

from copy import deepcopy
from pathlib import Path

import pytest

from broadsheet.core import InvalidInputError, UnknownNameError
from broadsheet.train import architectures
from broadsheet.train.tuning.settings import Lora
from tests.train.tuning.tuned import SMALL, base

torch = pytest.importorskip("torch")
IDS = [[5, 9, 12, 7]]


def updated(name: str, lora: Lora, *, stirred: bool = True) -> object:
    from broadsheet.train.tuning import lora as own

    model = architectures.build(architectures.shape(name, **SMALL[name]), vocabulary=40, seed=1).eval()
    own.add(model, lora, seed=2)
    if stirred:
        with torch.no_grad():
            for update in own.updates(model).values():
                update.up.normal_(generator=torch.Generator().manual_seed(4))
    return model


def said(model: object) -> object:
    with torch.no_grad():
        return model.hidden(torch.tensor(IDS))  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["llama", "gpt2", "bert"])
def test_an_update_changes_nothing_before_it_learns(name: str) -> None:
    plain = architectures.build(architectures.shape(name, **SMALL[name]), vocabulary=40, seed=1).eval()
    assert torch.equal(said(plain), said(updated(name, Lora(rank=2), stirred=False)))


def test_the_weight_is_equation_3s() -> None:
    from broadsheet.train.tuning import lora as own

    model = updated("llama", Lora(rank=2, alpha=6.0))
    for name, update in own.updates(model).items():
        layer = model.get_submodule(name)  # type: ignore[attr-defined]
        original = layer.parametrizations.weight.original
        assert torch.allclose(layer.weight, original + 6.0 / 2 * (update.up @ update.down), atol=1e-6)


@pytest.mark.parametrize("name", ["llama", "gpt2", "bert"])
def test_only_the_update_learns(name: str) -> None:
    model = updated(name, Lora(rank=2))
    learning = [weight for weight, tensor in model.named_parameters() if tensor.requires_grad]  # type: ignore[attr-defined]
    assert learning
    assert all(weight.endswith((".down", ".up")) for weight in learning)


@pytest.mark.parametrize("name", ["llama", "gpt2", "bert"])
def test_a_merged_model_says_the_same_and_has_its_old_names(name: str) -> None:
    from broadsheet.train.tuning import lora as own

    model = updated(name, Lora(rank=2))
    before = said(model)
    own.merge(model)
    plain = architectures.build(architectures.shape(name, **SMALL[name]), vocabulary=40, seed=1)
    assert {n for n, _ in model.named_parameters()} == {n for n, _ in plain.named_parameters()}  # type: ignore[attr-defined]
    assert torch.allclose(before, said(model), atol=1e-6)


# PEFT asks for a name that transformers is about to drop.
@pytest.mark.filterwarnings("ignore:.*is_gradient_checkpointing:FutureWarning")
@pytest.mark.parametrize("name", ["llama", "gpt2"])
def test_peft_opens_the_adapter_to_the_same_scores(tmp_path: Path, name: str) -> None:
    peft = pytest.importorskip("peft")
    transformers = pytest.importorskip("transformers")
    from broadsheet.train.tuning import lora as own

    folder = base(tmp_path / "base", name)
    model = architectures.load(folder)
    lora = Lora(rank=2, alpha=6.0)
    own.add(model, lora, seed=2)
    with torch.no_grad():
        for update in own.updates(model).values():
            update.up.normal_(generator=torch.Generator().manual_seed(4))
    own.save(model, lora, tmp_path / "adapter", base=folder.name)
    theirs = peft.PeftModel.from_pretrained(
        transformers.AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32), tmp_path / "adapter"
    ).eval()
    with torch.no_grad():
        mine = model(torch.tensor(IDS))
        assert torch.allclose(theirs(torch.tensor(IDS)).logits, mine, atol=1e-5)


def test_a_copy_made_before_the_merge_stays_what_it_was() -> None:
    from broadsheet.train.tuning import lora as own

    model = updated("llama", Lora(rank=2))
    kept, before = deepcopy(model), said(model)
    own.merge(model)
    assert torch.allclose(before, said(kept), atol=1e-6)
    assert own.updates(kept)
    own.merge(kept)
    assert torch.allclose(before, said(kept), atol=1e-6)


def test_a_layer_there_is_not_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="wrong_proj") as error:
        updated("llama", Lora(targets=("wrong_proj",)))
    assert "q_proj" in str(error.value)


def test_an_architecture_without_usual_targets_asks_for_them() -> None:
    with pytest.raises(InvalidInputError, match="which layers"):
        updated("lstm", Lora())


@pytest.mark.parametrize("bad", [{"rank": 0}, {"alpha": 0.0}, {"alpha": float("nan")}])
def test_an_update_of_no_size_is_refused(bad: dict[str, float]) -> None:
    with pytest.raises(InvalidInputError):
        Lora(**bad)  # type: ignore[arg-type]
