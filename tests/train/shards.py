"""Small shards in memory, of the shape of the corpus's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class LetterTokenizer:
    """A token a byte, after the special ones."""

    pad: int = 0
    unk: int = 1
    bos: int = 2
    eos: int = 3
    sep: int = 4
    cls: int = 5
    mask: int = 6
    size: int = 7 + 256 + 100
    sentinels: tuple[int, ...] = tuple(range(263, 363))

    def token(self, number: int) -> str:
        return chr(number - 7) if 7 <= number < 135 else f"<{number}>"

    def encode(self, text: str) -> list[int]:
        return [7 + byte for byte in text.encode()]


class Column:
    def __init__(self, rows: Sequence[Sequence[int]]) -> None:
        self.tokens = np.array([token for row in rows for token in row], dtype=np.int32)
        self.starts = np.concatenate([[0], np.cumsum([len(row) for row in rows], dtype=np.int64)]).astype(np.int64)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, place: int) -> NDArray[np.int32]:
        return self.tokens[self.starts[place] : self.starts[place + 1]]


@dataclass(frozen=True)
class LetterShards:
    """Texts by part and by name of column; labels and tags by part."""

    texts: Mapping[str, Mapping[str, Sequence[str]]]
    classes: Mapping[str, Sequence[int]] = field(default_factory=dict)
    marks: Mapping[str, Sequence[Sequence[int]]] = field(default_factory=dict)
    labels: tuple[str, ...] = ()
    folder: Path = Path("shards")
    tokenizer: LetterTokenizer = field(default_factory=LetterTokenizer)

    @property
    def digest(self) -> str:
        return sha256(repr((self.texts, self.classes, self.marks)).encode()).hexdigest()

    def column(self, part: str, name: str = "text") -> Column:
        return Column([self.tokenizer.encode(text) for text in self.texts.get(part, {}).get(name, [])])

    def label(self, part: str) -> NDArray[np.int32]:
        return np.array(self.classes.get(part, []), dtype=np.int32)

    def tags(self, part: str) -> Column:
        return Column(list(self.marks.get(part, [])))

    def bytes(self, part: str, name: str = "text") -> int:
        return sum(len(text.encode()) for text in self.texts.get(part, {}).get(name, []))


HEADLINES = (
    "The council passed a budget of 40 million",
    "市议会通过四千万预算",
    "Rain",
    "",
    "央行宣布下调利率，市场反应平静。分析人士说，这在意料之中。",
    "Police said on Friday that nobody was hurt in the fire at the harbour",
    "台风登陆",
    "A cup",
)


ENGLISH = ("Forty million for the council", "Rain over the harbour", "Nobody hurt in a fire", "A cup for the town")
CHINESE = ("市议会四千万", "海港有雨", "火灾无人受伤", "本镇夺杯")


def pairs(times: int = 4) -> LetterShards:
    """Bilingual pairs with a refused side, a label and tags; some lack one of them."""
    texts, targets = [*ENGLISH, *CHINESE, "", "No target"], [*CHINESE, *ENGLISH, "没有原文", ""]
    columns = {"text": texts * times, "target": targets * times, "refused": [text[::-1] for text in targets] * times}
    labels = [0, 1, 2, 0, 0, 1, 2, 0, 1, -1] * times
    tags = [[byte % 3 if byte % 5 else -100 for byte in text.encode()] for text in columns["text"]]
    parts = ("train", "valid", "test")
    return LetterShards(
        dict.fromkeys(parts, columns), dict.fromkeys(parts, labels), dict.fromkeys(parts, tags), ("a", "b", "c")
    )


def headlines(times: int = 4) -> LetterShards:
    """Bilingual headlines, one of them empty; a few held out."""
    held = {"text": list(HEADLINES)}
    return LetterShards({"train": {"text": list(HEADLINES) * times}, "valid": held, "test": held})
