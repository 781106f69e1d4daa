"""What the check's form sends: a text, and every kind of source a person can name in it."""

from dataclasses import dataclass, replace
from typing import Any

from fastapi import Request
from pydantic import TypeAdapter, ValidationError
from starlette.datastructures import FormData, UploadFile

from broadsheet.core import Evidence, InvalidInputError
from broadsheet.serve.web._frame.site import lines

# One field of the form: a text with the marks that a form needs around it. A longer one goes by the command line.
FIELD_BYTES = 4 * 1024 * 1024
_HELD = TypeAdapter(Evidence)


@dataclass(frozen=True, slots=True)
class Fix:
    """A finding's replacement for `text`, which stood at `start`."""

    start: int
    text: str
    fix: str


@dataclass(frozen=True, slots=True)
class Submitted:
    """The form's fields. `held` are texts it carries along, `pasted` a new one.

    `upload` is a file with the text itself, `files` are sources, each with its name.
    """

    text: str = ""
    title: str = ""
    language: str = ""
    dateline: str = ""
    pasted: str = ""
    named: tuple[str, ...] = ()
    query: str = ""
    held: tuple[Evidence, ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()
    upload: tuple[str, bytes] | None = None
    draft: int | None = None
    by: str = ""
    action: str = ""
    format: str = ""
    model: str = ""

    @property
    def sources(self) -> tuple[Evidence, ...]:
        """The texts of the form itself: those it carried along and the one that was pasted, numbered on."""
        if not self.pasted.strip():
            return self.held
        taken = [int(n) for e in self.held if (n := e.source.removeprefix("evidence:")).isdecimal()]
        return (*self.held, Evidence(f"evidence:{max(taken, default=0) + 1}", self.pasted.strip()))


async def submitted(request: Request) -> Submitted:
    """The form of `request`; raises `InvalidInputError` for a carried text that is none of ours."""
    form = await request.form(max_part_size=FIELD_BYTES)
    held = tuple(_held(value) for value in _texts(form, "held"))
    named = [part for value in _texts(form, "named") for part in value.replace(",", " ").split()]
    files = [(f.filename, await f.read()) for f in _files(form, "file") if f.filename]
    uploads = [(f.filename, await f.read()) for f in _files(form, "text_file") if f.filename]
    draft = _text(form, "draft")
    asked = Submitted(
        text=lines(_text(form, "text")),
        pasted=lines(_text(form, "pasted")),
        named=tuple(dict.fromkeys([*_texts(form, "source"), *named])),
        held=held,
        files=tuple(files),
        upload=next(iter(uploads), None),
        draft=int(draft) if draft.isdecimal() else None,
        query=_text(form, "q").strip(),
        action=_text(form, "do"),
        **{name: _text(form, name).strip() for name in ("title", "language", "dateline", "by", "format", "model")},
    )
    return _fixed(asked, _text(form, "fix"))


def carried(evidence: Evidence) -> str:
    """The evidence as a hidden field carries it along."""
    return _HELD.dump_json(evidence).decode()


def fix_field(fix: Fix) -> str:
    """The replacement as a button sends it."""
    return TypeAdapter(Fix).dump_json(fix).decode()


def _fixed(asked: Submitted, field: str) -> Submitted:
    """With the replacement put in, where the text still has at that place what was to be replaced."""
    if not field:
        return asked
    try:
        fix = TypeAdapter(Fix).validate_json(field)
    except ValidationError as error:
        raise InvalidInputError("this change can't be read", found=str(error)[:200]) from None
    end = fix.start + len(fix.text)
    if fix.start < 0 or asked.text[fix.start : end] != fix.text:
        return asked
    return replace(asked, text=asked.text[: fix.start] + fix.fix + asked.text[end:])


def _held(field: str) -> Evidence:
    try:
        return _HELD.validate_json(field)
    except ValidationError as error:
        raise InvalidInputError("a source that came with the form can't be read", found=str(error)[:200]) from None


def _text(form: FormData, name: str) -> str:
    value: Any = form.get(name, "")
    return value if isinstance(value, str) else ""


def _texts(form: FormData, name: str) -> list[str]:
    return [value for value in form.getlist(name) if isinstance(value, str) and value.strip()]


def _files(form: FormData, name: str) -> list[UploadFile]:
    return [value for value in form.getlist(name) if isinstance(value, UploadFile)]
