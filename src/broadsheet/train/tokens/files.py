"""Tokenizers from files: those trained here, and those of models made elsewhere."""

from pathlib import Path
from typing import Any

from broadsheet.core import InvalidInputError
from broadsheet.core.json_objects import object_in
from broadsheet.train.tokens.engine import engine
from broadsheet.train.tokens.specials import NAMES
from broadsheet.train.tokens.tokenizer import CONFIG, FILE, MAP, Tokenizer

FOREIGN = "foreign"
# What a tokenizer from elsewhere puts in the place of a special token that it lacks: GPT-2 has one in all.
_INSTEAD = {
    "pad": ("eos", "unk"),
    "unk": ("eos", "pad"),
    "bos": ("cls", "eos"),
    "eos": ("sep", "bos"),
    "sep": ("eos",),
    "cls": ("bos", "eos"),
    "mask": ("unk", "eos"),
}
# How they are called where no file says which is which.
_USUAL = {
    "pad": ("<pad>", "[PAD]", "<|pad|>"),
    "unk": ("<unk>", "[UNK]"),
    "bos": ("<s>", "<|begin_of_text|>", "<|im_start|>", "<|endoftext|>"),
    "eos": ("</s>", "<|endoftext|>", "<|end_of_text|>", "<|im_end|>"),
    "sep": ("<sep>", "[SEP]"),
    "cls": ("<cls>", "[CLS]"),
    "mask": ("<mask>", "[MASK]"),
}


def load(path: Path) -> Tokenizer:
    """The tokenizer in a folder or a `tokenizer.json`. Raises `InvalidInputError` when it can't be read."""
    file = path / FILE if path.is_dir() else path
    try:
        inner = engine().Tokenizer.from_str(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _unreadable(path, str(error)) from error
    except Exception as error:  # the library raises bare `Exception` for whatever is wrong with its JSON
        raise _unreadable(path, str(error)) from error
    said = _said(file.parent)
    return wrapped(inner, kind=str(said.get("broadsheet_kind") or FOREIGN), said=said)


def wrapped(inner: Any, *, kind: str, said: dict[str, Any] | None = None) -> Tokenizer:
    """The tokenizer around `inner`; `said` is what its folder's files call the special tokens."""
    inner.encode_special_tokens = True
    found = {name: _number(inner, name, said or {}) for name in NAMES}
    if all(number is None for number in found.values()):
        raise _unreadable(Path(FILE), "it has no special token, so nothing could end a text")
    return Tokenizer(inner=inner, kind=kind, **{name: _filled(name, found) for name in NAMES})


def _said(folder: Path) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for file in (MAP, CONFIG):
        said |= object_in(folder / file)
    return said


def _number(inner: Any, name: str, said: dict[str, Any]) -> int | None:
    told = said.get(f"{name}_token")
    told = told.get("content") if isinstance(told, dict) else told
    names = (told,) if isinstance(told, str) else _USUAL[name]
    return next((number for word in names if (number := inner.token_to_id(word)) is not None), None)


def _filled(name: str, found: dict[str, int | None]) -> int:
    for other in (name, *_INSTEAD[name]):
        if (number := found[other]) is not None:
            return number
    return next(number for number in found.values() if number is not None)


def _unreadable(path: Path, found: str) -> InvalidInputError:
    return InvalidInputError(
        "the tokenizer can't be read", asked=str(path), found=found[:200], do="give a folder with a tokenizer.json"
    )
