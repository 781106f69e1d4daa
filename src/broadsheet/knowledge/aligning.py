"""Spellings of one entity joined across languages: reports of one story in two languages name the same people."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from broadsheet.core import Entity, Stored
from broadsheet.knowledge.folding import HAN
from broadsheet.knowledge.labels import labels
from broadsheet.knowledge.likeness import LIKELY, Pair, chance
from broadsheet.store import Store

Embed = Callable[[Sequence[str]], NDArray[np.float32]]
Scored = tuple[float, int, int, dict[str, float]]  # chance, the Chinese id, the English id, parts
CHUNK = 256  # names embedded at once
MOST_NAMES = 60  # names of a story and language that are compared; a story of more is a mixture


def align(store: Store, *, embed: Embed) -> int:
    """Join the Chinese and English spellings of one entity; returns how many were joined.

    Only names that stand for themselves and that no editor decided on are looked at, one to one, the likeliest first.
    Two that an editor took apart stay apart.
    """
    glossed = _glossed(store)
    stories = _bilingual(store)
    found = sorted([*_scored(store, stories, embed), *glossed], key=lambda row: (-row[0], row[1], row[2]))
    apart, taken, joined = store.entities.apart(), set[int](), 0
    for sure, zh, en, parts in found:
        if sure < LIKELY or zh in taken or en in taken or (min(zh, en), max(zh, en)) in apart:
            continue
        taken |= {zh, en}
        store.entities.set_head(*_spelling_and_head(store, zh, en), why=parts | {"chance": round(sure, 4)})
        joined += 1
    return joined


def _spelling_and_head(store: Store, one: int, other: int) -> tuple[int, int]:
    """The less named of two becomes the spelling."""
    first, second = store.entities.get(one), store.entities.get(other)
    return (one, other) if first.value.weight <= second.value.weight else (other, one)


def _bilingual(store: Store) -> dict[int, tuple[set[int], set[int]]]:
    """For each story told in both languages the Chinese and the English entities that stand for themselves."""
    members = store.stories.members()
    stories: dict[int, list[int]] = defaultdict(list)
    for article, story in members.items():
        stories[story].append(article)
    told = [a for articles in stories.values() if len(articles) > 1 for a in articles]
    mentions = store.mentions.of_articles(told)
    ids = sorted({e for found in mentions.values() for e in found})
    free = {e.id: e.value for e in store.entities.get_many(ids) if e.value.head is None and not e.value.decided}
    found = {}
    for story, articles in stories.items():
        named = {e for a in articles for e in mentions.get(a, {}) if e in free}
        zh = {e for e in named if free[e].language == "zh"}
        en = {e for e in named if free[e].language == "en"}
        if zh and en and max(len(zh), len(en)) <= MOST_NAMES:
            found[story] = (zh, en)
    return found


def _scored(store: Store, stories: Mapping[int, tuple[set[int], set[int]]], embed: Embed) -> Iterable[Scored]:
    ids = sorted({e for zh, en in stories.values() for e in (*zh, *en)})
    free = {e.id: e.value for e in store.entities.get_many(ids)}
    shown = labels(store, ids)
    names = {id: shown[id].name(free[id].language) for id in ids}
    meant = _meanings([names[id] for id in ids if free[id].family == "thing"], embed)
    named: dict[int, set[int]] = defaultdict(set)
    pairs: dict[tuple[int, int], int] = defaultdict(int)
    for story, (zh, en) in stories.items():
        for id in (*zh, *en):
            named[id].add(story)
        for one in zh:
            for other in en:
                if free[one].family == free[other].family:
                    pairs[one, other] += 1
    for (one, other), shared in pairs.items():
        pair = Pair(
            zh=names[one],
            en=names[other],
            zh_type=free[one].type,
            en_type=free[other].type,
            meaning=_cosine(meant, names[one], names[other]),
            shared=shared,
            zh_stories=len(named[one]),
            en_stories=len(named[other]),
        )
        sure, parts = chance(pair)
        yield sure, one, other, parts


def _meanings(names: Sequence[str], embed: Embed) -> dict[str, NDArray[np.float32]]:
    different = sorted(set(names))
    found: dict[str, NDArray[np.float32]] = {}
    for start in range(0, len(different), CHUNK):
        part = different[start : start + CHUNK]
        found |= dict(zip(part, embed(part), strict=True))
    return found


def _cosine(meant: Mapping[str, NDArray[np.float32]], one: str, other: str) -> float:
    if one not in meant or other not in meant:
        return 0.0
    return float(np.dot(meant[one], meant[other]))


def _glossed(store: Store) -> list[Scored]:
    """Pairs of entities of which a text names one beside the other: 华为（Huawei）."""
    found = []
    for one, other in store.entities.sharing_names():
        ids = (one, other) if _is_zh(one) else (other, one)
        if _is_zh(one) != _is_zh(other) and one.value.family == other.value.family:
            found.append((0.99, ids[0].id, ids[1].id, {"gloss": 4.5951}))
    return found


def _is_zh(stored: Stored[Entity]) -> bool:
    return bool(HAN.search(stored.value.key))
