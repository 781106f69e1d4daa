"""Small models of the kinds that newsrooms start from, of first weights, by the configurations of `transformers`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
import transformers

_BODY = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 24}
_KEYS = {"num_key_value_heads": 1, "max_position_embeddings": 48}
_ENDS = {"bos_token_id": 2, "eos_token_id": 3, "pad_token_id": 0}
_PAIR = {
    "d_model": 16,
    "encoder_layers": 2,
    "decoder_layers": 1,
    "encoder_attention_heads": 2,
    "decoder_attention_heads": 2,
    "encoder_ffn_dim": 24,
    "decoder_ffn_dim": 24,
    "max_position_embeddings": 48,
    "decoder_start_token_id": 0,
}
_T5 = {"d_model": 16, "d_kv": 8, "d_ff": 24, "num_layers": 2, "num_heads": 2, "decoder_start_token_id": 0}

# By name: the class that a folder was saved by, and its configuration.
CAUSAL: Mapping[str, tuple[str, dict[str, Any]]] = {
    "qwen2": ("Qwen2ForCausalLM", {**_BODY, **_KEYS, "tie_word_embeddings": True}),
    "qwen3": ("Qwen3ForCausalLM", {**_BODY, **_KEYS, "head_dim": 8, "tie_word_embeddings": True}),
    "mistral": ("MistralForCausalLM", {**_BODY, **_KEYS, "sliding_window": None}),
    "sliding mistral": ("MistralForCausalLM", {**_BODY, **_KEYS, "sliding_window": 8}),
    "smollm": ("LlamaForCausalLM", {**_BODY, **_KEYS, "tie_word_embeddings": True}),
    "llama 3": (
        "LlamaForCausalLM",
        {
            **_BODY,
            **_KEYS,
            "rope_parameters": {
                "rope_type": "llama3",
                "rope_theta": 1e4,
                "factor": 8.0,
                "low_freq_factor": 1.0,
                "high_freq_factor": 4.0,
                "original_max_position_embeddings": 16,
            },
        },
    ),
    "opt": ("OPTForCausalLM", {**_BODY, "ffn_dim": 24, "max_position_embeddings": 48, "word_embed_proj_dim": 16}),
    "gemma 2": ("Gemma2ForCausalLM", {**_BODY, **_KEYS, "head_dim": 8, "final_logit_softcapping": 2.0}),
    "bloom": ("BloomForCausalLM", {"hidden_size": 16, "n_layer": 2, "n_head": 2}),
    "mamba": ("MambaForCausalLM", {"hidden_size": 16, "num_hidden_layers": 2, "state_size": 4}),
}
MASKED: Mapping[str, tuple[str, dict[str, Any]]] = {
    # chinese-roberta-wwm-ext and MacBERT are of this layout.
    "bert": ("BertForMaskedLM", {**_BODY, "max_position_embeddings": 48}),
    "roberta": ("RobertaForMaskedLM", {**_BODY, "max_position_embeddings": 50, "type_vocab_size": 1}),
    "roberta's body": ("RobertaModel", {**_BODY, "max_position_embeddings": 50, "type_vocab_size": 1}),
    "xlm-roberta": ("XLMRobertaForMaskedLM", {**_BODY, "max_position_embeddings": 50, "type_vocab_size": 1}),
    "distilbert": (
        "DistilBertForMaskedLM",
        {"dim": 16, "n_layers": 2, "n_heads": 2, "hidden_dim": 24, "max_position_embeddings": 48},
    ),
    "electra": ("ElectraForPreTraining", {**_BODY, "embedding_size": 8, "max_position_embeddings": 48}),
    "deberta-v3": (
        "DebertaV2ForMaskedLM",
        {
            **_BODY,
            "max_position_embeddings": 48,
            "relative_attention": True,
            "position_buckets": 8,
            "norm_rel_ebd": "layer_norm",
            "share_att_key": True,
            "pos_att_type": "p2c|c2p",
            "position_biased_input": False,
            "type_vocab_size": 0,
        },
    ),
    "modernbert": ("ModernBertForMaskedLM", {**_BODY, "max_position_embeddings": 48, "local_attention": 16}),
}
PAIRED: Mapping[str, tuple[str, dict[str, Any]]] = {
    "t5": ("T5ForConditionalGeneration", _T5),
    "flan-t5": ("T5ForConditionalGeneration", {**_T5, "feed_forward_proj": "gated-gelu", "tie_word_embeddings": False}),
    "mt5": ("MT5ForConditionalGeneration", {**_T5, "feed_forward_proj": "gated-gelu", "tie_word_embeddings": False}),
    "bart": ("BartForConditionalGeneration", _PAIR),
    "mbart": ("MBartForConditionalGeneration", {**_PAIR, "scale_embedding": True}),
    "marian": ("MarianMTModel", {**_PAIR, "scale_embedding": True, "static_position_embeddings": True}),
}
KINDS: Mapping[str, tuple[str, dict[str, Any]]] = {**CAUSAL, **MASKED, **PAIRED}


def saved(folder: Path, name: str, *, vocabulary: int = 37) -> Any:
    """The model called `name`, saved into `folder` as `transformers` saves one; no weight is nought."""
    made_as, told = KINDS[name]
    kind = getattr(transformers, made_as)
    torch.manual_seed(4)
    model = kind(kind.config_class(**{**_ENDS, **told, "vocab_size": vocabulary})).eval()
    spread = torch.Generator().manual_seed(5)
    with torch.no_grad():
        for weight in model.parameters():
            if weight.requires_grad:  # positions that are computed are not
                weight.add_(0.1 * torch.randn(weight.shape, generator=spread))
        for name_of, buffer in model.named_buffers():
            if name_of == "final_logits_bias":
                buffer.add_(torch.randn(buffer.shape, generator=spread))
    model.save_pretrained(folder)
    return model


def opened(folder: Path, family: str) -> Any:
    """What `transformers` opens the folder as."""
    auto = {"causal": "AutoModelForCausalLM", "masked": "AutoModelForMaskedLM", "paired": "AutoModelForSeq2SeqLM"}
    found, told = getattr(transformers, auto[family]).from_pretrained(folder, output_loading_info=True)
    assert not told["missing_keys"]
    # Our BERT has the head for next sentences as well.
    assert not [key for key in told["unexpected_keys"] if "seq_relationship" not in key and "pooler" not in key]
    return found.eval()
