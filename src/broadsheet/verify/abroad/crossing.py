"""The claim of a sentence that rests on evidence in another language, with how sure that can be."""

from broadsheet.core import Claim, Span
from broadsheet.verify.abroad.closest import Abroad, Crossing
from broadsheet.verify.abroad.meaning import ALIKE
from broadsheet.verify.messages import say
from broadsheet.verify.reading import Passage
from broadsheet.verify.record import span_of

# What a sentence must have in common with a foreign one to rest on it, where nothing it says is lost there: two figures
# or a figure and a name; less where the meaning is alike too; meaning alone from `ALIKE` on. Where there are reports in
# the draft's own language as well, agreeing by chance is likelier.
ENOUGH, ENOUGH_ALIKE, SOMEWHAT_ALIKE, BESIDE_OWN = 1.2, 0.8, 0.3, 0.6
# The score's floor and ceiling (values and names can agree where the statement does not), and what a worth of one and a
# likeness of one add: wording was not compared.
BASE, MOST, BY_WORTH, BY_LIKENESS = 0.45, 0.9, 0.12, 0.25
# So sure it is of a sentence that has something in common, but not enough.
_PART = 0.1


def across(passage: Passage, abroad: Abroad, spans: tuple[Span, ...]) -> Claim:
    """The claim of `passage`; `spans` are shown where no foreign sentence is close."""
    found = abroad.closest(passage)
    language = abroad.draft.language
    place = passage.text, passage.start, passage.end
    if found is None or not _is_met(found):
        return Claim(*place, "unsupported", 0.0, spans, say(language, "reason.cross_nothing"))
    shown = tuple(dict.fromkeys((span_of(found.reading, found.passage), *spans)))
    n = len(found.kept)
    if _rests(found, beside_own=language in abroad.record.languages):
        if found.turned:
            reason = say(language, "reason.cross_turned", found=found.passage.text)
            return Claim(*place, "contradicted", _PART, shown, reason)
        score = min(BASE + BY_WORTH * found.worth + BY_LIKENESS * max(found.likeness, 0.0), MOST)
        key = "reason.cross" if n else "reason.cross_meaning"
        reason = say(language, key, n=n, share=f"{found.likeness:.2f}")
        return Claim(*place, "supported", round(score, 4), shown, reason)
    lost = "、".join(m.source.text for m in found.lost if m.source) if language == "zh" else ", ".join(
        m.source.text for m in found.lost if m.source)  # fmt: skip
    key = "reason.cross_lost" if lost else "reason.cross_little"
    return Claim(
        *place, "unsupported", round(_PART * min(found.worth, 3.0), 4), shown, say(language, key, what=lost, n=n)
    )


def _is_met(found: Crossing) -> bool:
    return bool(found.kept) or found.likeness >= SOMEWHAT_ALIKE


def _rests(found: Crossing, *, beside_own: bool) -> bool:
    if found.lost:
        return False
    more = BESIDE_OWN if beside_own else 0.0
    if found.worth >= ENOUGH + more or found.likeness >= ALIKE:
        return True
    return found.worth >= ENOUGH_ALIKE + more and found.likeness >= SOMEWHAT_ALIKE
