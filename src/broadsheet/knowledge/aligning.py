"""Spellings of one entity joined across languages: reports of one matter in two languages name the same people."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from broadsheet.core import Entity, Stored
from broadsheet.knowledge.candidates import Embed, Key, Meanings, candidates, rivals
from broadsheet.knowledge.folding import HAN
from broadsheet.knowledge.likeness import LIKELY, UNSEEN, Pair, alike, chance, together
from broadsheet.knowledge.parts import Parts
from broadsheet.store import Store

# Raised when names are joined otherwise than before: all reports are compared anew, and what is joined stays joined.
ALIGNMENT = 1
BATCH = 512  # reports whose names are compared at once
ROUNDS = 6  # each joins what the parts learnt in the one before make sure
LEARNT_FROM = 5000  # joined pairs that parts of names are learnt from
Judged = dict[Key, tuple[float, dict[str, float]]]  # of (Chinese id, English id): the chance, and its parts


def align_some(store: Store, *, embed: Embed, model: str, limit: int = BATCH) -> list[int]:
    """Join the Chinese and English spellings of what up to `limit` waiting reports name; returns the reports' ids.

    `model` names the vectors of reports. Only names that stand for themselves and that no editor decided on are looked
    at, one to one, the likeliest first. Two that an editor took apart stay apart. A pair that is joined is out of the
    way of those it was a rival of, and teaches what its parts mean, so it is done in rounds.
    """
    articles = store.alignments.pending(ALIGNMENT, limit=limit)
    if not articles:
        return []
    _join(store, _glossed(store, articles))
    meanings, parts = Meanings(embed), learnt(store)
    pairs = candidates(store, articles, model=model, meanings=meanings)
    for _ in range(ROUNDS):
        joined = _join(store, judged(pairs, parts, meanings))
        parts.learn((pairs[key].zh_key, pairs[key].en_key) for key in joined)
        taken = {id for key in joined for id in key}
        pairs = {key: pair for key, pair in pairs.items() if taken.isdisjoint(key)}
        if not joined:
            break
    store.alignments.done(articles, ALIGNMENT)
    return articles


def learnt(store: Store) -> Parts:
    """What the pairs that are joined teach about the parts of names."""
    parts = Parts()
    kept = store.alignments.joined(limit=LEARNT_FROM)
    parts.learn((one, other) if HAN.search(one) else (other, one) for one, other in kept)
    return parts


def judged(pairs: Mapping[Key, Pair], parts: Parts, meanings: Meanings) -> Judged:
    """The chance of each pair, weighed with what parts of names mean and against its rivals."""
    return {key: chance(pair) for key, pair in compared(pairs, parts, meanings).items()}


def compared(pairs: Mapping[Key, Pair], parts: Parts, meanings: Meanings) -> dict[Key, Pair]:
    """The pairs with how they agree part by part, and how far they are ahead of their rivals."""
    found = {
        key: replace(pair, parts=parts.agreement(pair.zh_key, pair.en_key, meaning=meanings.cosine))
        for key, pair in pairs.items()
    }
    ahead, alone = rivals(found, alike, unseen=UNSEEN), rivals(found, together)
    return {key: replace(pair, margin=ahead[key], alone=alone[key]) for key, pair in found.items()}


def _join(store: Store, found: Judged) -> list[Key]:
    likely = sorted((key for key, (sure, _) in found.items() if sure >= LIKELY), key=lambda k: (-found[k][0], k))
    apart, joined = store.entities.apart(), []
    taken = store.entities.heading(sorted({id for key in likely for id in key}))
    for zh, en in likely:
        if zh not in taken and en not in taken and (min(zh, en), max(zh, en)) not in apart:
            taken |= {zh, en}
            sure, why = found[zh, en]
            store.entities.set_head(*_spelling_and_head(store, zh, en), why=why | {"chance": round(sure, 4)})
            joined.append((zh, en))
    return joined


def _spelling_and_head(store: Store, one: int, other: int) -> tuple[int, int]:
    """The less named of two becomes the spelling."""
    first, second = store.entities.get(one), store.entities.get(other)
    return (one, other) if first.value.weight <= second.value.weight else (other, one)


def _glossed(store: Store, articles: Iterable[int]) -> Judged:
    """Pairs of entities of which a text names one beside the other: 华为（Huawei）."""
    mentions = store.mentions.of_articles(list(articles))
    found: Judged = {}
    for one, other in store.entities.sharing_names(sorted({e for named in mentions.values() for e in named})):
        zh, en = (one, other) if _is_zh(one) else (other, one)
        if _is_zh(one) != _is_zh(other):
            found[zh.id, en.id] = (0.99, {"gloss": 4.5951})  # the log odds of .99
    return found


def _is_zh(stored: Stored[Entity]) -> bool:
    return bool(HAN.search(stored.value.key))
