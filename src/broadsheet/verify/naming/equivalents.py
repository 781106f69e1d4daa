"""Whether a name of one language is that of another: by a given list, by the tables, by sound."""

import re
from collections.abc import Mapping, Sequence

from broadsheet.knowledge.folding import known_as
from broadsheet.knowledge.spelling import pinyin_agreement, sound_agreement
from broadsheet.verify.values import Name
from broadsheet.verify.values.aliases import aliases

# Of the consonants of a rendering, how many must agree: half of chance pairs of names reach .4, true ones .8 and more
# (measured where entities are joined across languages, see `knowledge.spelling`).
LEAST_SOUND = 0.8
_HAN = re.compile(r"[\u3400-\u9fff]")
_DOT = re.compile("[·•・‧]")
# Two or more words of pinyin (Li Jianguo) are a Chinese name, whose characters must have just these sounds.
_PINYIN = re.compile(
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?(?:i?[ae]ng?|[iu]?ong|ing?|u[ae]ng?|uang|i[ae]|iao|iu|ian|iang|u[aio]|uai|un"
    r"|ue|ai|ao|ei|ou|er|[aeiouv]))+\Z"
)
_KINDS = ("person", "place", "organisation", "other")


def rendered(name: Name, text: str, others: Sequence[Name], *, names: Mapping[str, Sequence[str]]) -> tuple[int, int]:
    """Where `text` has `name` in its own language, or (-1, -1); `others` are the names that were found in it."""
    for known in (*names.get(name.text, ()), *_known(name), name.text):
        place = _place(known, text)
        if place[0] >= 0:
            return place
    for other in others:
        if _sounds_like(name.text, other.text):
            return other.start, other.end
    return -1, -1


def _known(name: Name) -> list[str]:
    """What the tables call it, longest first."""
    known = [one for kind in _KINDS if (one := known_as(name.text, kind)) is not None]
    written = {w for one in known for w in (*one.en, *one.zh)} | {a for a in aliases(name.text) if len(a) > 1}
    return sorted(written - {name.text}, key=lambda w: (-len(w), w))


def _place(name: str, text: str) -> tuple[int, int]:
    edge = "" if _HAN.search(name) else r"(?<!\w)"
    after = "" if _HAN.search(name) else r"(?!\w)"
    found = re.search(f"{edge}{re.escape(name)}{after}", text, re.IGNORECASE)
    return found.span() if found else (-1, -1)


def _sounds_like(one: str, other: str) -> bool:
    han, latin = (one, other) if _HAN.search(one) else (other, one)
    if not _HAN.search(han) or _HAN.search(latin):
        return False
    if pinyin_agreement(han, latin):
        return True
    # A title at the beginning of a sentence has a capital too: Forward Wang Lei.
    words = latin.split()
    if len(words) > 2 and any(pinyin_agreement(han, " ".join(pair)) for pair in (words[-2:], words[:2])):
        return True
    if len(words) > 1 and all(_PINYIN.match(w.lower()) for w in words):
        return False
    if sound_agreement(han, latin) >= LEAST_SOUND:
        return True
    # A surname alone is how both languages name somebody again: 特朗普 for Donald Trump.
    family = _DOT.split(han)[-1]
    return any(len(w) > 2 and sound_agreement(family, w) >= LEAST_SOUND for w in latin.split())
