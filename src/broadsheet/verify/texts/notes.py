"""What holds for a whole check, in the language of the text: its form, its script, the languages of its evidence."""

from collections.abc import Iterator, Sequence

from broadsheet.core import Evidence
from broadsheet.verify.abroad import MOST
from broadsheet.verify.messages import say
from broadsheet.verify.reading import Reading
from broadsheet.verify.record import Record
from broadsheet.verify.texts.forms import Form
from broadsheet.verify.texts.surface import is_traditional
from broadsheet.verify.texts.tabular import tables_of


def notes_of(
    text: str, evidence: Sequence[Evidence], draft: Reading, record: Record, *, form: Form, blank: int
) -> tuple[str, ...]:
    """The notes, the first about the text; `blank` is how many pieces of evidence had nothing in them."""
    keys = _keys(text, evidence, draft, record, form)
    told = [say(draft.language, f"note.{key}", most=MOST) for key in keys]
    return (*told, *([say(draft.language, "note.blank", n=blank)] if blank else []))


def _keys(text: str, evidence: Sequence[Evidence], draft: Reading, record: Record, form: Form) -> Iterator[str]:
    if form != "prose":
        yield form
    if tables_of(draft):
        yield "table"
    if form in ("verse", "code"):
        return
    if draft.language not in record.languages:
        yield "abroad"
    elif len(record.languages) > 1:
        yield "partly_abroad"
    scripts = {is_traditional(t) for t in (text, *(e.text for e in evidence))}
    if draft.language == "zh" and len(scripts) > 1:
        yield "scripts"
