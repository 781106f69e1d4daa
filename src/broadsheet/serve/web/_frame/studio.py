"""What the editor on the drafting page is made from: the words, the edits, the marks, and what was never saved."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request

from broadsheet.publish.editing import first_line
from broadsheet.serve.web._frame.passages import Passage
from broadsheet.serve.web._frame.site import Site, editor_of, language_of
from broadsheet.serve.web._frame.strings import strings

# What the studio's own keys do, as the overlay lists them; those of commands are told by the commands themselves.
_KEYS = (
    ("Mod-k", "palette"),
    ("Mod-s", "save"),
    ("Mod-Enter", "check_now"),
    ("F8", "next_doubtful"),
    ("Shift-F8", "last_doubtful"),
    ("F6", "beside"),
    ("Mod-/", "keys"),
    ("Tab", "key_next"),
    ("Enter", "key_accept"),
    ("Backspace", "key_refuse"),
    ("Escape", "key_leave"),
)


def studio_values(site: Site, request: Request, values: Mapping[str, Any]) -> dict[str, Any]:
    """What the editor is told of the draft that `values` show, as JSON can hold it."""
    language, draft, variant = language_of(request), values["draft"], values["variant"]
    words = {k.removeprefix("studio."): v for k, v in strings(language).items() if k.startswith("studio.")}
    words |= {k.removeprefix("verdict."): v for k, v in strings(language).items() if k.startswith("verdict.")}
    words |= {k.replace(".text_", "_"): v for k, v in strings(language).items() if k.startswith("error.text_")}
    return {
        "draft": values["id"],
        "revision": values["revision"],
        "language": draft.language,
        "titled": bool(draft.title) and first_line(variant.text) == draft.title,
        "words": words,
        "keys": [(key, words[name]) for key, name in _KEYS],
        "edits": [
            {"name": e.name, "label": e.label.get(language, e.name), "effect": e.effect} for e in site.room.edits()
        ],
        "marks": [mark(p, cleared=p.number in values["cleared"]) for p in values["passages"]],
        "unsaved": _unsaved(site, values["id"], editor=editor_of(request)),
    }


def mark(passage: Passage, *, cleared: bool) -> dict[str, Any]:
    """A passage as the editor on the page marks it."""
    return {
        "number": passage.number,
        "start": passage.start,
        "end": passage.end,
        "verdict": passage.verdict,
        "writer": passage.sentence.written_by if passage.sentence else "",
        "cleared": cleared,
        "findings": [{"start": f.start, "end": f.end, "severity": f.severity} for f in passage.findings],
    }


def _unsaved(site: Site, id: int, *, editor: str) -> dict[str, Any] | None:
    """The newest text that this editor typed and never saved by name."""
    for stored in site.room.unsaved(id):
        if stored.value.editor == editor and stored.created:
            kept = stored.value
            return {"text": kept.text, "base": kept.base, "seat": kept.seat, "saved": stored.created.isoformat()}
    return None
