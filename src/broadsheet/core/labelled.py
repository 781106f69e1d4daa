"""A text and the label it was given: what a newsroom's own analyses are trained on."""

import hashlib
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label for an article of the archive (`article` is its id, `text` is empty) or for a text of its own.

    `by` is `file`, `model` or the name of the person who gave it; `at` is when, None before it is kept.
    """

    label: str
    text: str = ""
    article: int | None = None
    by: str = "file"
    at: datetime | None = None

    @property
    def key(self) -> str:
        """What is labelled: the same key is the same thing, and has one label under a name."""
        if self.article is not None:
            return f"article:{self.article}"
        return hashlib.blake2b(self.text.strip().encode("utf-8", "replace"), digest_size=16).hexdigest()
