"""Tiny models in torch with random weights, each saved as its family is: for tests of what loads and runs them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

SPECIAL = ["<s>", "</s>", "<pad>", "<unk>", "<mask>"]
TEXTS = [
    "The council voted 31 to 12 to rebuild the harbour bridge in March, the mayor said on Monday.",
    'You are an editor. Write a headline: yes or no? {"label": "yes"} translate English to Chinese',
    "议会以31票对12票通过重建港口大桥，市长周一说，工程耗资4800万克朗。",
]
SMALL: Mapping[str, Any] = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2}
KINDS = {
    "gpt2": "causal", "llama": "causal", "qwen2": "causal", "xlnet": "causal",
    "t5": "seq2seq", "mt5": "seq2seq", "bart": "seq2seq", "marian": "seq2seq",
    "bert": "masked", "roberta": "masked", "xlm-roberta": "masked",
}  # fmt: skip
CONTEXT = 256
# With other random weights their likeliest answer to the tests' prompts is none at all, or one sign again and again.
SEEDS = {"gpt2": 6, "qwen2": 4, "xlnet": 15, "t5": 35, "bart": 5, "marian": 5}


def save(family: str, folder: Path) -> Path:
    """A folder with a tiny model of `family`; skips the test where torch is not installed."""
    torch = pytest.importorskip("torch", reason="the extra `transformers` is not installed")
    transformers = pytest.importorskip("transformers")
    transformers.logging.disable_progress_bar()
    tokenizer = _tokenizer(transformers)
    torch.manual_seed(SEEDS.get(family, 3))
    model = _model(transformers, family, len(tokenizer))
    tokenizer.save_pretrained(folder)
    model.save_pretrained(folder)
    return folder


def _tokenizer(transformers: Any) -> Any:
    """Bytes and the commonest pairs of a few sentences, as GPT-2's is made."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

    made = Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    letters = pre_tokenizers.ByteLevel.alphabet()
    made.train_from_iterator(
        TEXTS,
        trainers.BpeTrainer(vocab_size=400, special_tokens=SPECIAL, initial_alphabet=letters, show_progress=False),
    )
    return transformers.PreTrainedTokenizerFast(
        tokenizer_object=made,
        bos_token="<s>",
        eos_token="</s>",
        pad_token="<pad>",
        unk_token="<unk>",
        mask_token="<mask>",
        model_max_length=CONTEXT,
    )


def _model(transformers: Any, family: str, words: int) -> Any:
    marks = {"vocab_size": words, "bos_token_id": 0, "eos_token_id": 1, "pad_token_id": 2}
    wide = {"intermediate_size": 64, "max_position_embeddings": CONTEXT}
    halves = {
        "d_model": 32, "encoder_layers": 2, "decoder_layers": 2, "encoder_attention_heads": 2,
        "decoder_attention_heads": 2, "encoder_ffn_dim": 64, "decoder_ffn_dim": 64, "max_position_embeddings": CONTEXT,
        "decoder_start_token_id": 2, "forced_eos_token_id": None,
    }  # fmt: skip
    fives = {"d_model": 32, "d_kv": 16, "d_ff": 64, "num_layers": 2, "num_heads": 2, "decoder_start_token_id": 2}
    made = {
        "gpt2": ("GPT2LMHeadModel", {"n_embd": 32, "n_layer": 2, "n_head": 2, "n_positions": CONTEXT}),
        "llama": ("LlamaForCausalLM", {**SMALL, **wide, "num_key_value_heads": 1}),
        "qwen2": ("Qwen2ForCausalLM", {**SMALL, **wide, "num_key_value_heads": 1}),
        "xlnet": ("XLNetLMHeadModel", {"d_model": 32, "n_layer": 2, "n_head": 2, "d_inner": 64}),
        "t5": ("T5ForConditionalGeneration", fives),
        "mt5": ("MT5ForConditionalGeneration", fives),
        "bart": ("BartForConditionalGeneration", halves),
        "marian": ("MarianMTModel", halves),
        "bert": ("BertForMaskedLM", {**SMALL, **wide}),
        "roberta": ("RobertaForMaskedLM", {**SMALL, **wide, "max_position_embeddings": CONTEXT + 3}),
        "xlm-roberta": ("XLMRobertaForMaskedLM", {**SMALL, **wide, "max_position_embeddings": CONTEXT + 3}),
    }
    name, sizes = made[family]
    maker = getattr(transformers, name)
    return maker(maker.config_class(**marks | sizes))
