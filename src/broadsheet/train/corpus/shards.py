"""A prepared corpus on disk: memory maps of tokens by part, with their tokenizer and data card.

A folder holds `manifest.json`, which names the folder of the numbers beside it and the sha256 of each file; it is
written last, so whoever opens it sees a whole corpus or none.
"""

import json
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadsheet.core import IntegrityError, InvalidInputError
from broadsheet.models import seal
from broadsheet.train import tokens
from broadsheet.train.tokens import Tokenizer

MANIFEST = "manifest.json"
CARD = "card.json"
# The layout of the files; another one is refused.
FORMAT = 1
PARTS = ("train", "valid", "test")
COLUMNS = ("text", "target", "refused")
# Where a token has no tag: what torch's cross entropy passes over.
NO_TAG = -100


class Column:
    """The tokens of every document of a part, one after the other, and where each starts.

    `tokens` is a memory map of shape (n,), unsigned 16 or 32 bits; `starts` int64 of shape (documents + 1,).
    """

    def __init__(self, tokens: "NDArray[Any]", starts: "NDArray[np.int64]") -> None:
        self.tokens, self.starts = tokens, starts

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, number: int) -> "NDArray[Any]":
        """The tokens of document `number`, without special ones."""
        if not -len(self) <= number < len(self):
            raise IndexError(number)
        number %= len(self)
        return self.tokens[self.starts[number] : self.starts[number + 1]]


class Shards:
    """A prepared corpus. Columns hold the tokens of texts alone: an objective adds what opens and ends them.

    `digest` is over all that training sees, `plan` over what decided it: the documents as read and the settings.
    """

    def __init__(self, folder: Path, manifest: Mapping[str, Any]) -> None:
        self.folder, self._manifest = folder, manifest
        self._data = folder / str(manifest["data"])
        self.digest: str = manifest["digest"]
        self.plan: str = manifest["plan"]
        self.labels: tuple[str, ...] = tuple(manifest["labels"])
        self.tag_names: tuple[str, ...] = tuple(manifest["tags"])

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The tokenizer that made the numbers."""
        return tokens.load(self._data)

    @cached_property
    def card(self) -> Mapping[str, Any]:
        """What is in the corpus, where it is from and what was left out, in JSON's types."""
        card: dict[str, Any] = json.loads((self._data / CARD).read_text(encoding="utf-8"))
        return card

    def documents(self, part: str) -> int:
        """How many documents `part` has."""
        return int(self._part(part)["documents"])

    def column(self, part: str, name: str = "text") -> Column:
        """The tokens of `part` (`train`, `valid`, `test`): `text`, `target` or `refused`. Raises `InvalidInputError`.

        A document without a target has none of its tokens.
        """
        return self._column(part, name)

    def label(self, part: str) -> "NDArray[np.int32]":
        """The number of each document's label in `labels`; -1 where there is none."""
        return self._array(self._data / f"{part}.label.bin", "int32", self.documents(part))

    def tags(self, part: str) -> Column:
        """The numbers of tags in `tag_names`, one for each token of `text`; -100 but for a word's first token.

        Raises `InvalidInputError` when the corpus is not tagged.
        """
        if not self.tag_names:
            raise InvalidInputError("the documents of this corpus have no tags", asked=str(self.folder))
        text = self._column(part, "text")
        return Column(self._array(self._data / f"{part}.tags.bin", "int32", len(text.tokens)), text.starts)

    def bytes(self, part: str, name: str = "text") -> int:
        """The UTF-8 bytes of the texts that the tokens of a column stand for: bits per byte are over these."""
        return int(self._part(part)["bytes"].get(name, 0))

    def _part(self, part: str) -> Mapping[str, Any]:
        if part not in PARTS:
            raise InvalidInputError("there is no such part of a corpus", asked=part, choices=PARTS)
        found: Mapping[str, Any] = self._manifest["parts"][part]
        return found

    @cache  # noqa: B019 - as many as there are columns, and they live as long as the corpus
    def _column(self, part: str, name: str) -> Column:
        told = self._part(part)
        if name not in COLUMNS or name not in told["tokens"]:
            there = [one for one in COLUMNS if one in told["tokens"]]
            raise InvalidInputError(
                f"the documents of this corpus have no {name}", asked=str(self.folder), choices=there
            )
        starts = self._array(self._data / f"{part}.{name}.starts.bin", "int64", told["documents"] + 1)
        found = self._array(self._data / f"{part}.{name}.bin", self._manifest["dtype"], told["tokens"][name])
        return Column(found, starts)

    @staticmethod
    def _array(file: Path, dtype: str, count: int) -> "NDArray[Any]":
        if not count:  # an empty file can't be mapped
            return np.zeros(0, dtype=dtype)
        return np.memmap(file, dtype=dtype, mode="r", shape=(count,))


def open_shards(folder: Path) -> Shards:
    """The corpus prepared in `folder`. Raises `InvalidInputError` when there is none, or it is torn or was changed.

    Every file is hashed the first time; later only those whose size or time has changed since.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise _damaged(folder, "no manifest.json: it was not prepared, or not to the end") from error
    except (OSError, ValueError) as error:
        raise _damaged(folder, str(error)) from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise _damaged(folder, f"a manifest of another format than {FORMAT}")
    try:
        for name, sha256 in manifest["files"].items():
            seal.verify(folder / manifest["data"] / Path(name).name, sha256)
        return Shards(folder, manifest)
    except IntegrityError as error:
        raise _damaged(folder, f"another content than it was prepared with: {error.found}") from error
    except (OSError, KeyError, TypeError, AttributeError) as error:
        raise _damaged(folder, f"not whole: {error}") from error


def _damaged(folder: Path, found: str) -> InvalidInputError:
    return InvalidInputError(
        "there is no whole prepared corpus in this folder", asked=str(folder), found=found, do="prepare it again"
    )
