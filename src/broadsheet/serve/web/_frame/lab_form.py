"""The form that begins a training: what `broadsheet train` can be told, as the page sends it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import File, Form, UploadFile

from broadsheet.app import Given, Newsroom
from broadsheet.serve.jobs.lab import lab_name
from broadsheet.serve.jobs.lab_texts import Sent, keep_texts, kept_texts

# `table.key=value` one a line, or several on a line: a value may have spaces, what comes after it begins with a key.
_NEXT = re.compile(r"\s+(?=[\w.]+=)")
FIELDS = ("recipe", "name", "preset", "language", "label", "columns", "settings", "accept")


@dataclass(frozen=True, slots=True)
class Start:
    """What was filled in. `texts` is `kept` when those that were sent before are meant."""

    recipe: Annotated[str, Form(max_length=64)] = ""
    name: Annotated[str, Form(max_length=64)] = ""
    preset: Annotated[str, Form(max_length=64)] = ""
    language: Annotated[str, Form(max_length=8)] = ""
    label: Annotated[str, Form(max_length=64)] = ""
    columns: Annotated[str, Form(max_length=1000)] = ""
    settings: Annotated[str, Form(max_length=4000)] = ""
    accept: Annotated[str, Form(max_length=1000)] = ""
    texts: Annotated[str, Form(max_length=8)] = ""
    files: Annotated[list[UploadFile] | None, File()] = None

    def told(self) -> Mapping[str, str]:
        """The fields as they were typed, to be shown again."""
        return {name: getattr(self, name) for name in (*FIELDS, "texts")}

    def given(self, room: Newsroom) -> Given:
        """The same for the newsroom; files that came are kept first. Raises as `keep_texts`."""
        plain = Given(
            self.recipe,
            preset=self.preset,
            settings=several(self.settings),
            language=self.language,
            label=self.label.strip(),
            columns=several(self.columns),
            accept=tuple(self.accept.split()),
        )
        called = lab_name(plain, self.name)
        if sent := sent_of(self.files or []):
            keep_texts(room, called, sent)
        is_kept = bool(sent) or self.texts == "kept"
        return replace(plain, data=kept_texts(room, called) if is_kept else ())


def blank(**told: str) -> Mapping[str, str]:
    """A form with nothing in it but what is told."""
    return {**dict.fromkeys((*FIELDS, "texts"), ""), **told}


def several(typed: str) -> tuple[str, ...]:
    """`a=1` and `b=2` of `a=1 b=2`, or of two lines."""
    return tuple(one.strip() for line in typed.splitlines() for one in _NEXT.split(line) if one.strip())


def sent_of(files: list[UploadFile]) -> list[Sent]:
    """The files that were really chosen: a browser sends an empty one when there is none."""
    return [Sent(one.filename, one.file) for one in files if one.filename]
