"""A byte-level BPE tokenizer in GGUF's words; any other is refused, as llama.cpp would cut texts otherwise."""

import json
from collections.abc import Mapping
from typing import Any

from broadsheet.core import InvalidInputError
from broadsheet.train.gates import Source

# The kinds of tokens of llama.cpp (`llama_token_type`).
NORMAL, CONTROL, USER_DEFINED, UNUSED = 1, 3, 4, 5

# How a text is cut before its bytes are joined: the patterns of `llama-vocab.cpp` that models here are trained with, by
# the name it has for them. The first is GPT-2's, which `tokenizers` has built in.
_LLAMA3 = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
PATTERNS = {_LLAMA3: "llama-bpe", _LLAMA3.replace("{1,3}", ""): "qwen2"}

# Without a template of its own a model reads the messages one after the other, as it does in torch.
PLAIN = (
    "{% for message in messages %}{{ message['content'] }}{% if not loop.last %}{{ '\\n\\n' }}{% endif %}{% endfor %}"
)


def check(source: Source) -> None:
    """Raise `InvalidInputError` unless llama.cpp can cut texts as the source's tokenizer does."""
    read = _read(source)
    _pattern(read)
    fault = ""
    if (read.get("model") or {}).get("type") != "BPE":
        fault = f"it is a {(read.get('model') or {}).get('type')} tokenizer"
    elif read.get("normalizer") is not None:
        fault = "it changes texts before it cuts them"
    if fault:
        raise _unable(fault)


def rows(source: Source) -> int:
    """How many tokens the model has, which may be more than its tokenizer names."""
    return int(source.config["vocab_size"])


def describe(writer: Any, source: Source, *, rows: int) -> None:
    """Write the tokens, how they are joined, and the marks. Raises `InvalidInputError` where there are too many."""
    read = _read(source)
    tokens, kinds = _tokens(read, rows)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre(_pattern(read))
    writer.add_token_list(tokens)
    writer.add_token_types(kinds)
    merges = read["model"]["merges"]
    writer.add_token_merges([pair if isinstance(pair, str) else " ".join(pair) for pair in merges])
    for name, number in _marks(source).items():
        getattr(writer, f"add_{name}_token_id")(number)
    writer.add_add_bos_token(_opens(source))
    writer.add_add_eos_token(False)  # noqa: FBT003 - the package's own signature
    writer.add_chat_template(_template(source))


def _read(source: Source) -> dict[str, Any]:
    try:
        read = json.loads((source.tokens / "tokenizer.json").read_text(encoding="utf-8"))
    except ValueError as error:
        raise InvalidInputError("the tokenizer is no JSON", asked=source.folder.name, found=str(error)[:200]) from error
    return read if isinstance(read, dict) else {}


def _pattern(read: Mapping[str, Any]) -> str:
    """llama.cpp's name for how the text is cut first."""
    cut = read.get("pre_tokenizer") or {}
    steps = cut.get("pretokenizers", []) if cut.get("type") == "Sequence" else [cut]
    last = steps[-1] if steps else {}
    if last.get("type") != "ByteLevel" or last.get("add_prefix_space"):
        raise _unable("it doesn't cut texts into bytes, or puts a blank before them")
    if len(steps) == 1 and last.get("use_regex", True):
        return "gpt-2"
    split = steps[0] if len(steps) == 2 else {}
    named = PATTERNS.get((split.get("pattern") or {}).get("Regex", ""))
    if named is None or split.get("behavior") != "Isolated" or split.get("invert"):
        raise _unable("it cuts texts by a pattern that llama.cpp has no name for")
    return named


def _tokens(read: Mapping[str, Any], rows: int) -> tuple[list[str], list[int]]:
    numbers = {int(number): text for text, number in read["model"]["vocab"].items()}
    added = {int(token["id"]): token for token in read.get("added_tokens", [])}
    numbers |= {number: token["content"] for number, token in added.items()}
    if max(numbers) >= rows:
        raise InvalidInputError(
            "the tokenizer has more tokens than the model", asked=f"{max(numbers) + 1} tokens", found=f"{rows} rows"
        )
    kinds = {number: CONTROL if token.get("special") else USER_DEFINED for number, token in added.items()}
    texts = [numbers.get(number, f"[PAD{number}]") for number in range(rows)]
    return texts, [kinds.get(number, NORMAL if number in numbers else UNUSED) for number in range(rows)]


def _marks(source: Source) -> dict[str, int]:
    """The numbers of the tokens that begin and end a text, pad it or stand for what is unknown."""
    made = {**source.config, **{k: v for k, v in source.settings("generation_config.json").items() if v is not None}}
    found: dict[str, int] = {}
    for name in ("bos", "eos", "pad"):
        value = made.get(f"{name}_token_id")
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, int) and value >= 0:
            found[name] = value
    return found


def _opens(source: Source) -> bool:
    """Whether the tokenizer puts the sign of the beginning before every text."""
    from tokenizers import Tokenizer

    ids = Tokenizer.from_file(str(source.tokens / "tokenizer.json")).encode("a").ids
    return len(ids) > 1 and ids[0] == _marks(source).get("bos")


def _template(source: Source) -> str:
    own = source.tokens / "chat_template.jinja"
    if own.is_file():
        return own.read_text(encoding="utf-8")
    named = source.settings("tokenizer_config.json").get("chat_template")
    return named if isinstance(named, str) and named else PLAIN


def _unable(fault: str) -> InvalidInputError:
    return InvalidInputError(
        "llama.cpp can't cut texts as this tokenizer does",
        found=fault,
        choices=["byte-level BPE cut as GPT-2, Llama 3 or Qwen 2 do, without a normalizer"],
        do="export the model to onnx, which takes its tokenizer as it is, or train it with bytes_bpe",
    )
