"""What a table shows: totals, extremes, shares, ranks and change over time, worked out by code; never why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from broadsheet.core import Evidence, InvalidInputError
from broadsheet.write.derived import account_evidence, planned, set_out
from broadsheet.write.facts import SETTING
from broadsheet.write.figures.showing import table_account
from broadsheet.write.figures.tables import is_table, read_table
from broadsheet.write.shapes import Ask, Example, Part, Plan

# Characters of a table kept as evidence with the draft: a screenful to check against; the figures keep their formulas.
_KEPT = 4000


@dataclass(frozen=True, slots=True)
class Facts:
    """A table, as text with headings (CSV or tabs); without one, the first source that is a table is told of.

    `title` is what it is a table of, `publisher` whose it is; `columns` names those to tell of, else the first three.
    """

    table: str = ""
    title: str = ""
    publisher: str = ""
    columns: str = field(default="", metadata=SETTING)


EXAMPLE: Mapping[str, Example] = {
    "en": Example(
        {
            "title": "Passengers of the Larkford ferries",
            "publisher": "the harbour office",
            "table": "Year,Passengers (thousand),On time (%)\n2022,412,91.5\n2023,455,88\n2024,455,\n2025,530,93",
        }
    ),
    "zh": Example(
        {
            "title": "澄江轮渡客运量",
            "publisher": "港务局",
            "table": "年份,客运量（万人次）,准点率（%）\n2022,41.2,91.5\n2023,45.5,88\n2024,45.5,\n2025,53,93",
        }
    ),
}
HEADED = True
# What a reader takes from a table before looking at it.
LENGTH: Mapping[str, int] = {"en": 150, "zh": 260}


def derive(ask: Ask) -> Sequence[Evidence]:
    """What the table shows, and the table itself cut to what a reader can look through.

    Raises `InvalidInputError` where there is none.
    """
    source = next((e for e in ask.evidence if not e.source.startswith("fact:") and is_table(e.text)), None)
    text = ask.facts.table or (source.text if source else "")
    if not text:
        raise InvalidInputError(
            "there is no table",
            do="give table=CSV, or a source with headings in its first line, parted by commas, semicolons or tabs",
        )
    title = ask.facts.title or (source.title if source and not is_table(source.title) else "")
    account = table_account(
        read_table(text), title=title, publisher=ask.facts.publisher, wanted=ask.facts.columns, language=ask.language
    )
    kept = () if ask.facts.table or source is None else (replace(source, text=_beginning(source.text)),)
    return (*kept, *account_evidence(account, language=ask.language))


def _beginning(text: str) -> str:
    """The whole lines of a text that fit what is kept."""
    return text if len(text) <= _KEPT else text[: text.rfind("\n", 0, _KEPT)] or text[:_KEPT]


def plan(ask: Ask, *, foreign: bool = False) -> Plan:
    """What was worked out, then what sources that are no tables say."""
    told = replace(ask, evidence=tuple(e for e in ask.evidence if e.source.startswith("fact:") or not is_table(e.text)))
    return planned(told, target=LENGTH[ask.language], foreign=foreign)


def plain(plan: Plan, ask: Ask, *, variant: int = 0) -> list[Part]:
    """The report from what was worked out; there is one."""
    return [] if variant else set_out(plan, ask, length=LENGTH[ask.language])
