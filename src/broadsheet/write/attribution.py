"""Saying who says so: 据《…》报道, according to ... A sentence keeps its speaker and gains the outlet it came from."""

import re
from collections.abc import Sequence

from broadsheet import nlp

_SPOKEN = re.compile(
    r"\b(?:sa(?:id|ys?)|told|tells|according to|announce[sd]?|report(?:s|ed)|claim(?:s|ed)|warn(?:s|ed)|stated|added"
    r"|argue[sd]|den(?:y|ies|ied)|confirm(?:s|ed)|insist(?:s|ed)|estimated|suggest(?:s|ed)|wrote|puts?)\b|reportedly|allegedly"
    r"|说|称|表示|据|指出|宣布|透露|认为|介绍|通报|强调|回应|否认|证实|坦言|预计|估计|获悉|了解到",
    re.IGNORECASE,
)
# The point of these belongs to them and stays when the sentence goes on.
_ABBREVIATION = re.compile(r"(?:\b[ap]\.m|[A-Z]\.[A-Z]|\b(?:Inc|Ltd|Co|Corp|Jr|Sr))\.$")
# A sentence names no more outlets than this.
_NAMED = 3
_FIRST = re.compile(r"[A-Za-z]+")


def has_speaker(text: str) -> bool:
    """Whether the sentence itself says whose word it is."""
    return bool(_SPOKEN.search(text))


def attributed(text: str, outlet: str, *, language: str, also: Sequence[str] = ()) -> str:
    """`text` with the outlet it was taken from: in front in Chinese, behind in English where the sentence allows.

    `also` are others that tell the same; two of them are enough to name.
    """
    if not outlet:
        return text
    named = list(dict.fromkeys([outlet, *also]))[:_NAMED]
    if language == "zh":
        said = "、".join(titled(name) for name in named)
        return f"{said}报道说，{text}" if text.startswith(("据", "根据")) else f"据{said}报道，{text}"
    outlet = " and ".join([", ".join(named[:-1]), named[-1]]) if len(named) > 1 else outlet
    if text.endswith("."):
        body = text if _ABBREVIATION.search(text) else text[:-1]
        return f"{body}, {_behind(text, outlet)}."
    return f"According to {outlet}, {_lowered(text)}"


def titled(outlet: str) -> str:
    """An outlet as running Chinese names it: papers in title marks, agencies, stations and foreign names without."""
    if outlet.startswith("《") or outlet.isascii() or outlet.endswith(("社", "台", "网", "电视", "广播")):
        return outlet
    return f"《{outlet}》"


def _behind(text: str, outlet: str) -> str:
    """A sentence with a speaker takes "according to", since two verbs of saying in a row read badly; once only."""
    return f"according to {outlet}" if has_speaker(text) and "ccording to" not in text else f"{outlet} reported"


def _lowered(text: str) -> str:
    """The sentence inside another: a function word at its head loses its capital."""
    first = _FIRST.match(text)
    if first and nlp.is_stop(first.group()) and first.group() != "I":
        return text[0].lower() + text[1:]
    return text
