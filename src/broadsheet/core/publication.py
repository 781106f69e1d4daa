"""A piece as the public sees it."""

from dataclasses import dataclass
from datetime import datetime

from broadsheet.core.draft import Sentence
from broadsheet.core.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Publication:
    """What was published of a draft, with all a label needs to be true.

    `draft` is the draft's store id; `byline` who stands for it; `sentences` keep who wrote each; `model` is the
    model's name or `none`; `reviewed_by` the person who approved; `corrections` are dated notes, oldest first;
    `withdrawn` holds the reason, or is empty.
    """

    draft: int
    kind: str
    language: str
    title: str
    text: str
    sentences: tuple[Sentence, ...]
    sources: tuple[Evidence, ...]
    published: datetime
    updated: datetime
    byline: str = ""
    model: str = "none"
    reviewed_by: str = ""
    corrections: tuple[str, ...] = ()
    withdrawn: str = ""
