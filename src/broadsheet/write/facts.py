"""Facts given by name: read into a kind's `Facts`, and made evidence that sentences can stand on."""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, fields
from typing import Any

from broadsheet.core import Evidence, InvalidInputError

# Marks a field that steers the writing (a platform, a count) and is nothing a sentence could stand on.
SETTING = {"setting": True}

# A fact is a value, not a document: what is longer belongs in a source.
_LONGEST = 4000
_ENDED = tuple('。！？.!?”"')


def read_facts(kind: str, shape: type[Any], given: Mapping[str, Any]) -> Any:
    """`given` as an instance of a kind's `Facts`; names it does not know are free facts and stay in `given`.

    Raises `InvalidInputError` that lists every missing or unreadable field at once.
    """
    values: dict[str, Any] = {}
    wrong: list[str] = []
    for field in fields(shape):
        if str(given.get(field.name, "")).strip() == "":
            if field.default is MISSING and field.default_factory is MISSING:
                wrong.append(f"{field.name} is missing")
            continue
        try:
            values[field.name] = _read(field, given[field.name])
        except ValueError:
            wrong.append(f"{field.name} is not {_type_name(field)}: {given[field.name]!r}")
    if wrong:
        raise InvalidInputError(
            f"the facts for {kind!r} are not complete: {'; '.join(wrong)}",
            asked=", ".join(sorted(given)) or "no facts",
            do="give each as FACT=VALUE",
            choices=[f.name for f in fields(shape)],
        )
    return shape(**values)


def named_once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Facts given as pairs; raises `InvalidInputError` when one name has two values, and shows both."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found and found[name] != value:
            raise InvalidInputError(
                f"the fact {name!r} is given twice, and the two differ",
                asked=f"{name} = {found[name]}",
                found=f"{name} = {value}",
                do="leave out the wrong one, or name them apart, as in deaths_police and deaths_hospital",
            )
        found[name] = value
    return found


def plain_facts(given: Mapping[str, Any]) -> dict[str, str]:
    """The facts as trimmed text, empty ones left out; raises `InvalidInputError` for one that is too long."""
    _require_values(given)
    plain = {str(name).strip(): _text(value).strip() for name, value in given.items() if value is not None}
    for name, value in plain.items():
        if len(value) > _LONGEST or not name:
            raise InvalidInputError(
                "a fact has a name and at most 4000 characters",
                asked=name,
                found=f"{len(value)} characters",
                do="give a longer text as a source",
            )
    return {name: value for name, value in plain.items() if value}


def _require_values(given: Mapping[str, Any]) -> None:
    """Raises `InvalidInputError` for a fact that is no text, number or list of them; none at all is left out."""
    for name, value in given.items():
        held = value if isinstance(value, list | tuple) else [value]
        if any(isinstance(one, Mapping | list | tuple | set) or (one is None and value is not None) for one in held):
            raise InvalidInputError(
                "a fact is a text, a number or a list of them",
                asked=str(name),
                found=repr(value)[:100],
                do="give what is inside as facts of their own",
            )


def evidence_of(plain: Mapping[str, str], shape: type[Any], *, language: str) -> tuple[Evidence, ...]:
    """The facts as evidence named `fact:NAME`; settings are left out. A free fact is told with its name."""
    known = {f.name: f for f in fields(shape)}
    colon = "：" if language == "zh" else ": "
    return tuple(
        Evidence(
            f"fact:{name}",
            value if name in known or value.endswith(_ENDED) else f"{name}{colon}{value}",
            language=language,
        )
        for name, value in plain.items()
        if not (name in known and known[name].metadata.get("setting"))
    )


def _text(value: Any) -> str:
    return ", ".join(str(v) for v in value) if isinstance(value, list | tuple) else str(value)


def _type_name(field: Field[Any]) -> str:
    return "a whole number" if field.type in (int, "int") else "a text"


def _read(field: Field[Any], value: Any) -> Any:
    return int(str(value)) if field.type in (int, "int") else _text(value).strip()
