"""A check's badge: one line of SVG that tells how the text stands, by its words and its sign as well as its colour."""

import unicodedata
from typing import NamedTuple

from broadsheet.core import Checked, Stored
from broadsheet.publish.escaping import safe
from broadsheet.publish.evidence_words import say

MEDIA_TYPE = "image/svg+xml"
SUFFIX = "svg"


class _Look(NamedTuple):
    sign: str
    colour: str


# White on each is at least 4.5 to 1 (WCAG 2.2, 1.4.3).
_LOOKS = {
    "passed": _Look("✓", "#17664a"),
    "cleared": _Look("✓", "#865600"),
    "doubtful": _Look("?", "#865600"),
    "contradicted": _Look("✕", "#a3201c"),
    "nothing": _Look("·", "#5a5b5e"),
}
HEIGHT = 24
_PAD = 8
_WIDE, _NARROW = 12.0, 6.6  # widths of a Han and of a middling Latin letter at 12 units, measured in Noto Sans


def render(stored: Stored[Checked], language: str) -> bytes:
    """The badge as SVG in UTF-8; its text fits its box in whatever font it is drawn with."""
    checked = stored.value
    look = _LOOKS[_kind(checked)]
    left, right = say(language, "badge"), f"{look.sign} {words(checked, language)}"
    first, second = (round(_width(text)) for text in (left, right))
    split, whole = first + 2 * _PAD, first + second + 4 * _PAD
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="{HEIGHT}" viewBox="0 0 {whole} {HEIGHT}"'
        f' role="img" lang="{safe(language)}"><title>{safe(f"{left}: {right}")}</title>'
        f'<rect width="{whole}" height="{HEIGHT}" rx="3" fill="#17181a"/>'
        f'<path fill="{look.colour}" d="M{split} 0H{whole - 3}a3 3 0 0 1 3 3V{HEIGHT - 3}a3 3 0 0 1 -3 3H{split}z"/>'
        '<g fill="#fffefc" font-size="12" font-family="system-ui, \'Noto Sans CJK SC\', \'PingFang SC\', sans-serif">'
        f'<text x="{_PAD}" y="16.4" textLength="{first}" lengthAdjust="spacingAndGlyphs">{safe(left)}</text>'
        f'<text x="{split + _PAD}" y="16.4" textLength="{second}" lengthAdjust="spacingAndGlyphs">{safe(right)}</text>'
        "</g></svg>\n"
    ).encode()


def words(checked: Checked, language: str) -> str:
    """What the badge says, without its sign."""
    claims = checked.report.claims
    kind = _kind(checked)
    if kind == "nothing":
        return say(language, "badge.nothing")
    if kind == "passed":
        n = sum(1 for c in claims if c.verdict == "supported")
        return say(language, "badge.passed", n=n, all=len(claims))
    if kind == "cleared":
        cleared = [c for c in claims if c.verdict in ("unsupported", "contradicted") and checked.clearing(c)]
        return say(language, "badge.cleared", n=len(cleared))
    wanted = "contradicted" if kind == "contradicted" else "unsupported"
    n = sum(1 for c in checked.short if c.verdict == wanted)
    return say(language, f"badge.{kind}" if n else "badge.look", n=n, all=len(claims))


def _kind(checked: Checked) -> str:
    nothing = checked.standing == "passed" and not any(c.verdict == "supported" for c in checked.report.claims)
    return "nothing" if nothing else checked.standing


def _width(text: str) -> float:
    return sum(_WIDE if unicodedata.east_asian_width(c) in "WFA" else _NARROW for c in text)
