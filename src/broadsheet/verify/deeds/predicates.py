"""Verbs by the deed they tell: A beat B and B lost to A are one deed seen from both ends."""

import re
from functools import lru_cache
from typing import Literal

from broadsheet.verify.deeds.forms import forms_of
from broadsheet.verify.tables import table, words
from broadsheet.verify.terms import stem

_HAN = re.compile(r"[\u3400-\u9fff]")
_RECIPIENT = frozenset("向给对为")
Side = Literal["doer", "turned"]


@lru_cache(maxsize=1)
def _classes() -> dict[str, tuple[str, Side]]:
    found: dict[str, tuple[str, Side]] = {}
    for row in table("predicates")["class"]:
        for key in ("zh", "en", "zh_turned", "en_turned"):
            side: Side = "turned" if key.endswith("turned") else "doer"
            for verb in str(row.get(key, "")).split():
                found.setdefault(verb, (row["name"], side))
    return found


@lru_cache(maxsize=1)
def english_forms() -> dict[str, tuple[str, str]]:
    """The forms of the English verbs of the table: each with its base form and what kind of form it is."""
    bases = {v.partition("_")[0] for v in _classes() if v.isascii()}
    bases |= {v.partition("_")[0] for v in words("predicates", "symmetric_en")}
    return {form: (base, kind) for base in sorted(bases) for form, kind in forms_of(base)}


def is_verb(word: str) -> bool:
    """Whether the table has the word as a verb."""
    return word in _classes()


def is_pivot(verb: str) -> bool:
    """Whether what the verb is done to does the next thing: 要求警方逮捕."""
    return verb in words("predicates", "pivots")


def deed_of(verb: str, *, preposition: str = "") -> tuple[str, Side] | None:
    """The deed a verb tells and whose end it tells it from; None where its order says nothing.

    `preposition` leads to the other party; with one, only a verb of the table tells a deed.
    """
    if preposition and not _HAN.search(verb):
        return _classes().get(f"{verb}_{preposition}")
    if preposition in _RECIPIENT and not _is_empty(verb):
        return _classes().get(verb) or _classes().get(verb + "给") or (verb + "给", "doer")
    if preposition:
        return _classes().get(verb + preposition)
    if _is_empty(verb):
        return None
    return _classes().get(verb) or (verb if _HAN.search(verb) else stem(verb), "doer")


def _is_empty(verb: str) -> bool:
    if not _HAN.search(verb):
        return verb in words("predicates", "empty_en") or verb in words("predicates", "symmetric_en")
    same = words("predicates", "symmetric_zh")
    return len(verb) < 2 or verb in words("predicates", "empty_zh") or any(s in verb for s in same)


def is_symmetric(text: str) -> bool:
    """Whether a stretch between two names has a word by which the two do the same to each other."""
    if _HAN.search(text):
        return any(s in text for s in words("predicates", "symmetric_zh"))
    forms = english_forms()
    bases = {forms.get(w, (w, ""))[0] for w in re.findall(r"[a-z]+", text.lower())}
    return bool(bases & words("predicates", "symmetric_en"))
