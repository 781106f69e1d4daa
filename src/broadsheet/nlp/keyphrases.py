"""The phrases that tell what a text is about: frequent in it, rare elsewhere, named early.

TF-IDF over candidate phrases, after Spärck Jones 1972, with the position factor of Florescu and Caragea 2017.
"""

import math
from collections.abc import Iterable

from broadsheet.nlp.phrase_counts import Counts, Parts, count
from broadsheet.nlp.scripts import HAN
from broadsheet.nlp.vocabulary import rarity

# Beyond this a report only repeats itself; it keeps a 200 kB page at the cost of a long report.
READ = 12_000
# A phrase in the headline is worth this many mentions more.
TITLE_MENTIONS = 2
# How fast a later first mention weighs less: by a half at an eighth of the text, as news says first what it is about.
# Headlines of either language and the terms of scientific reports agree: with 2.5 each found less.
EARLY = 8.0
# A mention within a longer phrase is half a mention.
EXPLAINED = 0.5


def keyphrases(title: str, text: str, *, n: int = 10, begin: int = 0) -> list[tuple[str, float]]:
    """Up to `n` phrases of `title` and `text[begin:]`, best first, each with a score from 1 (the best) to above 0.

    No phrase contains another. Chinese phrases are one to three words of the dictionary, others one to three words
    with no function word or punctuation between.
    """
    counts = count(title, text, begin=begin, end=min(len(text), begin + READ))
    kept = [parts for parts in (counts.headlined.keys() | counts.first.keys()) if _stands(parts, counts)]
    explained: dict[Parts, int] = {}
    for parts in kept:
        mentions = counts.mentions.get(parts, 0)
        for inner in _inside(parts):
            explained[inner] = max(explained.get(inner, 0), mentions)
    ranked = sorted((-_score(parts, counts, explained.get(parts, 0)), parts) for parts in kept)
    return _chosen([(parts, -score) for score, parts in ranked if score < 0], counts, n=n)


def _chosen(ranked: list[tuple[Parts, float]], counts: Counts, *, n: int) -> list[tuple[str, float]]:
    """The best `n` of which none says what a better one does, in the form they are written in."""
    chosen: list[tuple[str, float]] = []
    taken: list[Parts] = []
    longer: list[Parts] = [
        parts for parts, _ in ranked if len(parts) == 2 and not HAN.match(parts[0]) and counts.named(parts)
    ]
    for parts, score in ranked:
        if len(chosen) == n:
            break
        if not any(_overlaps(parts, other) for other in taken):
            full = _full_name(parts, counts, longer)
            taken.append(full)
            chosen.append((_form(full, counts), score))
    top = chosen[0][1] if chosen else 1.0
    return [(form, round(score / top, 4)) for form, score in chosen]


def _stands(parts: Parts, counts: Counts) -> bool:
    """Whether a phrase counts: said twice, or once and in the headline; of several words, also once as a name.

    Chinese nouns count said once too, as a report of some hundred characters says little twice; but not the rarest,
    which are as often a segmenter's mistake.
    """
    mentions = counts.mentions.get(parts, 0)
    if len(parts) == 1:
        often = mentions > 1 or parts in counts.headlined
        return (often or bool(HAN.match(parts[0]) and rarity(parts[0]) < 1.0)) and parts != ("new",)
    if mentions > 1:
        return len(set(parts)) == len(parts)
    if mentions == 0 or HAN.match(parts[0]):
        return False
    return parts in counts.headlined or counts.named(parts)


def _inside(parts: Parts) -> Iterable[Parts]:
    return (parts[i : i + size] for size in range(1, len(parts)) for i in range(len(parts) - size + 1))


def _full_name(parts: Parts, counts: Counts, longer: list[Parts]) -> Parts:
    """The full name for a surname: the name of two words in the text that ends with it, the most frequent one."""
    if len(parts) > 1 or HAN.match(parts[0]) or not counts.named(parts):
        return parts
    ending = [other for other in longer if other[1:] == parts]
    return max(ending, key=lambda other: counts.mentions.get(other, 0), default=parts)


def _form(parts: Parts, counts: Counts) -> str:
    form = counts.form(parts)
    if parts not in counts.mentions or counts.named(parts) or any(c.isupper() for c in form[1:]):
        return form
    return form.lower()


def _overlaps(parts: Parts, other: Parts) -> bool:
    """Whether two phrases say much the same: one's words are in the other, or most of them, or are akin."""
    small, large = (parts, other) if len(parts) <= len(other) else (other, parts)
    shared = sum(part in large for part in small)
    if shared == len(small):
        return True
    if HAN.match(parts[0]):
        one, two = "".join(small), "".join(large)
        if (one in two) or (two in one):
            return True
    elif len(small) == 1 and any(_akin(small[0], part) for part in large):
        return True
    return shared * 2 >= len(small) > 1


def _akin(word: str, other: str) -> bool:
    """Whether two words share their first six letters, or all of the shorter: Iran and Iranian do."""
    shorter = min(len(word), len(other), 6)
    return shorter >= 4 and word[:shorter] == other[:shorter]


def _score(parts: Parts, counts: Counts, explained: int) -> float:
    """Mentions not explained by a longer phrase, times rarity, times earliness; a longer phrase says more."""
    mentions = counts.mentions.get(parts, 0)
    own = mentions + (TITLE_MENTIONS if parts in counts.headlined else 0) - EXPLAINED * explained
    if own <= 0:
        return 0.0
    rare = sum(map(rarity, parts)) / len(parts)
    length = 1.0 + 0.35 * (len(parts) - 1)
    named = 1.3 if counts.named(parts) else 1.0
    verbal = 0.6 if len(parts) == 1 and (not mentions or parts[0].endswith(("ing", "ed"))) else 1.0
    return float(math.log1p(own) * rare * length * named * verbal / (1.0 + EARLY * counts.lateness(parts)))
