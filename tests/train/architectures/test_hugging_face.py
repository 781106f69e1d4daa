"""Folders go from here to transformers and back, and both say the same."""

import json
from pathlib import Path
from typing import Any

import pytest
import torch
import transformers
from safetensors.torch import load_file, save_file
from torch import Tensor

from broadsheet.train import architectures
from tests.train.architectures.models import model, texts

ANSWERED = [
    ("gpt2", {}),
    ("gpt2", {"tied": False, "inner": 24}),
    ("llama", {"groups": 2, "head": 6}),
    ("llama", {"tied": False, "theta": 500.0}),
    ("bert", {}),
    ("t5", {}),
    ("t5", {"gated": True, "head": 6}),
]
CLASSES = {
    "gpt2": transformers.GPT2LMHeadModel,
    "llama": transformers.LlamaForCausalLM,
    "bert": transformers.BertForPreTraining,
    "t5": transformers.T5ForConditionalGeneration,
}
each = pytest.mark.parametrize(("name", "numbers"), ANSWERED)


@pytest.fixture(autouse=True)
def _quiet() -> None:
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()


def theirs(other: Any, name: str) -> Tensor:
    given = texts()
    if name == "t5":
        return other(input_ids=given.ids, attention_mask=given.mask, decoder_input_ids=given.target).logits
    if name == "bert":
        return other(given.ids, attention_mask=given.mask).prediction_logits
    return other(given.ids).logits


def ours(made: Any, name: str) -> Tensor:
    given = texts()
    if name == "t5":
        return made.scores(made.hidden(given.target, memory=made.encode(given.ids, mask=given.mask)))
    if name == "bert":
        return made.scores(made.hidden(given.ids, mask=given.mask))
    return made(given.ids)


@each
def test_transformers_opens_what_is_saved_here_and_says_the_same(
    name: str, numbers: dict[str, Any], tmp_path: Path
) -> None:
    made = model(name, numbers)
    architectures.save(made, tmp_path, tokens={"bos_token_id": 1, "eos_token_id": 2, "pad_token_id": 0})
    other, told = CLASSES[name].from_pretrained(tmp_path, output_loading_info=True)
    assert not told["missing_keys"]
    assert not told["unexpected_keys"]
    torch.testing.assert_close(theirs(other.eval(), name), ours(made, name), rtol=1e-5, atol=1e-5)


@each
def test_what_transformers_saves_is_opened_here_and_says_the_same(
    name: str, numbers: dict[str, Any], tmp_path: Path
) -> None:
    architectures.save(model(name, numbers), tmp_path)
    other = CLASSES[name].from_pretrained(tmp_path).eval()
    with torch.no_grad():
        for weight in other.parameters():
            weight.mul_(1.3)
    other.save_pretrained(tmp_path / "theirs")
    torch.testing.assert_close(
        ours(architectures.load(tmp_path / "theirs"), name), theirs(other, name), rtol=1e-5, atol=1e-5
    )


@pytest.mark.parametrize(("name", "numbers"), [case for case in ANSWERED if case[0] in ("gpt2", "llama")])
def test_attention_is_what_transformers_sees(name: str, numbers: dict[str, Any], tmp_path: Path) -> None:
    made = model(name, numbers)
    architectures.save(made, tmp_path)
    other = CLASSES[name].from_pretrained(tmp_path, attn_implementation="eager").eval()
    seen = other(texts().ids, output_attentions=True).attentions
    for mine, their in zip(made.look(texts().ids), seen, strict=True):
        torch.testing.assert_close(mine, their, rtol=1e-5, atol=1e-5)


def test_transformers_goes_on_with_a_text_as_step_does(tmp_path: Path) -> None:
    made = model("llama", {"groups": 2})
    architectures.save(made, tmp_path)
    other = CLASSES["llama"].from_pretrained(tmp_path).eval()
    ids = texts().ids[:1, :4]
    long = other.generate(ids, max_new_tokens=8, do_sample=False, eos_token_id=None, pad_token_id=0)[0, 4:]
    (scores, state), written = made.step(ids, made.start(1)), []
    for _ in range(8):
        written.append(int(scores.argmax()))
        if len(written) < 8:
            scores, state = made.step(torch.tensor(written[-1:]), state)
    assert written == long.tolist()


def test_special_tokens_are_written_where_transformers_reads_them(tmp_path: Path) -> None:
    made = model("t5", {})
    architectures.save(made, tmp_path, tokens={"bos_token_id": 5, "eos_token_id": 6, "pad_token_id": 7})
    config = transformers.AutoConfig.from_pretrained(tmp_path)
    assert (config.eos_token_id, config.pad_token_id, config.decoder_start_token_id) == (6, 7, 5)


def test_older_files_of_gpt2_are_read_without_the_stacks_name_and_with_its_masks(tmp_path: Path) -> None:
    made = model("gpt2", {})
    architectures.save(made, tmp_path)
    old = {
        name.removeprefix("transformer."): tensor for name, tensor in load_file(tmp_path / "model.safetensors").items()
    }
    old["h.0.attn.bias"] = torch.ones(1, 1, 12, 12)
    old["lm_head.weight"] = old["wte.weight"].clone()
    save_file(old, tmp_path / "model.safetensors")
    assert torch.equal(architectures.load(tmp_path)(texts().ids), made(texts().ids))


def test_half_precision_is_read_into_single(tmp_path: Path) -> None:
    made = model("llama", {})
    architectures.save(made, tmp_path)
    whole = load_file(tmp_path / "model.safetensors")
    save_file({name: tensor.bfloat16() for name, tensor in whole.items()}, tmp_path / "model.safetensors")
    back = architectures.load(tmp_path)
    assert {weight.dtype for weight in back.parameters()} == {torch.float32}
    torch.testing.assert_close(back(texts().ids), made(texts().ids), rtol=0.1, atol=0.1)


def test_weights_in_several_files_are_found_by_their_index(tmp_path: Path) -> None:
    made = model("llama", {})
    architectures.save(made, tmp_path)
    whole = load_file(tmp_path / "model.safetensors")
    (tmp_path / "model.safetensors").unlink()
    placed = {name: f"part-{number % 2}.safetensors" for number, name in enumerate(sorted(whole))}
    for file in set(placed.values()):
        save_file({name: whole[name] for name in whole if placed[name] == file}, tmp_path / file)
    (tmp_path / "model.safetensors.index.json").write_text(json.dumps({"weight_map": placed}))
    assert torch.equal(architectures.load(tmp_path)(texts().ids), made(texts().ids))
