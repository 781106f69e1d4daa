"""The studio's settled suggestions as documents: what was asked, what people let stand, and what they did not want.

`broadsheet edit export` writes them. `chosen` becomes the target, `rejected` the refused one, the fate (accepted,
edited, refused) the label; the request is made of the edit, the instruction and the text it was for.
"""

from collections.abc import Mapping
from typing import Any

from broadsheet.core import InvalidInputError
from broadsheet.train.corpus.document import Document

_KEYS = {"edit", "before", "fate", "chosen", "rejected"}


def is_suggestion(row: Mapping[str, Any]) -> bool:
    """Whether the row is one that the studio exported."""
    return row.keys() >= _KEYS


def document(row: Mapping[str, Any], *, source: str) -> Document:
    """The document of a suggestion. Raises `InvalidInputError` for one that nobody settled."""
    said = {key: value if isinstance(value := row.get(key), str) else "" for key in (*_KEYS, "instruction", "language")}
    if not said["fate"]:
        raise InvalidInputError("nobody has settled this suggestion", asked=source, do="accept, edit or refuse it")
    return Document(
        text=request(said["edit"], said["instruction"], said["before"], language=said["language"]),
        target=said["chosen"],
        refused=said["rejected"],
        label=said["fate"],
        language=said["language"],
        source=source,
    )


def request(edit: str, instruction: str, before: str, *, language: str) -> str:
    """How an edit is asked for in training; ask a tuned model so too."""
    colon = "：" if language.startswith("zh") else ": "
    asked = f"{edit}{colon}{instruction.strip()}" if instruction.strip() else edit
    return f"{asked}\n\n{before}\n\n" if before else f"{asked}\n\n"
