"""What a reader took back: a like, a saved article or a hidden one that was undone counts no longer."""

from collections.abc import Sequence

from broadsheet.core import Event

UNDOES = {"unlike": "like", "unsave": "save", "unhide": "hide"}
"""Which act each takes back; following has its own pair, which the settings of a reader know too."""


def standing(events: Sequence[Event]) -> list[Event]:
    """The acts that still hold, in their order: without those that a later act about the article took back."""
    taken: set[tuple[str, int | None]] = set()
    left: list[Event] = []
    for event in reversed(events):
        if event.action in UNDOES:
            taken.add((UNDOES[event.action], event.article))
        elif (event.action, event.article) not in taken:
            left.append(event)
    return left[::-1]
