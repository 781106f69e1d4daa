"""Which Chinese and English names may be one, and what is known of each pair before any is joined.

Names are compared that stand in one story, in reports near in time and meaning, or that sound the same wherever they
stand.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from broadsheet.core import Entity
from broadsheet.knowledge.beside import Pairs, beside
from broadsheet.knowledge.labels import labels
from broadsheet.knowledge.likeness import Pair
from broadsheet.knowledge.spelling import pinyin_agreement, renders, sound_agreement, sounds_of
from broadsheet.store import Store

Embed = Callable[[Sequence[str]], NDArray[np.float32]]
CHUNK = 256  # names embedded at once
MOST_NAMES = 60  # names of a report and language that are compared; a report of more is a list
MOST_PAIRS = 200_000  # of one step: 0.3 GB; what is beyond is compared when either is named again
MOST_BESIDE = 4 * 512  # reports whose rivals are looked for
REMEMBERED = 40  # newest reports of a name that its company is read from
Key = tuple[int, int]


class Meanings:
    """The cosines of names, each embedded once."""

    def __init__(self, embed: Embed) -> None:
        self._embed = embed
        self._meant: dict[str, NDArray[np.float32]] = {}

    def learn(self, names: Iterable[str]) -> None:
        """Embed those that are new."""
        fresh = sorted({n for n in names if n} - set(self._meant))
        for start in range(0, len(fresh), CHUNK):
            part = fresh[start : start + CHUNK]
            self._meant |= dict(zip(part, self._embed(part), strict=True))

    def cosine(self, one: str, other: str) -> float:
        """How near two names are in meaning, -1 to 1."""
        self.learn((one, other))
        return float(np.dot(self._meant[one], self._meant[other]))


def candidates(store: Store, articles: Sequence[int], *, model: str, meanings: Meanings) -> dict[Key, Pair]:
    """The pairs of which `articles` name at least one, and the rivals of these; `model` names the vectors of articles.

    Rivals stand beside the reports that stand beside `articles`: without them a name would seem alone in being alike.
    """
    near = beside(store, articles, model=model)
    wider = sorted({*articles, *(a for pair in near for a in pair)})[:MOST_BESIDE]
    around = beside(store, wider, model=model)
    scope = sorted({*wider, *(a for pair in around for a in pair)})
    mentions = store.mentions.of_articles(scope)
    mine = {e for a in articles for e in mentions.get(a, {})}
    free = _free(store, {e for found in mentions.values() for e in found})
    _note(store, {id: free[id] for id in mine if id in free})
    keys = _together(near, mentions, free, among=mine) | _alike_in_sound(store, free, sorted(mine))
    keys |= _together(around, mentions, free, among={id for key in keys for id in key})
    free |= _free(store, {e for key in keys for e in key} - set(free))
    kept = sorted(k for k in keys if k[0] in free and k[1] in free)[:MOST_PAIRS]
    return _pairs(store, kept, free=free, model=model, meanings=meanings)


def _free(store: Store, ids: set[int]) -> dict[int, Entity]:
    """Those that stand for themselves, have nothing joined to them and were not decided on; by id."""
    taken = store.entities.heading(sorted(ids))
    found = store.entities.get_many(sorted(ids - taken))
    return {e.id: e.value for e in found if e.value.head is None and not e.value.decided and e.value.language}


def _note(store: Store, free: Mapping[int, Entity]) -> None:
    """Keep how names sound that stand in full; people's, and what may be a person's."""
    named = {id: e.name for id, e in free.items() if e.type in ("person", "other")}
    store.alignments.note_sounds(
        {id: said for id, name in named.items() if _is_full(name) and (said := sounds_of(name))}
    )


def _is_full(name: str) -> bool:
    return 2 <= len(name.split()) <= 4 or not name.isascii()


def _together(
    near: Pairs, mentions: Mapping[int, Iterable[int]], free: Mapping[int, Entity], *, among: set[int]
) -> set[Key]:
    found: set[Key] = set()
    for one, other in sorted(near):
        zh = [e for e in mentions.get(one, ()) if e in free and free[e].language == "zh"]
        en = [e for e in mentions.get(other, ()) if e in free and free[e].language == "en"]
        if max(len(zh), len(en)) <= MOST_NAMES:
            found |= {(z, e) for z in zh for e in en if z in among or e in among}
    return found


def _alike_in_sound(store: Store, free: Mapping[int, Entity], mine: Sequence[int]) -> set[Key]:
    found: set[Key] = set()
    for language, other in (("zh", "en"), ("en", "zh")):
        said = {e: sounds_of(free[e].name) for e in mine if e in free and free[e].language == language}
        heard = store.alignments.sounding({s for sounds in said.values() for s in sounds}, language=other)
        pairs = ((e, o) for e, sounds in said.items() for s in sounds for o in heard.get(s, ()))
        found |= {(e, o) if language == "zh" else (o, e) for e, o in pairs}
    named = {e.id: e.value.name for e in store.entities.get_many(sorted({id for key in found for id in key}))}
    return {(one, other) for one, other in found if renders(named[one], named[other])}


def _pairs(
    store: Store, keys: Sequence[Key], *, free: Mapping[int, Entity], model: str, meanings: Meanings
) -> dict[Key, Pair]:
    ids = sorted({id for key in keys for id in key})
    shown = labels(store, ids)
    names = {id: shown[id].name(free[id].language) for id in ids}
    reports = store.alignments.newest(ids, limit=REMEMBERED)
    stories = store.stories.of_articles(sorted({a for found in reports.values() for a in found}))
    told = {id: {stories[a] for a in found if a in stories} for id, found in reports.items()}
    company = _Company(store, model, {a for found in reports.values() for a in found})
    meanings.learn(names.values())
    return {
        (one, other): Pair(
            zh=names[one],
            en=names[other],
            zh_key=free[one].key,
            en_key=free[other].key,
            zh_type=free[one].type,
            en_type=free[other].type,
            meaning=meanings.cosine(names[one], names[other]),
            pinyin=pinyin_agreement(names[one], names[other]),
            sound=sound_agreement(names[one], names[other]),
            shared=len(told[one] & told[other]),
            zh_stories=len(told[one]) or 1,
            en_stories=len(told[other]) or 1,
            company=company.likeness(reports[one], reports[other]),
        )
        for one, other in keys
    }


class _Company:
    """How near the reports that name one are to those that name another."""

    def __init__(self, store: Store, model: str, articles: set[int]) -> None:
        ids, matrix = store.vectors.load(model, sorted(articles))
        self._rows = {id: row for row, id in enumerate(ids)}
        self._unit = matrix / np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9) if ids else matrix

    def likeness(self, one: Sequence[int], other: Sequence[int]) -> float:
        """The mean cosine of each report and the nearest of the other's, both ways; 0 without vectors."""
        mine = [self._rows[a] for a in one if a in self._rows]
        theirs = [self._rows[a] for a in other if a in self._rows]
        if not mine or not theirs:
            return 0.0
        cosines = self._unit[mine] @ self._unit[theirs].T
        return float(cosines.max(axis=1).mean() + cosines.max(axis=0).mean()) / 2


def rivals(pairs: Mapping[Key, Pair], score: Callable[[Pair], float], *, unseen: float = 0.0) -> dict[Key, float]:
    """For each pair how far its score is ahead of the best other pair of names that either of its two is in.

    A rival that was not compared is taken to score `unseen`.
    """
    scores: dict[tuple[str, str], float] = {}
    for pair in pairs.values():
        names = (pair.zh_key, pair.en_key)
        scores[names] = max(scores.get(names, 0.0), score(pair))
    best: dict[str, list[tuple[float, tuple[str, str]]]] = defaultdict(list)
    for names, found in scores.items():
        for side in names:
            best[side] = sorted([*best[side], (found, names)], reverse=True)[:2]

    def rival(names: tuple[str, str]) -> float:
        return max((found for side in names for found, other in best[side] if other != names), default=unseen)

    return {key: score(pair) - max(unseen, rival((pair.zh_key, pair.en_key))) for key, pair in pairs.items()}
