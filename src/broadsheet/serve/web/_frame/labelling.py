"""What the pages of labels need of the newsroom: the article that is asked about, and how its training stands."""

from collections.abc import Sequence
from typing import Any

from broadsheet.app import Candidate
from broadsheet.serve.jobs.training import work_name
from broadsheet.serve.web._frame.site import Site
from broadsheet.serve.web._frame.training import marked, matrix, reasons


def asking_values(site: Site, name: str, *, article: int = 0, skip: Sequence[int] = ()) -> dict[str, Any]:
    """The template's values for the article that is asked about; none is left when `asked` is None."""
    room = site.room
    found: list[Candidate] = [room.to_label(name, article)] if article else room.next_to_label(name, n=1, skip=skip)
    asked = next(iter(found), None)
    return {
        "name": name,
        "asked": asked,
        "title": marked(asked.title, asked.parts, field="title") if asked else [],
        "paragraphs": marked(asked.value.text, asked.parts, field="text") if asked else [],
        "reasons": reasons(asked.parts) if asked else [],
        "counts": room.label_counts(name),
        "skip": list(skip),
    }


def figures(site: Site, name: str) -> dict[str, Any]:
    """The template's values for the training of `name`: its card (None before the first) and the work."""
    card = site.room.analysis_card(name) if name in site.room.own_names() else None
    return {
        "card": card,
        "matrix": matrix(card["held_out"]["confusion"]) if card else [],
        "work": site.works.get(work_name(name)),
    }
