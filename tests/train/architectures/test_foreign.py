"""Models of every class that `transformers` has, by our door, and folders that it opens to the same scores."""

import json
from pathlib import Path
from typing import Any

import pytest
import torch
import transformers
from torch import Tensor

from broadsheet.core import IntegrityError, InvalidInputError, UnknownNameError
from broadsheet.train import architectures
from tests.train.architectures.kinds import CAUSAL, KINDS, MASKED, PAIRED, opened, saved
from tests.train.architectures.models import texts

# A BERT without all its pretraining heads is only opened as a base: tests/train/tuning has that.
every = pytest.mark.parametrize("name", [name for name in KINDS if name != "bert"])
causal = pytest.mark.parametrize("name", CAUSAL)
paired = pytest.mark.parametrize("name", PAIRED)
CLOSE = {"rtol": 1e-5, "atol": 1e-5}
# Those that a plain module of ours is, whatever they are called.
OWN = {"qwen2": "llama", "mistral": "llama", "smollm": "llama", "t5": "t5"}


@pytest.fixture(autouse=True)
def _quiet() -> None:
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()


def theirs(other: Any, family: str) -> Tensor:
    given = texts()
    if family == "paired":
        return other(input_ids=given.ids, attention_mask=given.mask.long(), decoder_input_ids=given.target).logits
    if family == "masked":
        return other(given.ids, attention_mask=given.mask.long()).logits[given.mask]
    return other(given.ids, use_cache=False).logits


def ours(made: Any) -> Tensor:
    given = texts()
    if made.family == "paired":
        return made.scores(made.hidden(given.target, memory=made.encode(given.ids, mask=given.mask)))
    if made.family == "masked":
        return made.scores(made.hidden(given.ids, mask=given.mask)[given.mask])
    return made.scores(made.hidden(given.ids))


@every
def test_it_is_opened_here_and_saved_again_to_the_same_scores(tmp_path: Path, name: str) -> None:
    saved(tmp_path / "theirs", name)
    made = architectures.load(tmp_path / "theirs")
    architectures.save(made, tmp_path / "ours", tokens={"bos_token_id": 2, "eos_token_id": 3, "pad_token_id": 0})
    other = opened(tmp_path / "ours", made.family)
    torch.testing.assert_close(ours(made), theirs(other, made.family), **CLOSE)
    torch.testing.assert_close(ours(architectures.load(tmp_path / "ours")), ours(made), rtol=0, atol=0)


@pytest.mark.parametrize("name", [name for name in KINDS if name not in ("bert", "roberta's body", "electra")])
def test_what_transformers_saved_says_here_what_it_says_there(tmp_path: Path, name: str) -> None:
    other = saved(tmp_path, name)
    made = architectures.load(tmp_path)
    torch.testing.assert_close(ours(made), theirs(other, made.family), **CLOSE)


@every
def test_near_layouts_are_our_own_modules_and_the_others_their_own_classes(tmp_path: Path, name: str) -> None:
    saved(tmp_path, name)
    shape = architectures.load(tmp_path).shape
    assert shape.architecture == OWN.get(name, "foreign")
    assert shape.kind == (OWN.get(name) or json.loads((tmp_path / "config.json").read_text())["model_type"])


@every
def test_its_parameters_are_counted_without_its_weights(tmp_path: Path, name: str) -> None:
    saved(tmp_path, name)
    made = architectures.load(tmp_path)
    assert architectures.parameters(made.shape, made.vocabulary) == sum(weight.numel() for weight in made.parameters())


@causal
def test_token_by_token_it_says_what_it_says_at_once(tmp_path: Path, name: str) -> None:
    saved(tmp_path, name)
    made, given = architectures.load(tmp_path), texts()
    at_once, state = ours(made), made.start(2)
    for t in range(given.ids.shape[1]):
        step, state = made.step(given.ids[:, t], state)
        torch.testing.assert_close(step, at_once[:, t], **CLOSE)


@causal
def test_a_state_can_be_gone_on_from_twice_and_its_rows_picked(tmp_path: Path, name: str) -> None:
    saved(tmp_path, name)
    made, given = architectures.load(tmp_path), texts()
    _, state = made.step(given.ids[:, :4], made.start(2))
    first, _ = made.step(given.ids[:, 4], state)
    again, _ = made.step(given.ids[:, 4:6], state)
    swapped, _ = made.step(given.ids[[1, 0], 4], state.pick(torch.tensor([1, 0])))
    torch.testing.assert_close(swapped, first[[1, 0]], **CLOSE)
    torch.testing.assert_close(again, ours(made)[:, 5], **CLOSE)


@causal
def test_documents_packed_in_a_row_are_read_as_if_each_were_alone(tmp_path: Path, name: str) -> None:
    saved(tmp_path, name)
    made, given = architectures.load(tmp_path), texts()
    packed = made.hidden(given.ids, documents=given.documents)
    alone = [made.hidden(given.ids[:1, begin:end]) for begin, end in ((0, 3), (3, 8), (8, 10))]
    torch.testing.assert_close(packed[:1], torch.cat(alone, 1), **CLOSE)
    torch.testing.assert_close(packed[1:], made.hidden(given.ids[1:]), **CLOSE)


@paired
def test_a_target_token_by_token_is_scored_as_at_once(tmp_path: Path, name: str) -> None:
    saved(tmp_path, name)
    made, given = architectures.load(tmp_path), texts()
    memory = made.encode(given.ids, mask=given.mask)
    at_once, state = made.scores(made.hidden(given.target, memory=memory)), made.start(memory)
    for t in range(given.target.shape[1]):
        step, state = made.step(given.target[:, t], state)
        torch.testing.assert_close(step, at_once[:, t], **CLOSE)


@pytest.mark.parametrize("name", [name for name in MASKED if name != "bert"])
def test_padding_is_not_looked_at(tmp_path: Path, name: str) -> None:
    saved(tmp_path, name)
    made, given = architectures.load(tmp_path), texts()
    padded = made.hidden(given.ids, mask=given.mask)[1:, :7]
    torch.testing.assert_close(padded, made.hidden(given.ids[1:, :7]), **CLOSE)


@every
def test_attention_can_be_looked_at_and_adds_up_to_one(tmp_path: Path, name: str) -> None:
    saved(tmp_path, name)
    made, given = architectures.load(tmp_path), texts()
    if made.family == "paired":
        seen = made.look(given.ids, given.target, mask=given.mask)
        tensors = [*seen.source, *seen.target, *seen.across]
    else:
        tensors = made.look(given.ids)
    assert bool(tensors) == (name != "mamba")
    for weights in tensors:
        torch.testing.assert_close(weights.sum(-1), torch.ones(weights.shape[:-1]))


@every
def test_scores_send_gradients_to_the_vectors_and_leave_the_model_whole(tmp_path: Path, name: str) -> None:
    saved(tmp_path, name)
    made = architectures.load(tmp_path)
    before = [key for key, _ in made.named_modules()]
    ours(made).square().sum().backward()
    assert [key for key, _ in made.named_modules()] == before
    learnt = {key for key, weight in made.named_parameters() if weight.grad is not None and bool(weight.grad.any())}
    assert len(learnt) > len(list(made.parameters())) / 2


def test_a_text_longer_than_the_positions_that_can_be_used_is_refused(tmp_path: Path) -> None:
    saved(tmp_path, "roberta")
    made = architectures.load(tmp_path)
    assert made.shape.context == 49
    with pytest.raises(InvalidInputError, match="context of 49"):
        made.hidden(torch.zeros(1, 50, dtype=torch.int64))


def test_the_weights_of_other_layers_are_refused_by_name(tmp_path: Path) -> None:
    saved(tmp_path, "roberta")
    config = json.loads((tmp_path / "config.json").read_text())
    (tmp_path / "config.json").write_text(json.dumps({**config, "num_hidden_layers": 3}))
    with pytest.raises(InvalidInputError, match=r"not those of a roberta.*missing: roberta\.encoder\.layer\.2"):
        architectures.load(tmp_path)
    (tmp_path / "config.json").write_text(json.dumps({**config, "num_hidden_layers": 1}))
    with pytest.raises(InvalidInputError, match=r"not of this model: roberta\.encoder\.layer\.1"):
        architectures.load(tmp_path)
    (tmp_path / "config.json").write_text(json.dumps({**config, "intermediate_size": 25}))
    with pytest.raises(InvalidInputError, match="not those of a roberta"):
        architectures.load(tmp_path)


def test_a_writer_without_its_head_is_refused(tmp_path: Path) -> None:
    made = saved(tmp_path, "bart")
    made.model.save_pretrained(tmp_path)
    config = json.loads((tmp_path / "config.json").read_text())
    (tmp_path / "config.json").write_text(json.dumps({**config, "tie_word_embeddings": False}))
    with pytest.raises(InvalidInputError, match="missing: lm_head"):
        architectures.load(tmp_path)


def test_torn_weights_and_pickles_are_refused(tmp_path: Path) -> None:
    saved(tmp_path, "roberta")
    path = tmp_path / "model.safetensors"
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(IntegrityError, match="torn"):
        architectures.load(tmp_path)
    path.rename(tmp_path / "pytorch_model.bin")
    with pytest.raises(InvalidInputError, match="pickle"):
        architectures.load(tmp_path)


def test_weights_in_fewer_bits_are_refused(tmp_path: Path) -> None:
    saved(tmp_path, "qwen3")
    config = json.loads((tmp_path / "config.json").read_text())
    config["quantization_config"] = {"quant_method": "gptq", "bits": 4}
    (tmp_path / "config.json").write_text(json.dumps(config))
    with pytest.raises(InvalidInputError, match=r"fewer bits.*gptq"):
        architectures.load(tmp_path)


def test_a_model_that_needs_code_of_its_own_is_refused_and_its_code_not_run(tmp_path: Path) -> None:
    saved(tmp_path, "qwen3")
    config = json.loads((tmp_path / "config.json").read_text())
    config |= {"model_type": "their-own", "auto_map": {"AutoModelForCausalLM": "modeling.Their"}}
    (tmp_path / "config.json").write_text(json.dumps(config))
    (tmp_path / "modeling.py").write_text("raise SystemExit('run')\n")
    with pytest.raises(UnknownNameError, match=r"their-own.*llama.*without code of the model's own"):
        architectures.load(tmp_path)


def test_a_picture_model_is_no_base(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(json.dumps({"model_type": "vit", "architectures": ["ViTModel"]}))
    with pytest.raises(Exception, match="no language model"):
        architectures.load(tmp_path)
