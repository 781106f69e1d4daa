"""How files are to be read."""

from dataclasses import dataclass, field
from typing import Literal

from broadsheet.train.corpus.fields import Fields

Unit = Literal["auto", "file", "paragraph", "line"]


@dataclass(frozen=True, slots=True)
class Reading:
    """`fields` are for rows; `unit` is what one document is in plain text.

    It is the file, a paragraph (parted by blank lines) or a line; `auto` takes a folder's files whole and a single file
    by its paragraphs.
    """

    fields: Fields = field(default_factory=Fields)
    unit: Unit = "auto"
