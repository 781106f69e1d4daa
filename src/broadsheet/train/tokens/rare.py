"""Texts without their rare characters, for trainers that keep every character they are shown."""

from collections import Counter
from collections.abc import Sequence


def without_rare(texts: Sequence[str], *, most: int, least: int) -> list[str]:
    """`texts` with a space for each character that is not among the `most` frequent or occurs less than `least` times.

    Equally frequent ones are ranked by their code point, so the same texts give the same characters.
    """
    counted: Counter[str] = Counter()
    for text in texts:
        counted.update(text)
    ranked = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    dropped = {sign for sign, n in ranked[:most] if n < least} | {sign for sign, _ in ranked[most:]}
    table = {ord(sign): " " for sign in dropped}
    return [text.translate(table) for text in texts] if table else list(texts)
