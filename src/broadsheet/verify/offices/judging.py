"""The offices of a draft sentence against those of the evidence: held by whom, of what rank, of what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from broadsheet.verify.offices import chinese, english
from broadsheet.verify.offices.shapes import Office
from broadsheet.verify.reading import Passage
from broadsheet.verify.record import Record

Rule = Literal["rank", "title", "holder", "absent"]


@dataclass(frozen=True, slots=True)
class OfficeFault:
    """What is wrong with an office: `found` is the evidence's title of the holder, or whoever holds the office."""

    office: Office
    rule: Rule
    found: str = ""


def office_faults(passage: Passage, record: Record, *, language: str) -> Iterator[OfficeFault]:
    """The offices of a draft sentence that the evidence has otherwise, places counted in the sentence."""
    read = chinese.offices if language == "zh" else english.offices
    for office in read(passage.text):
        told = record.keep(
            ("offices", language), lambda: [o for r, p in record.places if r.language == language for o in read(p.text)]
        )
        if fault := _fault(office, told, record):
            yield fault


def _fault(office: Office, told: list[Office], record: Record) -> OfficeFault | None:
    theirs = [o for o in told if o.holder and office.holder and _one(o.holder, office.holder)]
    if any(_agree(office, o) and o.rank == office.rank for o in theirs):
        return None
    if of_other_rank := next((o for o in theirs if _agree(office, o)), None):
        return OfficeFault(office, "rank", of_other_rank.text)
    if theirs:
        known = _written(office, told, record) and not _elsewhere(office, told)
        return None if known else OfficeFault(office, "title", theirs[0].text)
    others = [o for o in told if o.holder and _agree(office, o) and o.rank == office.rank]
    if office.holder and any(_same_body(office.body, o.body) for o in others):
        return OfficeFault(office, "holder", others[0].holder)
    return None if _written(office, told, record) else OfficeFault(office, "absent")


def _elsewhere(office: Office, told: list[Office]) -> bool:
    """Whether somebody else holds the office in the evidence."""
    return any(
        o.holder and not _one(o.holder, office.holder) and _agree(office, o) and o.rank == office.rank for o in told
    )


def _one(one: str, other: str) -> bool:
    """Whether two names may be one person's: the same, or one the end or the beginning of the other."""
    a, b = one.split(), other.split()
    if len(a) > 1 or len(b) > 1 or one.isascii():
        return a[-1] == b[-1] or a[0] == b[0] == one or b[0] == other == a[0]
    return one == other or one.endswith(other) or other.endswith(one)


def _agree(one: Office, other: Office) -> bool:
    """Whether two offices may be one, rank aside: the same title, of the same thing where both say of what."""
    if one.title != other.title and not (one.title.endswith(other.title) or other.title.endswith(one.title)):
        return False
    if not one.scope or not other.scope or one.title != other.title:
        return True
    a, b = "".join(sorted(one.scope)), "".join(sorted(other.scope))
    return bool(one.scope & other.scope) or a.endswith(b) or b.endswith(a) or a.startswith(b) or b.startswith(a)


def _same_body(one: str, other: str) -> bool:
    return bool(one and other) and (one in other or other in one)


def _written(office: Office, told: list[Office], record: Record) -> bool:
    """Whether the evidence has the office at all, whoever may hold it, and not only in another rank."""
    if any(_agree(office, o) and o.rank == office.rank for o in told):
        return True
    text = office.text.lower()
    if not text.isascii():
        return bool(re.search(rf"(?<![副前原]){re.escape(text)}(?!馆)", record.folded))
    return bool(re.search(rf"(?<!deputy )(?<!vice )(?<!former )(?<!assistant )\b{re.escape(text)}", record.text))
