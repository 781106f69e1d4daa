"""Saying who says so: 据《…》报道, according to ... A sentence keeps the speaker it has and gains the outlet it came from."""

import re

# Words that open an English sentence with a capital only because they open it.
_OPENERS = frozenset(
    [
        "a",
        "an",
        "the",
        "in",
        "on",
        "at",
        "of",
        "for",
        "from",
        "to",
        "by",
        "with",
        "after",
        "before",
        "as",
        "about",
        "around",
        "more",
        "less",
        "than",
        "over",
        "nearly",
        "some",
        "many",
        "most",
        "all",
        "no",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "police",
        "officials",
        "authorities",
        "residents",
        "people",
        "firefighters",
        "investigators",
        "scientists",
        "researchers",
        "doctors",
        "hundreds",
        "thousands",
        "dozens",
        "it",
        "he",
        "she",
        "they",
        "its",
        "his",
        "her",
        "their",
        "there",
        "when",
        "while",
        "if",
        "although",
        "during",
        "under",
        "between",
        "both",
        "each",
        "every",
        "one",
        "another",
    ]
)
_SPOKEN = re.compile(
    r"\b(?:said|says|say|told|tells|according to|announced|announces|reported|reports|claimed|claims|warned|warns|stated|"
    r"added|argued|denied|confirmed|insisted|estimated|suggested|wrote|put)\b|reportedly|allegedly"
    r"|说|称|表示|据|指出|宣布|透露|认为|介绍|通报|强调|回应|否认|证实|坦言|预计|估计|获悉|了解到",
    re.IGNORECASE,
)


def has_speaker(text: str) -> bool:
    """Whether the sentence itself says whose word it is."""
    return bool(_SPOKEN.search(text))


def attributed(text: str, outlet: str, *, language: str) -> str:
    """`text` with the outlet it was taken from in front of it."""
    if not outlet:
        return text
    if language == "zh":
        named = outlet if outlet.startswith("《") or _is_agency(outlet) else f"《{outlet}》"
        return f"据{named}报道，{text}"
    return f"According to {outlet}, {_lowered(text)}"


def _is_agency(outlet: str) -> bool:
    """Agencies, stations and sites stand without title marks."""
    return outlet.endswith(("社", "台", "网", "电视", "广播")) or outlet.isascii()


def _lowered(text: str) -> str:
    """The sentence inside another: its first letter is small when only its place made it big."""
    first = re.match(r"[A-Za-z]+", text)
    if first and first.group().lower() in _OPENERS:
        return text[0].lower() + text[1:]
    return text
