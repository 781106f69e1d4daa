"""Explain: who and what is named in the selection, from the archive and a list of terms, as a note for the editor."""

from collections.abc import Iterator

from broadsheet.core import Citation
from broadsheet.write.planning import language_of
from broadsheet.write.revising.notices import say
from broadsheet.write.revising.selection import Proposal, Selection
from broadsheet.write.revising.tables import table
from broadsheet.write.revising.terms import says_what, terms_in
from broadsheet.write.units import read

NAME = {"en": "Explain", "zh": "解释"}
EFFECT = "note"
NEEDS = "background"
# Sentences shown of who or what is named.
_SHOWN = 2


def plain(selection: Selection) -> Proposal:
    """A note for each name and term that something is known of, with its sources."""
    citations = [*_of_terms(selection), *_of_names(selection)]
    notes = [_note(c, selection.language) for c in citations]
    if not notes:
        notes.append(say("nobody_known", selection.language))
    return Proposal(selection.chosen, notes=tuple(notes), citations=tuple(citations))


def _of_terms(selection: Selection) -> Iterator[Citation]:
    told = table("terms", selection.language)["terms"]
    for term in terms_in(selection.chosen, told, language=selection.language):
        yield Citation("glossary", told[term], says="explains", about=term)


def _of_names(selection: Selection) -> Iterator[Citation]:
    """Of each name the first sentences that the archive has of it and that the text does not print itself."""
    shown: dict[str, int] = {}
    for e in selection.background:
        if language_of(e) != selection.language:
            continue
        about = e.source.partition("|")[2]
        named = about in e.text
        for unit in sorted(read(e, language=selection.language).units, key=lambda u: not says_what(about, u.text)):
            if (
                shown.get(about, 0) >= _SHOWN
                or unit.leans
                or unit.text in selection.text
                or (named and about not in unit.text)
            ):
                continue
            shown[about] = shown.get(about, 0) + 1
            source = e.source.partition("|")[0]
            yield Citation(
                source, unit.span.text, unit.span.start, unit.span.end, e.title, e.outlet, e.url, "explains", about
            )


def _note(citation: Citation, language: str) -> str:
    source = citation.outlet or citation.title
    key = "about" if source else "term"
    return say(key, language, name=citation.about, text=citation.text, source=source)
