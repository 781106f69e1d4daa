"""A tokenizer: texts to numbers and back, saved as files that other tools open to the same numbers."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from broadsheet.core.whole_files import written
from broadsheet.train.tokens.engine import engine
from broadsheet.train.tokens.specials import NAMES, SENTINELS

FILE = "tokenizer.json"
CONFIG = "tokenizer_config.json"
MAP = "special_tokens_map.json"
# The kinds that keep every sign of a text: `decode(encode(text)) == text`.
_LOSSLESS = frozenset({"bytes_bpe"})


@dataclass(frozen=True, eq=False)
class Tokenizer:
    """Wraps a `tokenizers.Tokenizer`. Two with the same `digest` give the same numbers.

    `kind` is one of `kinds/`, or `foreign` for one made elsewhere. `pad` ... `mask` are numbers of special tokens; a
    foreign tokenizer that lacks one has the nearest in its place (`unk` for `mask`, `eos` for `bos`, ...). Special
    tokens written out in a text are read as plain text: `</s>` in a comment ends nothing.
    """

    inner: Any
    kind: str
    pad: int
    unk: int
    bos: int
    eos: int
    sep: int
    cls: int
    mask: int

    @cached_property
    def size(self) -> int:
        """How many numbers there are, special ones included: a model's vocabulary."""
        return max(self.inner.get_vocab(with_added_tokens=True).values(), default=-1) + 1

    @cached_property
    def digest(self) -> str:
        """The sha256 of `tokenizer.json`."""
        return hashlib.sha256(self.inner.to_str().encode()).hexdigest()

    @cached_property
    def sentinels(self) -> tuple[int, ...]:
        """The numbers of `<extra_id_0>` ... `<extra_id_99>`; empty when it was trained without."""
        found = [self.inner.token_to_id(name) for name in SENTINELS]
        return tuple(number for number in found if number is not None)

    @property
    def is_lossless(self) -> bool:
        """Whether every text comes back as it was; else likelihoods are those of a poorer text."""
        return self.kind in _LOSSLESS

    def encode(self, text: str) -> list[int]:
        """The numbers of `text`; no special token is added."""
        return list(self.inner.encode(_whole(text), add_special_tokens=False).ids)

    def encode_many(self, texts: Sequence[str]) -> list[list[int]]:
        """The numbers of each text, by all the processor's cores."""
        batch = self.inner.encode_batch_fast([_whole(text) for text in texts], add_special_tokens=False)
        return [found.ids for found in batch]

    def decode(self, ids: Iterable[int]) -> str:
        """The text of `ids`, special tokens left out. Bytes that are no whole character become U+FFFD."""
        return str(self.inner.decode(list(map(int, ids)), skip_special_tokens=True))

    def token(self, id: int) -> str:
        """How the vocabulary writes token `id`; empty for a number it does not have."""
        return self.inner.id_to_token(int(id)) or ""

    def save(self, folder: Path, *, template: str = "") -> None:
        """Write `tokenizer.json` and the two files from which `AutoTokenizer` learns the special tokens; none half.

        `template` is what such a tool puts around a text, as `<cls> $A <sep>`; `encode` never does.
        """
        folder.mkdir(parents=True, exist_ok=True)
        inner = self._wrapping(template) if template else self.inner
        names = {f"{name}_token": self.token(getattr(self, name)) for name in NAMES}
        config = {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "broadsheet_kind": self.kind,
            "clean_up_tokenization_spaces": False,
            "model_max_length": 10**30,  # without a limit of its own: what the model reads at most is in its config
            **names,
        }
        written(folder / FILE, inner.to_str().encode())
        for file, content in ((CONFIG, config), (MAP, names)):
            written(folder / file, json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n")

    def _wrapping(self, template: str) -> Any:
        library = engine()
        inner = library.Tokenizer.from_str(self.inner.to_str())
        named = [(word, inner.token_to_id(word)) for word in template.split() if not word.startswith("$")]
        inner.post_processor = library.processors.TemplateProcessing(single=template, special_tokens=named)
        return inner


def _whole(text: str) -> str:
    """`text` without lone surrogates, which are no characters and can't be written as UTF-8."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
