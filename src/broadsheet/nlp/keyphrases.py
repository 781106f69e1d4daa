"""The phrases that tell what a text is about: frequent in it, rare elsewhere, named early.

TF-IDF over candidate phrases, after Spärck Jones 1972, with the position factor of Florescu and Caragea 2017.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from broadsheet.nlp.resources import words_of
from broadsheet.nlp.scripts import HAN
from broadsheet.nlp.segmentation import is_stop, words
from broadsheet.nlp.vocabulary import rarity

LONGEST = 3
# Beyond this a report only repeats itself; it keeps a 200 kB page at the cost of a long report.
READ = 12_000
# A phrase in the headline is worth this many mentions more.
TITLE_MENTIONS = 2
# How fast a later first mention weighs less: by a half at 40 % of the text.
EARLY = 2.5
# Tags of jieba's dictionary whose words can be (part of) a Chinese keyword: nouns and names, verbal nouns, adjectival
# nouns, abbreviations, set phrases.
_ZH_TAGS = ("n", "vn", "an", "j", "l")
_JOINTS = frozenset(("", " ", "\u00a0"))

Parts = tuple[str, ...]


@dataclass(slots=True)
class _Counts:
    """What was seen of the candidates: mentions in the body, words with a capital, the first place and form of each."""

    mentions: Counter[Parts] = field(default_factory=Counter)
    capitals: Counter[str] = field(default_factory=Counter)
    headlined: set[Parts] = field(default_factory=set)
    first: dict[Parts, tuple[float, str]] = field(default_factory=dict)

    def named(self, parts: Parts) -> bool:
        """Whether the body writes every part with a capital, mostly."""
        return all(self.capitals[part] * 2 > self.mentions[(part,)] for part in parts)


def keyphrases(title: str, text: str, *, n: int = 10) -> list[tuple[str, float]]:
    """Up to `n` phrases of `title` and `text`, best first, each with a score from 1 (the best one) down to above 0.

    No phrase contains another. Chinese phrases are one to three words of the dictionary, others one to three words
    with no function word or punctuation between.
    """
    counts = _Counts()
    body = text[:READ]
    for parts, start, end in _candidates(body):
        counts.mentions[parts] += 1
        if len(parts) == 1 and body[start].isupper():
            counts.capitals[parts[0]] += 1
        if parts not in counts.first:
            counts.first[parts] = (start / len(body), body[start:end])
    for parts, start, end in _candidates(title):
        counts.headlined.add(parts)
        form = counts.first.get(parts, (0.0, title[start:end]))[1]
        counts.first[parts] = (0.0, form)
    return _best(counts, n)


def _candidates(text: str) -> Iterator[tuple[Parts, int, int]]:
    for run in _runs(text):
        for i, (_, start, _) in enumerate(run):
            parts: Parts = ()
            for key, _, end in run[i : i + LONGEST]:
                parts += (key,)
                yield parts, start, end


def _runs(text: str) -> Iterator[list[tuple[str, int, int]]]:
    """Stretches of content words of one script, as `(key, start, end)`, with nothing between them but a space."""
    run: list[tuple[str, int, int]] = []
    for word, start, end in words(text):
        key, possessive = _key(word)
        if run and (not key or text[run[-1][2] : start] not in _JOINTS or key.isascii() != run[-1][0].isascii()):
            yield run
            run = []
        if key:
            run.append((key, start, end - possessive))
    if run:
        yield run


@lru_cache(maxsize=100_000)
def _key(word: str) -> tuple[str, int]:
    """What `word` counts as, or "" when it can be no part of a phrase; and the length of its possessive ending.

    With a capital, new is part of New York.
    """
    possessive = 2 if word.endswith(("'s", "’s")) else int(word.endswith(("'", "’")))
    bare = word[: len(word) - possessive]
    if bare == "New":
        return "new", 0
    if is_stop(bare) or is_stop(word) or len(bare) > 30 or bare.lower() in words_of("stop_keywords"):
        return "", 0
    if HAN.match(bare):
        return (bare, 0) if len(bare) > 1 and _tag(bare).startswith(_ZH_TAGS) else ("", 0)
    if not bare[0].isalpha() or (len(bare) < 3 and not bare.isupper()):
        return "", 0
    return _singular(bare.lower()), possessive


def _tag(word: str) -> str:
    import rjieba

    tagged = rjieba.tag(word)
    # A word that the dictionary would cut again is one the segmenter guessed: most often a name.
    return str(tagged[0][1]) if len(tagged) == 1 else "n"


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _best(counts: _Counts, n: int) -> list[tuple[str, float]]:
    kept = [parts for parts in counts.first if _stands(parts, counts)]
    explained: defaultdict[Parts, int] = defaultdict(int)
    for parts in kept:
        for inner in _inside(parts):
            explained[inner] = max(explained[inner], counts.mentions[parts])
    scored = sorted((-_score(parts, counts, explained[parts]), parts) for parts in kept)
    chosen: list[tuple[str, float]] = []
    taken: list[Parts] = []
    for score, parts in scored:
        if len(chosen) == n or score >= 0:
            break
        if not any(_overlaps(parts, other) for other in taken):
            full = _full_name(parts, counts, kept)
            taken.append(full)
            chosen.append((_form(full, counts), -score))
    top = chosen[0][1] if chosen else 1.0
    return [(form, round(score / top, 4)) for form, score in chosen]


def _stands(parts: Parts, counts: _Counts) -> bool:
    """Whether a phrase counts: said twice, or once and in the headline; of several words, also once as a name."""
    mentions = counts.mentions[parts]
    if len(parts) == 1:
        return parts != ("new",) and (mentions > 1 or parts in counts.headlined)
    if mentions > 1:
        return len(set(parts)) == len(parts)
    if mentions == 0 or HAN.match(parts[0]):
        return False
    return parts in counts.headlined or counts.named(parts)


def _inside(parts: Parts) -> Iterable[Parts]:
    return (parts[i : i + size] for size in range(1, len(parts)) for i in range(len(parts) - size + 1))


def _full_name(parts: Parts, counts: _Counts, kept: list[Parts]) -> Parts:
    """The full name for a surname: the longest name in the text that ends with it."""
    if len(parts) > 1 or HAN.match(parts[0]) or not counts.named(parts):
        return parts
    longer = [other for other in kept if len(other) == 2 and other[1:] == parts and counts.named(other)]
    return max(longer, key=lambda other: counts.mentions[other], default=parts)


def _form(parts: Parts, counts: _Counts) -> str:
    form = counts.first[parts][1]
    if counts.mentions[parts] == 0 or counts.named(parts) or any(c.isupper() for c in form[1:]):
        return form
    return form.lower()


def _overlaps(parts: Parts, other: Parts) -> bool:
    small, large = sorted((parts, other), key=len)
    if set(small) <= set(large):
        return True
    if HAN.match(parts[0]):
        one, two = sorted(("".join(parts), "".join(other)), key=len)
        if one in two:
            return True
    elif len(small) == 1 and any(_akin(small[0], part) for part in large):
        return True
    return len(set(small) & set(large)) * 2 >= len(small) and len(small) > 1


def _akin(word: str, other: str) -> bool:
    """Whether two words share their first five letters, which are most of the shorter: Iran and Iranian do."""
    shorter = min(len(word), len(other))
    return shorter >= 4 and word[: min(shorter, 6)] == other[: min(shorter, 6)]


def _score(parts: Parts, counts: _Counts, explained: int) -> float:
    """Mentions not explained by a longer phrase, times rarity, times earliness; a longer phrase says more."""
    headline = TITLE_MENTIONS if parts in counts.headlined else 0
    own = counts.mentions[parts] + headline - 0.8 * explained
    if own <= 0:
        return 0.0
    rare = sum(map(rarity, parts)) / len(parts)
    length = 1.0 + 0.35 * (len(parts) - 1)
    named = 1.3 if counts.named(parts) else 1.0
    verbal = 0.6 if len(parts) == 1 and (not counts.mentions[parts] or parts[0].endswith(("ing", "ed"))) else 1.0
    return float(math.log1p(own) * rare**1.5 * length * named * verbal / (1.0 + EARLY * counts.first[parts][0]))
