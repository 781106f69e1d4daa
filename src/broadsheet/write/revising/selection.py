"""What an edit is asked of: a stretch of a text with what it may stand on; and what an edit proposes for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet import nlp
from broadsheet.core import Citation, Evidence, InvalidInputError, Report, RequestError
from broadsheet.write.wording import LANGUAGES, require_language

# Longer texts are no copy of a newspaper, and their word diff is read by nobody: characters.
LONGEST = 400_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """`text[start:end]` in `language` (zh, en), with the `evidence` that its text may stand on.

    `background` is what the archive says of who and what is named in it, `instruction` what the editor asks in their
    own words, `length` how long the result should be (words in English, characters in Chinese). `fiction`: the text is
    invented, so it needs no evidence. `seed` is what an edit draws by where it has a choice.
    """

    text: str
    start: int
    end: int
    language: str
    evidence: tuple[Evidence, ...] = ()
    background: tuple[Evidence, ...] = ()
    instruction: str = ""
    length: int | None = None
    fiction: bool = False
    seed: int = 0

    @property
    def chosen(self) -> str:
        """The stretch itself."""
        return self.text[self.start : self.end]

    @property
    def own(self) -> Evidence:
        """The stretch as evidence for what is made of it."""
        return Evidence("text", self.chosen, language=self.language)

    @property
    def stands_on(self) -> tuple[Evidence, ...]:
        """All that a sentence in its place may rely on."""
        return (self.own, *self.evidence) if any(c.isalnum() for c in self.chosen) else self.evidence


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an edit makes of a selection: the text, others to choose from, notes for the editor, passages of sources.

    `granted` are words that a rule put in: they say what the words they replace said, so no source need have them.
    `report` is an edit's own, where it is the check itself.
    """

    after: str
    alternatives: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    granted: tuple[str, ...] = ()
    report: Report | None = None


def select(text: str, start: int, end: int | None, *, language: str = "", may_be_empty: bool = False) -> Selection:
    """The selection of `text[start:end]`; an `end` of None is the text's.

    Raises `InvalidInputError` for a text without a word and a selection that is empty or not within the text, and
    `RequestError` for a language that there are no edits for.
    """
    last = len(text) if end is None else end
    _require_place(text, start, last)
    if not may_be_empty and not any(c.isalnum() for c in text[start:last]):
        raise InvalidInputError(
            "there is no word in the selection", asked=f"{start}:{last}", do="select the words to be edited"
        )
    told = language or language_of([text[start:last], text])
    return Selection(text=text, start=start, end=last, language=require_language(told))


def language_of(texts: Sequence[str]) -> str:
    """The language of the first text that has one; raises `RequestError` when it is one that nothing is edited in."""
    found = next((tag for text in texts if (tag := nlp.detect(text[:4000]))), "")
    if found and found not in LANGUAGES:
        raise RequestError(
            f"there are no edits for texts in the language {found!r}",
            found=found,
            choices=LANGUAGES,
            do="translate it first: broadsheet translate FILE --to en",
        )
    return found or "en"


def _require_place(text: str, start: int, end: int) -> None:
    if not any(c.isalnum() for c in text):
        raise InvalidInputError("there is no text to edit", found=repr(text[:40]), do="give the text")
    if len(text) > LONGEST:
        raise InvalidInputError(
            f"a text of more than {LONGEST:,} characters is not edited in one go", found=f"{len(text):,}"
        )
    if not 0 <= start <= end <= len(text):
        raise InvalidInputError(
            "the selection is not within the text",
            asked=f"{start}:{end}",
            found=f"a text of {len(text)} characters",
            do=f"select from 0 to {len(text)}",
        )
