"""A model's `tokenizer.json` without `transformers`: what a backend asks of a tokenizer, by the same names."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from broadsheet.core import IntegrityError, MissingExtraError


@dataclass(frozen=True, slots=True)
class Cut:
    """A text's tokens."""

    input_ids: list[int]


class FileTokenizer:
    """The tokenizer in a model's folder. Raises `MissingExtraError` and `IntegrityError`."""

    def __init__(self, folder: Path) -> None:
        self._read = _opened(folder / "tokenizer.json")
        added = self._read.get_added_tokens_decoder().items()
        special = {number: token.content for number, token in added if token.special}
        self.all_special_ids = sorted(special)
        self.all_special_tokens = [special[number] for number in self.all_special_ids]
        self.chat_template = _template(folder)
        self._told = settings(folder / "tokenizer_config.json")

    def __call__(self, text: str, *, add_special_tokens: bool = True) -> Cut:
        """The tokens of `text`, with the signs of its beginning and end unless these are not wanted."""
        return Cut(list(self._read.encode(text, add_special_tokens=add_special_tokens).ids))

    def decode(
        self,
        tokens: Sequence[int],
        *,
        skip_special_tokens: bool = False,
        clean_up_tokenization_spaces: bool = False,  # noqa: ARG002 - as `transformers` has it; nothing is cleaned up here
    ) -> str:
        """The text of `tokens`."""
        return str(self._read.decode(list(tokens), skip_special_tokens=skip_special_tokens))

    @property
    def mask_token(self) -> str:
        """The token that stands for a hidden word; the usual one where `tokenizer_config.json` names none."""
        return self._text("mask_token") or "[MASK]"

    @property
    def mask_token_id(self) -> int | None:
        """Its number, or None where there is no such token."""
        return self.number(self.mask_token)

    def number(self, token: str) -> int | None:
        """The number of `token`, or None where there is no such token."""
        found = self._read.token_to_id(token)
        return None if found is None else int(found)

    def named(self, name: str) -> int | None:
        """The number of the token that `tokenizer_config.json` calls `name` (`eos_token`), or None."""
        told = self._told.get(name)
        text = told.get("content") if isinstance(told, Mapping) else told
        return self.number(text) if isinstance(text, str) else None

    def apply_chat_template(self, turns: Sequence[Mapping[str, str]], **told: Any) -> str:
        """The prompt of `turns`, by the model's own template. Raises `MissingExtraError` without `transformers`."""
        try:
            from transformers.utils.chat_template_utils import render_jinja_template
        except ImportError as error:
            raise MissingExtraError(
                "this model's chat template needs the package transformers",
                asked="transformers",
                do="pip install 'broadsheet[transformers]'",
            ) from error
        marks = {f"{name}_token": self._text(f"{name}_token") for name in ("bos", "eos", "pad", "unk")}
        wanted = {name: value for name, value in told.items() if name != "tokenize"} | marks
        rendered, _ = render_jinja_template([list(turns)], chat_template=self.chat_template, **wanted)
        return str(rendered[0])

    def _text(self, name: str) -> str:
        told = self._told.get(name) or ""
        return str(told.get("content", "")) if isinstance(told, Mapping) else str(told)


def settings(path: Path) -> Mapping[str, Any]:
    """The JSON object in `path`; empty where there is none or it is none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def ends(folder: Path, tokenizer: FileTokenizer) -> tuple[int, ...]:
    """The tokens that end an answer, as the folder's files name them."""
    for name in ("generation_config.json", "config.json"):
        value = settings(folder / name).get("eos_token_id")
        if value is not None:
            return tuple(int(v) for v in value) if isinstance(value, list) else (int(value),)
    named = tokenizer.named("eos_token")
    return () if named is None else (named,)


def _opened(path: Path) -> Any:
    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        raise MissingExtraError(
            "models in ONNX need the package tokenizers", asked="tokenizers", do="pip install 'broadsheet[lab]'"
        ) from error
    try:
        return Tokenizer.from_file(str(path))
    except Exception as error:
        raise IntegrityError(
            "the model's tokenizer can't be read", asked=str(path), found=str(error)[:200], do="export the model again"
        ) from error


def _template(folder: Path) -> str:
    own = folder / "chat_template.jinja"
    if own.is_file():
        return own.read_text(encoding="utf-8")
    named = settings(folder / "tokenizer_config.json").get("chat_template")
    return named if isinstance(named, str) else ""
