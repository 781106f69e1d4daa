"""How charts look: the width, the colours by day and by night, the face, and the breadth of a text in it."""

import unicodedata
from dataclasses import dataclass

WIDE = 720
NARROW = 343
"""Units across: one is a pixel on a page 1,280 wide, and on a telephone 375 wide."""
FACE = "Libre Franklin, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, Source Han Sans SC, Arial, sans-serif"

# Okabe and Ito's colours (2008), told apart with any colour vision, a little darker by day for contrast on paper.
_SERIES = {
    "light": ("#0064a6", "#c04f00", "#00805c", "#b0578c", "#a37500", "#2c8cc4", "#5c5c5c", "#7a3db8"),
    "dark": ("#5fb2ee", "#f28a4a", "#35c79b", "#e09bc4", "#e8b93e", "#9ad1f5", "#b5b5b5", "#b894ec"),
}
_INKS = {
    "light": {"ink": "#17181a", "soft": "#5a5b5e", "hair": "#d3d0c6", "paper": "#fffefc", "land": "#e4e1d8"},
    "dark": {"ink": "#ebe8e0", "soft": "#a5a39c", "hair": "#373a3f", "paper": "#1b1d20", "land": "#2f3338"},
}


@dataclass(frozen=True, slots=True)
class Look:
    """`width` in units; `theme` is light or dark; `framed` adds ground, title and note: a picture that stands alone."""

    width: int = WIDE
    theme: str = "light"
    framed: bool = True

    @property
    def is_narrow(self) -> bool:
        """Whether it is for a telephone."""
        return self.width < 480

    def ink(self, name: str) -> str:
        """The colour of `ink`, `soft`, `hair`, `paper` or `land`."""
        return _INKS[self.theme][name]

    def series(self, place: int) -> str:
        """The colour of the series at `place`; the ninth begins anew."""
        colours = _SERIES[self.theme]
        return colours[place % len(colours)]


def breadth(text: str, size: float) -> float:
    """About how many units a text is wide: a Chinese character is square, a Latin letter half of that."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return size * (wide + 0.52 * (len(text) - wide))


def shortened(text: str, *, size: float, room: float) -> str:
    """The text, cut with an ellipsis where it is wider than `room`."""
    if breadth(text, size) <= room:
        return text
    while text and breadth(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def wrapped(text: str, *, size: float, room: float) -> list[str]:
    """The text in lines no wider than `room`, broken at its middle dots."""
    lines: list[str] = []
    for part in text.split(" · ") if text else []:
        if lines and breadth(f"{lines[-1]} · {part}", size) <= room:
            lines[-1] += f" · {part}"
        else:
            lines.append(part)
    return [shortened(line, size=size, room=room) for line in lines]
