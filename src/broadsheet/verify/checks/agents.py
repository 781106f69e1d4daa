"""Who did what to whom: a deed that the evidence tells the other way round, two names in each other's place."""

from collections.abc import Iterator

from broadsheet.core import Finding
from broadsheet.verify.deeds import Deed, Reversal, confirmed, reversals
from broadsheet.verify.finding import finding
from broadsheet.verify.naming import exchanges, names_of
from broadsheet.verify.reading import Passage, Reading
from broadsheet.verify.record import Record
from broadsheet.verify.values import Place

_SHOWN = 80  # characters of the evidence's sentence in a message


def check(draft: Reading, record: Record) -> Iterator[Finding]:
    """A finding for each deed or pair of names that the evidence has the other way round, from the one to the other."""
    for passage in draft.passages:
        if record.has_verbatim(passage.text):
            continue
        turned = [_turned(draft, passage, r) for r in reversals(passage, record, language=draft.language)]
        yield from turned
        for exchange in exchanges(passage, names_of(draft, passage), record):
            place = Place(exchange.first.start, exchange.second.end)
            told = any(f.start < place.end and place.start < f.end for f in turned)
            if not told and not _confirmed(place, passage, confirmed(passage, record, language=draft.language)):
                yield finding(draft, place, "agents.exchanged", found=_shown(exchange.evidence))


def _confirmed(place: Place, passage: Passage, deeds: tuple[Deed, ...]) -> bool:
    """Whether a deed between the two names is told so by the evidence, though in the other order (不敌 for 击败)."""
    first, last = place.start - passage.start, place.end - passage.start
    return any(first <= d.start and d.end <= last for d in deeds)


def _turned(draft: Reading, passage: Passage, turned: Reversal) -> Finding:
    deed = turned.deed
    start = min(deed.start, deed.doer.start, deed.other.start)
    end = max(deed.end, deed.doer.end, deed.other.end)
    place = Place(passage.start + start, passage.start + end)
    return finding(draft, place, "agents.reversed", found=_shown(turned.evidence))


def _shown(sentence: str) -> str:
    return sentence.strip() if len(sentence) <= _SHOWN else sentence[: _SHOWN - 1].strip() + "…"
