"""Which column of a file holds which field of a document, as somebody says it: `target=title`."""

from collections.abc import Sequence

from broadsheet.core import InvalidInputError
from broadsheet.train.corpus.fields import Fields


def fields_of(columns: Sequence[str]) -> Fields:
    """The fields named in `columns`; the others are known by their names. Raises `InvalidInputError` for no field."""
    told = dict(column.partition("=")[::2] for column in columns)
    known = sorted(Fields.__dataclass_fields__)
    if wrong := [name for name in told if name not in known]:
        raise InvalidInputError("a document has no such field", asked=wrong[0], choices=known, do="target=title")
    return Fields(**told)
