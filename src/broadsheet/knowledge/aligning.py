"""Spellings of one entity joined across languages: reports of one story in two languages name the same people."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from broadsheet.core import Entity, Stored
from broadsheet.knowledge.folding import HAN
from broadsheet.knowledge.labels import labels
from broadsheet.knowledge.likeness import LIKELY, Pair, alike, chance
from broadsheet.store import Store

Embed = Callable[[Sequence[str]], NDArray[np.float32]]
Scored = tuple[float, int, int, dict[str, float]]  # chance, the Chinese id, the English id, parts
ROUNDS = 3  # on the sample wire the fourth joins nothing
CHUNK = 256  # names embedded at once
MOST_NAMES = 60  # names of a story and language that are compared; a story of more is a mixture


def align(store: Store, *, embed: Embed) -> int:
    """Join the Chinese and English spellings of one entity; returns how many were joined.

    Only names that stand for themselves and that no editor decided on are looked at, one to one, the likeliest first.
    Two that an editor took apart stay apart. A pair that is joined is out of the way of those it was a rival of, so it
    is done in rounds.
    """
    total = 0
    for _ in range(ROUNDS):
        compared = [(one, other, chance(pair)) for one, other, pair in candidates(store, embed=embed)]
        scored = [(sure, one, other, parts) for one, other, (sure, parts) in compared]
        joined = _join(store, sorted([*scored, *_glossed(store)], key=lambda row: (-row[0], row[1], row[2])))
        total += joined
        if not joined:
            break
    return total


def _join(store: Store, found: Sequence[Scored]) -> int:
    apart, taken, joined = store.entities.apart(), store.entities.heading(), 0
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
    taken = store.entities.heading()
    kept = (e for e in store.entities.get_many(ids) if e.value.head is None and e.id not in taken)
    free = {e.id: e.value for e in kept if not e.value.decided}
    found = {}
    for story, articles in stories.items():
        named = {e for a in articles for e in mentions.get(a, {}) if e in free}
        zh = {e for e in named if free[e].language == "zh"}
        en = {e for e in named if free[e].language == "en"}
        if zh and en and max(len(zh), len(en)) <= MOST_NAMES:
            found[story] = (zh, en)
    return found


def candidates(store: Store, *, embed: Embed) -> list[tuple[int, int, Pair]]:
    """Every Chinese and English entity that one story names and that may be one, with what is known of the pair."""
    stories = _bilingual(store)
    ids = sorted({e for zh, en in stories.values() for e in (*zh, *en)})
    free = {e.id: e.value for e in store.entities.get_many(ids)}
    shown = labels(store, ids)
    names = {id: shown[id].name(free[id].language) for id in ids}
    meant = _meanings([names[id] for id in ids], embed)
    named, pairs = _together(stories)
    found = [
        (
            one,
            other,
            Pair(
                zh=names[one],
                en=names[other],
                zh_type=free[one].type,
                en_type=free[other].type,
                meaning=_cosine(meant, names[one], names[other]),
                shared=shared,
                zh_stories=named[one],
                en_stories=named[other],
            ),
        )
        for (one, other), shared in pairs.items()
    ]
    return _with_margins(found)


def _with_margins(found: Sequence[tuple[int, int, Pair]]) -> list[tuple[int, int, Pair]]:
    """Each pair with how far it is ahead of the best other pair that either of its two is in."""
    likeness = {(one, other): alike(pair) for one, other, pair in found}
    best: dict[int, list[float]] = defaultdict(list)
    for (one, other), score in likeness.items():
        best[one] = sorted([*best[one], score], reverse=True)[:2]
        best[other] = sorted([*best[other], score], reverse=True)[:2]

    def rival(id: int, score: float) -> float:
        first, second = (best[id] + [0.0])[:2]
        return second if first == score else first

    return [
        (one, other, replace(pair, margin=score - max(rival(one, score), rival(other, score))))
        for one, other, pair in found
        for score in (likeness[one, other],)
    ]


def _together(
    stories: Mapping[int, tuple[set[int], set[int]]],
) -> tuple[Counter[int], Counter[tuple[int, int]]]:
    """In how many stories each entity is named, and each pair."""
    named: Counter[int] = Counter()
    pairs: Counter[tuple[int, int]] = Counter()
    for zh, en in stories.values():
        named.update((*zh, *en))
        pairs.update((one, other) for one in zh for other in en)
    return named, pairs


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
