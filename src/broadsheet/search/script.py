"""Chinese script: traditional characters as their simplified ones, character for character, so that places hold.

The table is the first choice of each line of OpenCC's TSCharacters (https://github.com/BYVoid/OpenCC, Apache-2.0).
"""

import re
from functools import cache
from importlib.resources import files

_HAN = re.compile(r"[\u3400-\U0003ffff]")
"""A look that is much cheaper than the next, for texts that hold none."""
_BASIC = 0xFFFF
"""The last character of Unicode's basic plane."""


def simplified(text: str) -> str:
    """`text` of the same length with every traditional character that has a simplified form in that form."""
    return text.translate(_table()) if _HAN.search(text) and _traditional().search(text) else text


@cache
def _traditional() -> re.Pattern[str]:
    """Finds what is in the table; beyond the basic plane anything, as the library looks single ones up one by one.

    Most texts hold none of it, and putting every character through the table takes ten times as long.
    """
    return re.compile(f"[{''.join(chr(c) for c in _table() if c <= _BASIC)}{chr(_BASIC + 1)}-\U0003ffff]")


@cache
def _table() -> dict[int, str]:
    lines = (files("broadsheet.search") / "data" / "simplified.txt").read_text(encoding="utf-8").split()
    return {ord(pair[0]): pair[1] for pair in lines}
