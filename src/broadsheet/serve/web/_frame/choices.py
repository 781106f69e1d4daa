"""What an editor chose on the drafting form: read from a form or an address, and put back into one."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import ImmutableMultiDict

from broadsheet import models
from broadsheet.core import InvalidInputError
from broadsheet.write import Controls, named_once

# What a fact that the kind asks for is called in the form: `fact.venue`.
NAMED = "fact."
# The most variants at once: beyond this nobody compares, and a small machine takes minutes.
MOST_VARIANTS = 8


# A form or an address: names with one or more values.
Fields = ImmutableMultiDict[str, Any]


@dataclass(frozen=True, slots=True)
class Choices:
    """The form's fields. `decoding` and `rules` hold the options and controls that were set, as they were typed."""

    kind: str = "brief"
    articles: tuple[int, ...] = ()
    others: tuple[str, ...] = ()
    story: int = 0
    topic: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    model: str = ""
    tone: str = ""
    length: int | None = None
    n: int = 1
    decoding: Mapping[str, str] = field(default_factory=dict)
    keywords: tuple[str, ...] = ()
    rules: Mapping[str, str] = field(default_factory=dict)

    @property
    def sources(self) -> tuple[str, ...]:
        """What to write from, as the newsroom takes it."""
        return (*(str(id) for id in self.articles), *self.others)

    def address(self) -> str:
        """The form with these choices filled in."""
        pairs = [("source", str(id)) for id in self.articles]
        pairs += [("fact_name", name) for name in self.facts] + [("fact_value", v) for v in self.facts.values()]
        single = {
            "kind": self.kind,
            "story": self.story,
            "others": "\n".join(self.others),
            "topic": self.topic,
            "language": self.language,
            "model": self.model,
            "tone": self.tone,
            "length": self.length,
            "n": self.n if self.n != 1 else "",
            "keywords": ", ".join(self.keywords),
            **self.decoding,
            **self.rules,
        }
        return "/drafts/new?" + urlencode([*pairs, *((k, str(v)) for k, v in single.items() if v)])


_DECODING: Mapping[str, type] = {
    "strategy": str,
    "temperature": float,
    "top_k": int,
    "top_p": float,
    "min_p": float,
    "repeat_penalty": float,
    "no_repeat_ngram": int,
    "beams": int,
    "min_tokens": int,
    "max_tokens": int,
    "stop": str,
    "seed": int,
}
_RULES = ("audience", "level", "person", "style", "must", "avoid", "least", "most", "schema")
# Words are parted by commas of either language.
_COMMA = re.compile(r"[,，、;；\n]+")


def chosen(fields: Fields) -> Choices:
    """The choices in `fields`; raises `InvalidInputError` for a number that is none."""
    names, values = fields.getlist("fact_name"), fields.getlist("fact_value")
    pairs = ((n.strip(), v.strip()) for n, v in zip(names, values, strict=False) if n.strip() and v.strip())
    facts = named_once(pairs)
    named = {key.removeprefix(NAMED): value for key, value in fields.items() if key.startswith(NAMED)}
    facts |= {name: value.strip() for name, value in named.items() if value.strip()}
    return Choices(
        kind=fields.get("kind") or "brief",
        articles=tuple(_number("source", value, int) for value in fields.getlist("source")),
        others=tuple(line.strip() for line in (fields.get("others") or "").splitlines() if line.strip()),
        story=_number("story", fields.get("story") or "0", int),
        topic=(fields.get("topic") or "").strip(),
        facts=facts,
        language=fields.get("language") or "",
        model=fields.get("model") or "",
        tone=(fields.get("tone") or "").strip(),
        length=_number("length", fields["length"], int) if fields.get("length") else None,
        n=min(_number("n", fields.get("n") or "1", int), MOST_VARIANTS),
        decoding={name: text for name in _DECODING if (text := fields.get(name))},
        keywords=_words(fields.get("keywords") or ""),
        rules={name: text.strip() for name in _RULES if (text := fields.get(name)) and text.strip()},
    )


def controls(choices: Choices) -> Controls:
    """The rules that were set; raises `InvalidInputError` for a number or a schema that is none."""
    told: dict[str, Any] = {name: text for name, text in choices.rules.items() if name != "style"}
    told |= {name: list(_words(told[name])) for name in ("must", "avoid") if name in told}
    told |= {name: _number(name, told[name], int) for name in ("least", "most") if name in told}
    if "schema" in told:
        try:
            told["schema"] = json.loads(told["schema"])
        except ValueError as error:
            raise InvalidInputError("the schema is no JSON", found=str(error), do="give a JSON object") from error
    return Controls.of(told)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for piece in _COMMA.split(text) if (word := piece.strip()))


def options(choices: Choices) -> models.Options | None:
    """The decoding options that were set, or None for the kind's own."""
    if not choices.decoding:
        return None
    set_ = {name: _number(name, text, _DECODING[name]) for name, text in choices.decoding.items() if name != "stop"}
    if "stop" in choices.decoding:
        set_["stop"] = tuple(word for word in choices.decoding["stop"].split("|") if word)
    return models.Options(**set_)


def _number(name: str, text: str, kind: type) -> Any:
    try:
        return kind(text)
    except ValueError:
        raise InvalidInputError(f"{name} must be a number", asked=name, found=text) from None
