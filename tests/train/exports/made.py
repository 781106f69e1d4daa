"""Tiny models in Hugging Face folders, their weights wide enough that every fault of an export shows in an answer."""

import json
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from broadsheet.train.gates import lines

SPECIAL = ["<pad>", "<unk>", "<s>", "</s>", "<sep>", "<cls>", "<mask>"]
CONTEXT = 64
WIDTH = 0.12


@cache
def _trained() -> str:
    """Byte-level BPE of 500 tokens, as GPT-2's, as JSON."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

    made = Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=500,
        special_tokens=SPECIAL,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    made.train_from_iterator(lines(), trainer)
    text: str = made.to_str()
    return text


def own(name: str, folder: Path, **numbers: Any) -> Path:
    """As `save`, of an architecture of ours."""
    torch = pytest.importorskip("torch", reason="the extra `lab` is not installed")
    from broadsheet.train import architectures

    shape = architectures.shape(name, **{"layers": 2, "width": 64, "context": CONTEXT, **numbers})
    model = architectures.build(shape, vocabulary=500, seed=1)
    with torch.no_grad():
        for tensor in model.parameters():
            tensor.add_(torch.randn(tensor.shape, generator=torch.Generator().manual_seed(3)) * WIDTH)
    architectures.save(model, folder, tokens={"bos_token_id": 2, "eos_token_id": 3, "pad_token_id": 0})
    _save_tokens(folder)
    return folder


def save(family: str, folder: Path, **sizes: Any) -> Path:
    """A folder with a tiny model of `family`; skips the test where torch is not installed."""
    torch = pytest.importorskip("torch", reason="the extra `lab` is not installed")
    transformers = pytest.importorskip("transformers")
    transformers.logging.disable_progress_bar()
    transformers.logging.set_verbosity_error()
    torch.set_num_threads(1)
    folder.mkdir(parents=True, exist_ok=True)
    _save_tokens(folder)
    torch.manual_seed(11)
    model = _model(transformers, family, sizes)
    with torch.no_grad():
        for tensor in model.parameters():
            if tensor.ndim == 1:  # gains and biases, which begin as ones and noughts and would hide a mix-up
                tensor.add_(torch.randn_like(tensor) * 0.1)
    model.save_pretrained(folder)
    return folder


def _model(transformers: Any, family: str, sizes: dict[str, Any]) -> Any:
    marks = {"vocab_size": 500, "pad_token_id": 0, "bos_token_id": 2, "eos_token_id": 3}
    wide: dict[str, Any] = {
        "hidden_size": 64,
        "num_hidden_layers": 2,
        "num_attention_heads": 4,
        "intermediate_size": 96,
    }
    wide |= {"max_position_embeddings": CONTEXT, "initializer_range": WIDTH}
    halves = {
        "d_model": 64, "encoder_layers": 2, "decoder_layers": 2, "encoder_attention_heads": 4, "init_std": WIDTH,
        "decoder_attention_heads": 4, "encoder_ffn_dim": 96, "decoder_ffn_dim": 96, "max_position_embeddings": CONTEXT,
        "decoder_start_token_id": 2, "forced_eos_token_id": None,
    }  # fmt: skip
    fives = {"d_model": 64, "d_kv": 16, "d_ff": 96, "num_layers": 2, "num_heads": 4, "decoder_start_token_id": 0}
    made: dict[str, tuple[str, dict[str, Any]]] = {
        "gpt2": (
            "GPT2LMHeadModel",
            {"n_embd": 64, "n_layer": 2, "n_head": 4, "n_positions": CONTEXT, "initializer_range": WIDTH},
        ),
        "llama": ("LlamaForCausalLM", {**wide, "num_key_value_heads": 2}),
        "t5": ("T5ForConditionalGeneration", fives),
        "bart": ("BartForConditionalGeneration", halves),
        "bert": ("BertForMaskedLM", wide),
    }
    name, given = made[family]
    maker = getattr(transformers, name)
    return maker(maker.config_class(**{**marks, **given, **sizes}))


def _save_tokens(folder: Path) -> None:
    (folder / "tokenizer.json").write_text(_trained(), encoding="utf-8")
    names = {"pad": "<pad>", "unk": "<unk>", "bos": "<s>", "eos": "</s>", "mask": "<mask>"}
    told: dict[str, Any] = {f"{name}_token": token for name, token in names.items()}
    told |= {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": CONTEXT}
    (folder / "tokenizer_config.json").write_text(json.dumps(told), encoding="utf-8")


def adapter(family: str, base: Path, folder: Path) -> Path:
    """A LoRA adapter with random halves for the model in `base`."""
    import torch
    import transformers

    peft = pytest.importorskip("peft")
    layers = {"llama": ["q_proj", "k_proj", "v_proj", "down_proj"], "gpt2": ["c_attn", "c_proj"]}[family]
    model = transformers.AutoModelForCausalLM.from_pretrained(base)
    settings = peft.LoraConfig(r=4, lora_alpha=8, target_modules=layers, fan_in_fan_out=family == "gpt2")
    with warnings.catch_warnings():  # peft still asks transformers by an old name
        warnings.simplefilter("ignore", FutureWarning)
        model = peft.get_peft_model(model, settings)
    torch.manual_seed(5)
    with torch.no_grad():
        for name, tensor in model.named_parameters():
            if "lora_" in name:
                tensor.copy_(torch.randn_like(tensor) * 0.08)
    model.save_pretrained(folder)
    return folder
