"""Whether settings are of the kinds their fields say: in TOML and on the command line any may be any."""

from collections.abc import Mapping
from dataclasses import fields
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from broadsheet.core import InvalidInputError

_WORDS = {int: "a whole number", float: "a number", str: "a word", bool: "true or false"}


def check_typed(settings: Any) -> None:
    """Raise `InvalidInputError` for the first field of the dataclass `settings` whose value is of another kind.

    A whole number does for a fraction; a yes or no is never a number. Fields of kinds that no file can write (a folder,
    an object) are not looked at.
    """
    hints = get_type_hints(type(settings))
    for field in fields(settings):
        value, kind = getattr(settings, field.name), hints[field.name]
        if not _fits(value, kind):
            raise InvalidInputError(f"{field.name} must be {_words(kind)}", asked=f"{field.name}={value!r:.80}")


def _fits(value: object, kind: Any) -> bool:
    if kind in _WORDS:
        wanted = (int, float) if kind is float else kind
        return isinstance(value, wanted) and (kind is bool or not isinstance(value, bool))
    if get_origin(kind) is tuple:
        return isinstance(value, tuple) and _each_fits(value, get_args(kind))
    if get_origin(kind) is Mapping:
        return isinstance(value, Mapping) and all(_fits(one, get_args(kind)[1]) for one in value.values())
    if isinstance(kind, UnionType):
        return any(value is None if one is type(None) else _fits(value, one) for one in get_args(kind))
    return True


def _each_fits(values: tuple[object, ...], kinds: tuple[Any, ...]) -> bool:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return all(_fits(value, kinds[0]) for value in values)
    return len(values) == len(kinds) and all(_fits(value, kind) for value, kind in zip(values, kinds, strict=True))


def _words(kind: Any) -> str:
    if kind in _WORDS:
        return _WORDS[kind]
    if get_origin(kind) is tuple:
        kinds = get_args(kind)
        if len(kinds) == 2 and kinds[1] is Ellipsis:
            return f"a list, each {_words(kinds[0])}"
        return f"a list of {len(kinds)}: " + ", ".join(map(_words, kinds))
    if get_origin(kind) is Mapping:
        return "a table"
    if get_origin(kind) is Literal:
        return " or ".join(map(str, get_args(kind)))
    return " or ".join(_words(one) for one in get_args(kind) if one is not type(None)) or "of another kind"
