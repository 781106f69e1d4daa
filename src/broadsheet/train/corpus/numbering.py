"""The third step: a vocabulary is learnt from the training part, and every text becomes numbers."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from broadsheet.core import InvalidInputError
from broadsheet.train import tokens
from broadsheet.train.corpus.beside import beside
from broadsheet.train.corpus.choosing import VOCABULARY, chosen
from broadsheet.train.corpus.document import Document
from broadsheet.train.corpus.preparing import Preparing, Progress
from broadsheet.train.corpus.shards import COLUMNS, NO_TAG, PARTS
from broadsheet.train.corpus.splitting import part_of
from broadsheet.train.corpus.working import Work
from broadsheet.train.tokens import Tokenizer

NUMBER, FINISH = "number", "finish"
DATA = "data"
# Sources named in the card; a folder of a hundred thousand files would fill it.
_SOURCES = 200
_OTHERS = "others"
_MORE = "give more texts, or name the columns they are in, or ask less of them"
# What helps when most documents lack the same thing.
_LACKING: Mapping[str, str] = {
    "no label": "name their column, --column label=NAME; in the archive --label category, after broadsheet analyse",
    "no target": "name the column of what is to be written, --column target=NAME",
    "no refused": "name the column of what was refused, --column refused=NAME; see broadsheet edit export",
    "no tags": "give each text its tags, [[word, tag], ...], and name their column, --column tags=NAME",
}


def learn(work: Work, settings: Preparing, *, seed: int) -> Iterator[Progress]:
    """Train the tokenizer, or take the one that is ready, and keep it with the numbers."""
    yield Progress(VOCABULARY, 0, 1)
    if settings.ready:
        tokenizer = tokens.load(Path(settings.ready))
    else:
        _check_any(work)
        tokenizer = yield from beside(lambda: _learnt(work, settings, seed=seed), word=Progress(VOCABULARY, 0, 1))
    tokenizer.save(work.path(DATA))
    small = not settings.ready and tokenizer.size < settings.size
    notice = f"the corpus gives {tokenizer.size:,} tokens; {settings.size:,} were asked for" if small else ""
    told = {"asked": settings.size, "found": tokenizer.size} if small else None
    work.note(NUMBER, {"chosen": {**work.at, "smaller_vocabulary": told}})
    yield Progress(VOCABULARY, 1, 1, notice)


def _learnt(work: Work, settings: Preparing, *, seed: int) -> Tokenizer:
    texts, signs = _texts(work, settings, seed=seed), settings.sentinels
    return tokens.train(settings.tokenizer, texts, size=settings.size, seed=seed, least=settings.least, sentinels=signs)


def _check_any(work: Work) -> None:
    """Raise `InvalidInputError`, with why each was left out, when no document is left to learn from."""
    if not work.at.get("kept"):
        dropped = {why: count for why, count in work.at.get("dropped", {}).items() if count}
        left = ", ".join(f"{count:,} left out: {why}" for why, count in dropped.items())
        raise InvalidInputError(
            "there is no document to learn from",
            found=left or "no document at all",
            do=_LACKING.get(max(dropped, key=lambda why: dropped[why], default=""), _MORE),
        )


def number_all(work: Work, settings: Preparing, *, seed: int) -> Iterator[Progress]:
    """Write the numbers of every document that is learnt from."""
    tokenizer, at = tokens.load(work.path(DATA)), work.at
    told = at["chosen"]
    numbers = _Numbers(work, tokenizer, labels=_places(told["labels"]), tags=_places(told["tags"]))
    for end, row, block in chosen(work, start=at.get("byte", 0), row=at.get("row", 0)):
        tally = _Tally(at)
        by_part: dict[str, list[Document]] = {}
        for document in block:
            part = part_of(document.id, seed=seed, valid=settings.valid, test=settings.test)
            by_part.setdefault(part, []).append(document)
        for part, documents in by_part.items():
            numbers.write(part, documents, tally)
        at = {"chosen": told, "byte": end, "row": row, **tally.as_json()}
        work.note(NUMBER, at)
        yield Progress(NUMBER, row, told["kept"])
    work.note(FINISH, at)


def _texts(work: Work, settings: Preparing, *, seed: int) -> Iterator[str]:
    """All texts of the training part: what is held out decides nothing of the vocabulary."""
    for _, _, block in chosen(work):
        for one in block:
            if part_of(one.id, seed=seed, valid=settings.valid, test=settings.test) == "train":
                yield from filter(None, (one.text, one.target, one.refused))


def _places(names: Sequence[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(names)}


def dtype_of(tokenizer: Tokenizer) -> str:
    """The smallest type of number that holds every token."""
    return "uint16" if tokenizer.size <= 1 << 16 else "uint32"


@dataclass(frozen=True, slots=True)
class _Numbers:
    """Writes documents as numbers to the files of their part."""

    work: Work
    tokenizer: Tokenizer
    labels: Mapping[str, int]
    tags: Mapping[str, int]

    def write(self, part: str, documents: Sequence[Document], tally: "_Tally") -> None:
        rows = self._texts(part, documents)
        for name in COLUMNS:
            texts = [getattr(document, name) for document in documents]
            empty: list[list[int]] = [[]] * len(texts)
            other = self.tokenizer.encode_many(texts) if name != "text" and any(texts) else empty
            self._append(part, name, rows if name == "text" else other, tally)
            tally.bytes[f"{part}.{name}"] += sum(len(text.encode()) for text in texts)
        numbers = [self.labels.get(document.label, -1) for document in documents]
        self.work.append(f"{DATA}/{part}.label.bin", np.array(numbers, dtype="<i4").tobytes())
        for document, ids in zip(documents, rows, strict=True):
            tally.count(part, document, len(ids))

    def _texts(self, part: str, documents: Sequence[Document]) -> list[list[int]]:
        rows = self.tokenizer.encode_many(["" if one.tags else one.text for one in documents])
        if self.tags:
            for at, document in enumerate(documents):
                tags = [NO_TAG] * len(rows[at])
                if document.tags:
                    rows[at], tags = self._tagged(document)
                self.work.append(f"{DATA}/{part}.tags.bin", np.array(tags, dtype="<i4").tobytes())
        return rows

    def _tagged(self, document: Document) -> tuple[list[int], list[int]]:
        """Each word by itself, so that none shares a token with the next; its first token has its tag."""
        gap = "" if document.language == "zh" else " "
        words = [gap * (at > 0) + word for at, (word, _) in enumerate(document.tags)]
        ids: list[int] = []
        tags: list[int] = []
        for found, (_, tag) in zip(self.tokenizer.encode_many(words), document.tags, strict=True):
            ids += found
            tags += [self.tags[tag], *[NO_TAG] * (len(found) - 1)][: len(found)]
        return ids, tags

    def _append(self, part: str, name: str, rows: Sequence[Sequence[int]], tally: "_Tally") -> None:
        lengths = [len(row) for row in rows]
        before = tally.tokens[f"{part}.{name}"]
        starts = before + np.cumsum([0, *lengths], dtype="<i8")
        first = not tally.documents[part]
        self.work.append(f"{DATA}/{part}.{name}.starts.bin", starts[0 if first else 1 :].tobytes())
        flat = np.fromiter(chain.from_iterable(rows), dtype=dtype_of(self.tokenizer), count=sum(lengths))
        self.work.append(f"{DATA}/{part}.{name}.bin", flat.tobytes())
        tally.tokens[f"{part}.{name}"] = before + sum(lengths)


class _Tally:
    """What is in the parts so far; goes on from the last note."""

    def __init__(self, at: Mapping[str, Any]) -> None:
        self.documents, self.tokens = Counter(at.get("documents", {})), Counter(at.get("tokens", {}))
        self.bytes, self.characters = Counter(at.get("bytes", {})), Counter(at.get("characters", {}))
        self.labels = Counter(at.get("labels", {}))
        self.by = {
            name: {key: Counter(of) for key, of in at.get(name, {}).items()} for name in ("languages", "sources")
        }

    def count(self, part: str, document: Document, length: int) -> None:
        """Count a document of `length` tokens."""
        self.documents[part] += 1
        self.characters[part] += len(document.text)
        self.labels[document.label] += bool(document.label)
        source = _group(document.source)
        if source not in self.by["sources"] and len(self.by["sources"]) >= _SOURCES:
            source = _OTHERS
        told = {"documents": 1, "characters": len(document.text), "tokens": length}
        for name, key in (("languages", document.language), ("sources", source)):
            self.by[name].setdefault(key, Counter()).update(told)

    def as_json(self) -> dict[str, Any]:
        """In JSON's types."""
        by = {name: {key: dict(of) for key, of in counted.items()} for name, counted in self.by.items()}
        counts = {name: dict(getattr(self, name)) for name in ("documents", "tokens", "bytes", "characters")}
        return {**counts, **by, "labels": {label: n for label, n in self.labels.items() if n}}


def _group(source: str) -> str:
    """The file of a line in it, the site of a page."""
    if "://" in source:
        return source.split("/", 3)[2]
    before, colon, number = source.rpartition(":")
    return before if colon and number.isdecimal() else source


def checked(at: Mapping[str, Any], told: Mapping[str, Any]) -> None:
    """Raises `InvalidInputError` when nothing is left, or nothing to train on."""
    documents = at.get("documents", {})
    if not documents.get("train"):
        reasons = ", ".join(f"{why} {n:,}" for why, n in told["dropped"].items())
        held = ", ".join(f"{part} {documents[part]:,}" for part in PARTS if documents.get(part))
        raise InvalidInputError(
            "there is no document to train on",
            asked=f"{told['kept'] + sum(told['dropped'].values()):,} documents",
            found="; ".join(
                filter(None, (f"left out: {reasons}" if reasons else "", f"held out: {held}" if held else ""))
            ),
            do="give more documents, or leave fewer out",
        )
