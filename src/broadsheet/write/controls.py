"""What a person asks of a text beside its facts: hard rules that always hold, and soft ones that are measured."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal

from broadsheet.core import InvalidInputError
from broadsheet.write.schemas import check_schema

Level = Literal["", "simple", "general", "expert"]
Person = Literal["", "first", "second", "third"]
LEVELS: tuple[Level, ...] = ("", "simple", "general", "expert")
PERSONS: tuple[Person, ...] = ("", "first", "second", "third")

# More words than these are a glossary, not an order.
_MOST_WORDS = 50
_LONGEST_WORD = 100


@dataclass(frozen=True, slots=True)
class Style:
    """A house style. Hard: `replace` (what is written for what; never inside a quotation) and `avoid`. Soft: `brief`.

    `brief` is told to a model, by language.
    """

    name: str
    brief: Mapping[str, str] = field(default_factory=dict)
    replace: Mapping[str, str] = field(default_factory=dict)
    avoid: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Controls:
    """Control of what is generated. Lengths are words in English and characters in Chinese, as `length` is.

    Hard, kept in every variant by asking once more and then by code: `least` and `most`, `must` (words that stand in
    it), `avoid` (words that don't; `kill*` takes in killed), `person` third (nobody speaks as I or we outside
    quotations), `style`'s words, and `schema` (a JSON schema; the text is then a JSON document). Soft, told to the
    model and measured: `audience` in the editor's words, reading `level`, and the other values of `person`.
    """

    audience: str = ""
    level: Level = ""
    person: Person = ""
    style: Style | None = None
    must: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    schema: Mapping[str, Any] | None = None

    def asked(self) -> dict[str, Any]:
        """What was asked for, as JSON; nothing that was left as it is. `of` reads it back."""
        told = {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) != f.default}
        if self.style is not None:
            told["style"] = {f.name: getattr(self.style, f.name) for f in fields(self.style)}
        return told

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Controls":
        """The controls that `asked` told of, or that a person wrote as JSON.

        Raises `InvalidInputError` for a name that is none and for a value of another type.
        """
        for name, value in told.items():
            _check_type(name, value)
        given: dict[str, Any] = {name: value for name, value in told.items() if value is not None}
        style = given.pop("style", None)
        given |= {name: tuple(given[name]) for name in ("must", "avoid") if name in given}
        if style:
            given["style"] = Style(**{**style, "avoid": tuple(style.get("avoid", ()))})
        return cls(**given)


# What a value is in JSON.
_TYPES: Mapping[str, tuple[type, str]] = {
    "audience": (str, "a text"),
    "level": (str, "a text"),
    "person": (str, "a text"),
    "style": (Mapping, "an object"),
    "must": (list, "a list of words"),
    "avoid": (list, "a list of words"),
    "least": (int, "a whole number"),
    "most": (int, "a whole number"),
    "schema": (Mapping, "an object"),
}


def _check_type(name: str, value: Any) -> None:
    if name not in _TYPES:
        raise InvalidInputError(f"there is no control called {name!r}", asked=name, choices=sorted(_TYPES))
    kind, words = _TYPES[name]
    held = list(value) if isinstance(value, tuple) else value
    texts = isinstance(held, list) and all(isinstance(word, str) for word in held)
    if held is not None and (not isinstance(held, kind) or isinstance(held, bool) or (kind is list and not texts)):
        raise InvalidInputError(f"the control {name!r} is not {words}", asked=name, found=repr(value)[:100])


def check_controls(controls: Controls) -> None:
    """Raises `InvalidInputError` for rules that no text can keep, or that are no rules."""
    _one_of("level", controls.level, LEVELS)
    _one_of("person", controls.person, PERSONS)
    if controls.schema is not None:
        check_schema(controls.schema)
    for name in ("must", "avoid"):
        _check_words(name, getattr(controls, name))
    for name in ("least", "most"):
        value = getattr(controls, name)
        if value is not None and value < 1:
            raise InvalidInputError(f"{name} is at least 1", asked=str(value))
    if controls.least and controls.most and controls.least > controls.most:
        raise InvalidInputError("no text has both lengths", asked=f"at least {controls.least}, at most {controls.most}")
    banned = (*controls.avoid, *(controls.style.avoid if controls.style else ()))
    both = [m for m in controls.must for a in banned if a.rstrip("*").casefold() in m.casefold()]
    if both:
        raise InvalidInputError("a word is both required and forbidden", asked=both[0], do="leave it out of one list")


def _check_words(name: str, words: tuple[str, ...]) -> None:
    if len(words) > _MOST_WORDS:
        raise InvalidInputError(f"{name} takes at most {_MOST_WORDS} words", asked=str(len(words)))
    for word in words:
        if not word.strip(" *") or len(word) > _LONGEST_WORD or "\n" in word:
            raise InvalidInputError(f"{name} holds something that is no word", asked=repr(word)[:120])


def _one_of(name: str, value: str, choices: tuple[str, ...]) -> None:
    if value not in choices:
        raise InvalidInputError(f"there is no {name} {value!r}", asked=value, choices=[c for c in choices if c])
