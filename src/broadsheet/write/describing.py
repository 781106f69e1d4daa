"""A kind as a person chooses it: what it writes, and the facts it takes with what each may be."""

import inspect
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, field, fields
from typing import Any

from broadsheet.write.kind import kind


@dataclass(frozen=True, slots=True)
class FactShape:
    """One fact that a kind takes. `setting`: it steers the writing and is nothing a sentence stands on.

    `number`: a whole number. `default` is what holds when it is left out, `required` that it can't be. `choices` are
    all the values there are, where there are a few; `example` is one, by language.
    """

    name: str
    setting: bool = False
    number: bool = False
    required: bool = False
    default: str = ""
    choices: tuple[str, ...] = ()
    example: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KindShape:
    """A kind of text. `about` is what it writes and `told` what its facts are, in the words of its file.

    `from_sources`: it is mostly written from sources, and its facts may be left out. `fiction`: it is invented and
    needs neither. `label` is printed under every text of it. `length` is the usual one: words in English, characters
    in Chinese.
    """

    kind: str
    about: str
    told: str
    facts: tuple[FactShape, ...]
    from_sources: bool
    fiction: bool
    label: Mapping[str, str] | None
    length: Mapping[str, int]


def describe(name: str) -> KindShape:
    """The kind called `name` as a person chooses it; raises `UnknownNameError` with the names there are."""
    what = kind(name)
    given = {language: example.facts for language, example in what.example.items()}
    return KindShape(
        kind=name,
        about=(inspect.getdoc(inspect.getmodule(what.plan)) or "").partition("\n")[0],
        told=_words(what.facts.__doc__),
        facts=tuple(_shape(f, given, what.choices.get(f.name, ())) for f in fields(what.facts)),
        from_sources=any(example.evidence for example in what.example.values()),
        fiction=what.fiction,
        label=what.label,
        length=dict(what.length),
    )


def _shape(fact: Field[Any], given: Mapping[str, Mapping[str, Any]], choices: Sequence[str]) -> FactShape:
    required = fact.default is MISSING and fact.default_factory is MISSING
    return FactShape(
        name=fact.name,
        setting=bool(fact.metadata.get("setting")),
        number=fact.type in (int, "int"),
        required=required,
        default="" if fact.default is MISSING else str(fact.default),
        choices=tuple(choices),
        example={language: str(facts[fact.name]) for language, facts in given.items() if fact.name in facts},
    )


def _words(doc: str | None) -> str:
    return " ".join(inspect.cleandoc(doc or "").replace("`", "").split())
