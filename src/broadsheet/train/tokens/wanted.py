"""What is wanted of a vocabulary, whatever its kind."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wanted:
    """`size` counts the `specials`; `least` is how often a word or character occurs to be kept."""

    size: int
    specials: tuple[str, ...]
    least: int = 1
