"""Figures of a model of the lab for its page: tables of measures, of the text it learnt from, and how it writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from broadsheet.app import Newsroom
from broadsheet.app.lab.report_corpus import corpus_table
from broadsheet.app.lab.report_measures import measure_tables
from broadsheet.app.lab.report_words import figure_name, say, told
from broadsheet.app.lab.verdicts import verdicts
from broadsheet.publish.figures_page import Table

Tables = list[tuple[str, list[Table]]]


@dataclass(frozen=True, slots=True)
class Measured:
    """What a model was measured as on `documents` other texts, or on those held out: who wins, and the tables."""

    documents: int
    told: Sequence[str]
    tables: Tables
    seen: str


def measured(room: Newsroom, name: str, language: str) -> Measured | None:
    """What was found last; None when the model was not measured anew. Raises `NotFoundError`."""
    found = room.lab_evaluation(name)
    if not found:
        return None
    measures = found.get("measures") or {}
    lines = [told(one, language) for one in verdicts({"measures": measures})]
    return Measured(int(found.get("documents") or 0), lines, _of_measures(measures, language), _seen(found))


def tables(card: Mapping[str, Any], language: str) -> Tables:
    """Headings and tables of a card: its measures, and the text it learnt from."""
    found = _of_measures(card.get("measures") or {}, language)
    if card.get("corpus"):
        found.append((say(language, "corpus"), [corpus_table(card["corpus"], language)]))
    return found


def layers_of(card: Mapping[str, Any]) -> int:
    """How many layers a model of a shape of its own has; 0 where a pupil can't be made of it."""
    layers = (card.get("model") or {}).get("layers")
    is_own = not (card.get("tuning") or {}).get("base") and "pruned" not in card
    is_taught = (card.get("objective") or {}).get("name") == "distil"
    return layers if isinstance(layers, int) and is_own and not is_taught else 0


def _of_measures(measures: Mapping[str, Any], language: str) -> Tables:
    found = [(figure_name(language, name), measure_tables(name, one, language)) for name, one in measures.items()]
    return [(heading, some) for heading, some in found if some]


def _seen(found: Mapping[str, Any]) -> str:
    """The share of the texts that the model learnt from, in per cent; empty for none."""
    share = found.get("seen")
    return f"{share:.0%}" if isinstance(share, int | float) and share else ""
