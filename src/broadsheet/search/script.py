"""Chinese script: traditional characters as their simplified ones, character for character, so that places hold.

The table is the first choice of each line of OpenCC's TSCharacters (https://github.com/BYVoid/OpenCC, Apache-2.0).
"""

import re
from functools import cache
from importlib.resources import files

_HAN = re.compile(r"[\u3400-\U0003ffff]")
"""A look that is much cheaper than the table, for texts that hold none."""


def simplified(text: str) -> str:
    """`text` of the same length with every traditional character that has a simplified form in that form."""
    return text.translate(_table()) if _HAN.search(text) else text


@cache
def _table() -> dict[int, str]:
    lines = (files("broadsheet.search") / "data" / "simplified.txt").read_text(encoding="utf-8").split()
    return {ord(pair[0]): pair[1] for pair in lines}
