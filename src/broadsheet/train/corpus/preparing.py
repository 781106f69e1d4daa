"""How a corpus is prepared, and how far that is."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from broadsheet.core import InvalidInputError
from broadsheet.train.typed import check_typed

_NEEDS = ("target", "refused", "label", "tags")


@dataclass(frozen=True, slots=True)
class Preparing:
    """What is done to a corpus.

    Text: `unicode` is the normal form (`nfc`; `nfkc`; `width` for full-width letters and digits alone made half-width),
    `script` may make Chinese `simplified`, `stop_words` may `drop` them (for word vocabularies). A document is left out
    that has fewer than `shortest` or more than `longest` characters, is in none of `languages` (tags as `zh`, when any
    are named), lacks one of `needs` (`target`, `refused`, `label`, `tags`), or has one of the labels `without`. Lines
    of 8 characters and more that stand in a share of `boilerplate` of all documents, ten at least, are taken out; 0
    takes none out.

    Duplicates: the same texts are kept once; of those whose word triples overlap (Jaccard) by `near` or more the first;
    0 keeps those.

    Split: shares of documents for `valid` and `test`.

    Vocabulary: a `tokenizer` of that kind and `size`, with words and characters that occur `least` times, with or
    without the `sentinels` of span corruption; or the one in the folder `ready`, as fine-tuning needs.

    `name` and `licence` are for the data card.
    """

    tokenizer: str = "bytes_bpe"
    size: int = 8192
    least: int = 1
    sentinels: bool = False
    ready: str = ""
    unicode: Literal["nfc", "nfkc", "width"] = "nfc"
    script: Literal["as_is", "simplified"] = "as_is"
    stop_words: Literal["keep", "drop"] = "keep"
    shortest: int = 2
    longest: int = 1_000_000
    languages: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    boilerplate: float = 0.01
    near: float = 0.8
    valid: float = 0.05
    test: float = 0.05
    name: str = ""
    licence: str = ""

    def __post_init__(self) -> None:
        """Raises `InvalidInputError` for what makes no sense."""
        check_typed(self)
        choices = {
            "unicode": ("nfc", "nfkc", "width"),
            "script": ("as_is", "simplified"),
            "stop_words": ("keep", "drop"),
        }
        for field, known in choices.items():
            if getattr(self, field) not in known:
                raise InvalidInputError(f"there is no such {field}", asked=str(getattr(self, field)), choices=known)
        if wrong := [need for need in self.needs if need not in _NEEDS]:
            raise InvalidInputError("a document has no such field", asked=wrong[0], choices=_NEEDS)
        shares = {name: getattr(self, name) for name in ("boilerplate", "near", "valid", "test")}
        if bad := [name for name, share in shares.items() if not 0 <= share <= 1]:
            raise InvalidInputError("a share is a number from 0 to 1", asked=f"{bad[0]}={shares[bad[0]]}")
        if self.valid + self.test >= 1:
            raise InvalidInputError("nothing is left to train on", asked=f"valid={self.valid}, test={self.test}")
        if self.least < 1 or self.shortest < 0 or self.longest < self.shortest:
            asked = f"least={self.least}, shortest={self.shortest}, longest={self.longest}"
            raise InvalidInputError("these lengths leave no document or no word", asked=asked)

    def as_json(self) -> dict[str, Any]:
        """All settings in JSON's types."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` documents (0: not known) of a stage: read, clean, duplicates, vocabulary, number, finish.

    `notice` says in a sentence what the user should know, as that the vocabulary is smaller than was asked.
    """

    stage: str
    done: int
    total: int = 0
    notice: str = ""
