"""The kinds of text as the command line lists them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from broadsheet.serve.cli._session import Session, lines

if TYPE_CHECKING:
    from broadsheet.app import Newsroom

LIST = "list"


def list_kinds(session: Session, room: "Newsroom") -> None:
    """Tell of every kind and the facts it takes."""
    from broadsheet.serve.kind_cards import kind_card

    cards = [kind_card(name) for name in room.kinds()]
    session.answer({"kinds": cards}, lambda out: lines(out, [line for card in cards for line in _told(card)]))


def _told(card: dict[str, Any]) -> Iterator[str]:
    """A kind in a few lines: its names, what it stands on, then its facts and its settings with what they are."""
    stands_on = "invented" if card["fiction"] else "from sources" if card["from_sources"] else "from facts"
    yield f"{card['kind']:<13}{card['name']['en']} · {card['name']['zh']} ({stands_on})"
    for word, setting in (("facts", False), ("settings", True)):
        told = [_fact(fact) for fact in card["facts"] if fact["setting"] == setting]
        if told:
            yield f"{'':<13}{word}: {', '.join(told)}"
    yield f"{'':<13}{card['told']}"


def _fact(fact: dict[str, Any]) -> str:
    return f"{fact['name']}={'|'.join(fact['choices'])}" if fact["choices"] else str(fact["name"])
