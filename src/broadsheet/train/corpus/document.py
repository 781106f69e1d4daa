"""One text of a corpus, with what belongs to it: a target, a refused target, a class, tags."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """A text to learn from. What a task does not need stays empty.

    `target` is the other side of a pair (the headline of a body, a translation, an answer, the accepted suggestion),
    `refused` the side that was refused, `label` a class. `tags` are (word, tag) pairs; `text` is then the words joined.
    `source` says where the text was found: "file.csv:17", "article 12".
    """

    text: str
    id: str = ""
    target: str = ""
    refused: str = ""
    label: str = ""
    tags: tuple[tuple[str, str], ...] = ()
    language: str = ""
    source: str = ""

    @property
    def key(self) -> str:
        """What the document is known by, whatever else is added to the corpus: its id, else a digest of its texts."""
        if self.id:
            return self.id
        parts = "\0".join((self.text or joined(self.tags), self.target, self.refused)).encode("utf-8", "surrogatepass")
        return hashlib.blake2b(parts, digest_size=16).hexdigest()


def joined(tags: tuple[tuple[str, str], ...], *, language: str = "") -> str:
    """The text of tagged words: Chinese without spaces between the words, other languages with."""
    words = [word for word, _ in tags]
    return "".join(words) if language.startswith("zh") else " ".join(words)
