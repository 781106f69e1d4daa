"""The deeds of a draft sentence against those of the evidence: is it the other way round there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from broadsheet.verify.deeds import chinese, english
from broadsheet.verify.deeds.shapes import Deed, Party
from broadsheet.verify.reading import Passage
from broadsheet.verify.record import Record
from broadsheet.verify.values.aliases import aliases

_HAN = re.compile(r"[\u3400-\u9fff]")
_ENDING = re.compile(r"(?:队|方|国|市|省|公司|集团|政府|女士|先生|选手|法院)\Z")


@dataclass(frozen=True, slots=True)
class Reversal:
    """A deed of the draft that the evidence tells the other way round, in `evidence`, and nowhere this way."""

    deed: Deed
    evidence: str


def reversals(passage: Passage, record: Record, *, language: str) -> Iterator[Reversal]:
    """The deeds of a draft sentence that are turned round, places counted in the sentence."""
    for deed, told in _told(passage, record, language):
        turned = [text for text, d in told if same(d.doer, deed.other) and same(d.other, deed.doer)]
        if turned and not _this_way(deed, told):
            yield Reversal(deed, turned[0])


def confirmed(passage: Passage, record: Record, *, language: str) -> tuple[Deed, ...]:
    """The deeds of a draft sentence that the evidence tells as the draft does, be it in the other voice."""
    return tuple(deed for deed, told in _told(passage, record, language) if _this_way(deed, told))


def _told(passage: Passage, record: Record, language: str) -> Iterator[tuple[Deed, list[tuple[str, Deed]]]]:
    """Each deed of a draft sentence with the same deeds of the evidence's sentences that name both parties."""
    read = chinese.deeds if language == "zh" else english.deeds
    for deed in read(passage.text):
        doer, other = _key(deed.doer), _key(deed.other)
        if len(doer) > 1 and len(other) > 1 and not same(deed.doer, deed.other):
            places = [text for text, lower in _sentences(record, language) if doer in lower and other in lower]
            yield deed, [(text, d) for text in places for d in read(text) if d.deed == deed.deed]


def _this_way(deed: Deed, told: list[tuple[str, Deed]]) -> bool:
    return any(same(d.doer, deed.doer) and same(d.other, deed.other) for _, d in told)


def same(one: Party, other: Party) -> bool:
    """Whether two parties may be one: the same head, or one that is a short form of the other."""
    a, b = _key(one), _key(other)
    if a == b or (min(len(a), len(b)) > 1 and (a.endswith(b) or b.endswith(a) or a.startswith(b) or b.startswith(a))):
        return True
    return b in aliases(a)


def _sentences(record: Record, language: str) -> list[tuple[str, str]]:
    """The sentences of the evidence in a language, as they stand and in lower case."""
    return record.keep(
        ("sentences", language), lambda: [(p.text, p.text.lower()) for r, p in record.places if r.language == language]
    )


def _key(party: Party) -> str:
    if not _HAN.search(party.head):
        return party.head.lower()
    short = _ENDING.sub("", party.head)
    return short if len(short) > 1 else party.head
