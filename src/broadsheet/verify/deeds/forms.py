"""The forms of an English verb: regular ones by rule, the irregular past forms that news uses by table."""

from collections.abc import Iterator
from typing import Literal

Form = Literal["base", "third", "past", "ing"]
_PAST = {
    "beat": "beat beaten", "lose": "lost", "fall": "fell fallen", "buy": "bought", "take": "took taken",
    "sell": "sold", "shoot": "shot", "slay": "slew slain", "strike": "struck stricken", "hit": "hit",
    "bite": "bit bitten",
    "see": "saw seen", "oust": "ousted", "give": "gave given", "lend": "lent", "pay": "paid", "send": "sent",
    "get": "got gotten", "lead": "led", "meet": "met", "split": "split", "hold": "held", "draw": "drew drawn",
    "speak": "spoke spoken", "bow": "bowed", "overtake": "overtook overtaken", "overcome": "overcame overcome",
    "overthrow": "overthrew overthrown", "teach": "taught", "outdo": "outdid outdone", "upset": "upset",
    "oversee": "oversaw overseen", "steal": "stole stolen", "catch": "caught", "fight": "fought",
}  # fmt: skip
_VOWELS = "aeiou"
_DOUBLED = frozenset({"stab", "ram", "slam", "rob", "stun", "kidnap", "trap", "grab"})


def forms_of(base: str) -> Iterator[tuple[str, Form]]:
    """Every form of the verb `base` with its kind; past and past participle are one kind."""
    yield base, "base"
    yield _third(base), "third"
    yield _joined(base, "ing"), "ing"
    for past in _PAST.get(base, _joined(base, "ed")).split():
        yield past, "past"


def _third(base: str) -> str:
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _joined(base: str, ending: str) -> str:
    if base in _DOUBLED:
        return base + base[-1] + ending
    if base.endswith("e"):
        return base[:-1] + ending
    if base.endswith("y") and base[-2] not in _VOWELS and ending == "ed":
        return base[:-1] + "ied"
    return base + ending
