"""How well names are joined across languages, and how many of the relations read off real news are right.

    python -m evals knowledge [--data DIR]
    python evals/knowledge.py fit

On the sample wire: of the pairs that were joined how many are the same (precision), and of those of
`knowledge_names.tsv` that the archive names in both languages how many were joined (recall); on all, and on the half of
the names that the weights were not fitted on (`held_out`). On real news: of the relations of `knowledge_relations.tsv`,
which a person judged, those that are still read; the share of right ones, and of the right ones the share still read.
"""

import sys
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from broadsheet import ingest, knowledge, nlp, store
from broadsheet.app import Newsroom
from broadsheet.core import Article
from broadsheet.knowledge.aligning import ALIGNMENT
from broadsheet.knowledge.candidates import Key, Meanings, candidates, rivals
from broadsheet.knowledge.folding import HAN, folded
from broadsheet.knowledge.likeness import UNSEEN, WEIGHTS, Pair, alike, together
from broadsheet.knowledge.likeness import figures as weighed
from broadsheet.knowledge.parts import Parts

DATA = ("wire", "NewsArticles.csv", "uhgeval/dev.jsonl")
HERE = Path(__file__).parent
Names = set[tuple[str, str]]


def gold() -> Names:
    """The pairs of names that are one, Chinese and English, folded."""
    rows = (line.split("\t") for line in _lines("knowledge_names.tsv"))
    return {(folded(zh), folded(en)) for zh, en in rows}


def _lines(name: str) -> list[str]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def is_held_out(zh: str) -> bool:
    """Whether a Chinese name is of the half that the weights were not fitted on."""
    return zlib.crc32(zh.encode()) % 2 == 1


def figures(path: Path) -> dict[str, float]:
    """The figures on one of the data."""
    if path.name == "wire":
        return joined()
    return relations(path)


def joined() -> dict[str, float]:
    """Precision and recall of the names joined in a newsroom of the sample wire."""
    with tempfile.TemporaryDirectory() as folder, Newsroom.open(folder, model="none") as room:
        _filled(room)
        kept = room.store.entities
        every = kept.heads(limit=5000)
        groups = kept.groups([e.id for e in every])
    present = {e.value.key for group in groups.values() for e in group}
    found = {pair for group in groups.values() for pair in _pairs([e.value.key for e in group])}
    known = {zh for zh, en in gold() if {zh, en} <= present}
    held = {pair for pair in found if is_held_out(pair[0])}
    return {
        "names.precision": len(found & gold()) / max(len(found), 1),
        "names.recall": _named(found & gold(), known),
        "names.held_out.precision": len(held & gold()) / max(len(held), 1),
        "names.held_out.recall": _named(held & gold(), {zh for zh in known if is_held_out(zh)}),
    }


def _named(right: Names, known: set[str]) -> float:
    """Of the Chinese names `known` the share that is joined to an English one that is right."""
    return len({zh for zh, _ in right}) / max(len(known), 1)


def _filled(room: Newsroom) -> None:
    for article in ingest.sample():
        room.store.articles.add(article)
    for _ in room.refresh():
        pass


def _pairs(keys: list[str]) -> Names:
    return {(zh, en) for zh in keys for en in keys if HAN.search(zh) and not HAN.search(en)}


def relations(path: Path) -> dict[str, float]:
    """Precision of the judged relations that are read, and how many of the right ones still are."""
    judged = {
        tuple(row[:4]): row[4] == "right" for row in (line.split("\t") for line in _lines("knowledge_relations.tsv"))
    }
    wanted = {row[0] for row in judged}
    seen, found = set(), set()
    for article in _articles(path):
        hash = store.content_hash(article)
        if hash in wanted and hash not in seen:
            seen.add(hash)
            found |= set(_read(hash, article))
    mine = {row: right for row, right in judged.items() if row[0] in seen}
    kept = [right for row, right in mine.items() if row in found]
    language = "en" if path.suffix == ".csv" else "zh"
    return {
        f"relations.{language}.precision": sum(kept) / max(len(kept), 1),
        f"relations.{language}.kept": sum(kept) / max(sum(mine.values()), 1),
    }


def _articles(path: Path) -> Iterator[Article]:
    return (item for item in ingest.read(str(path), http=None) if isinstance(item, Article))


def _read(hash: str, article: Article) -> Iterator[tuple[str, ...]]:
    reading = knowledge.read(nlp.analyse(article, only=["entities"]))
    for said in reading.statements:
        other = folded(reading.names[said.object].name) if said.object is not None else "-"
        yield hash, said.kind, folded(reading.names[said.subject].name), other


def fit(steps: int = 4000, rate: float = 1.5, shrink: float = 0.001) -> dict[str, float]:
    """The weights of `likeness`, fitted by gradient descent on the half of the names that is not held out.

    Each pair is a row twice: as it is before anything is joined, and with what all other pairs of the half teach.
    """
    taught = sorted(pair for pair in gold() if not is_held_out(pair[0]))
    found, meanings = _unjoined()
    rows = [pair for teaching in ([], taught) for pair in _weighed(found, teaching, meanings)]
    rows = [pair for pair in rows if not is_held_out(pair.zh_key)]
    x = np.array([[weighed(pair)[name] for name in WEIGHTS] for pair in rows])
    y = np.array([float((pair.zh_key, pair.en_key) in gold()) for pair in rows])
    costs = np.where(y == 1, np.sqrt((1 - y).sum() / max(y.sum(), 1)), 1.0)
    weights = np.zeros(x.shape[1])
    for _ in range(steps):
        missed = 1 / (1 + np.exp(-x @ weights)) - y
        weights -= rate * (x.T @ (missed * costs) / costs.sum() + shrink * weights)
    return dict(zip(WEIGHTS, weights.round(2).tolist(), strict=True))


def _unjoined() -> tuple[dict[Key, Pair], Meanings]:
    """The pairs of the sample wire before any is joined."""
    with tempfile.TemporaryDirectory() as folder, Newsroom.open(folder, model="none") as room:
        for article in ingest.sample():
            room.store.articles.add(article)
        for step in room.refresh():
            if step.stage == "knowledge":
                break
        while knowledge.link_some(room.store):
            pass
        meanings = Meanings(room.embedder.embed)
        waiting = room.store.alignments.pending(ALIGNMENT, limit=5000)
        return candidates(room.store, waiting, model=room.embedder.name, meanings=meanings), meanings


def _weighed(pairs: dict[Key, Pair], taught: list[tuple[str, str]], meanings: Meanings) -> list[Pair]:
    """The pairs with what `taught` teaches of their parts, none of itself."""
    made = {}
    for key, pair in pairs.items():
        parts = Parts()
        parts.learn(one for one in taught if one != (pair.zh_key, pair.en_key))
        made[key] = replace(pair, parts=parts.agreement(pair.zh_key, pair.en_key, meaning=meanings.cosine))
    ahead, alone = rivals(made, alike, unseen=UNSEEN), rivals(made, together)
    return [replace(pair, margin=ahead[key], alone=alone[key]) for key, pair in made.items()]


if __name__ == "__main__":
    print(fit() if sys.argv[1:] == ["fit"] else joined())
