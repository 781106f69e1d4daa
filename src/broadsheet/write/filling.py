"""A form filled in: every string of a JSON document stands on the evidence, with a model or by extraction.

What the evidence does not say is left out where the form allows it; where it does not, the form is refused.
"""

import json
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from broadsheet import nlp
from broadsheet.core import Piece, Span, Usage
from broadsheet.models.json_schema import DEEPEST, resolved, type_of
from broadsheet.write.composing import headlines
from broadsheet.write.conflicts import figures
from broadsheet.write.documents import Leaf, as_parts, mapped
from broadsheet.write.judging import Judge
from broadsheet.write.kind import Kind
from broadsheet.write.measures import code_points, cut
from broadsheet.write.mending import Writing
from broadsheet.write.prompting import PHRASING, messages
from broadsheet.write.rule import broken
from broadsheet.write.schemas import misfits
from broadsheet.write.shapes import Ask, Part, Plan, text_of
from broadsheet.write.telling import Telling

# Names of fields that say what belongs in them, in the languages and spellings that forms use.
_TITLE = frozenset({"title", "headline", "heading", "标题", "题目"})
_WHOLE = frozenset({"body", "text", "content", "story", "article", "正文", "内容", "全文"})
_WORDS = frozenset({"keywords", "tags", "keyword", "tag", "topics", "关键词", "标签"})
_OUTLET = frozenset({"source", "outlet", "sources", "来源", "出处"})
_ADDRESS = frozenset({"url", "link", "链接", "网址"})


@dataclass(slots=True)
class Filled:
    """A form filled in: its parts (none when it can't be), what the answers cost and which prompts were used."""

    parts: list[Part]
    usages: list[Usage] = field(default_factory=list)
    prompts: tuple[str, ...] = ()


class _LeftOutError(Exception):
    """A field that the evidence has nothing for."""


def fill(what: Kind, plan: Plan, ask: Ask, writing: Writing | None) -> Generator[Piece, None, Filled]:
    """The form of `ask.controls.schema` filled in: by the model, each string judged, once again if it does not fit."""
    done = Filled([])
    if writing is not None:
        done.prompts = (*PHRASING, what.brief.label)
        for _ in range(2):
            value = yield from _asked(writing, done)
            if value is not None:
                done.parts = _judged(value, what, plan, ask)
            if done.parts:
                return done
        yield writing.notice("form_by_code")
    done.parts = _extracted(what, plan, ask)
    return done


def _asked(writing: Writing, done: Filled) -> Generator[Piece, None, Any]:
    """The model's document; None when it is none."""
    options = replace(writing.options, schema=writing.ask.controls.schema)
    prompt = messages(writing.kind, writing.plan, writing.ask, count=1)
    telling = Telling(writing.model, prompt, options, clock=writing.clock)
    for stretch in telling.stretches():
        yield Piece("text", stretch, writing.number)
    done.usages.append(telling.usage)
    try:
        return json.loads(telling.text)
    except ValueError:
        return None


def _judged(value: Any, what: Kind, plan: Plan, ask: Ask) -> list[Part]:
    """The model's document with what does not stand replaced by what the sources say; nothing when it can't be."""
    schema = ask.controls.schema or {}
    judge = Judge(plan, ask)
    by_code = _ByCode(what, plan, ask)
    told: dict[str, tuple[Span, ...]] = {}
    own: set[str] = set()

    def settle(text: str, leaf: Leaf) -> str:
        if "enum" in leaf.schema or "const" in leaf.schema or not text.strip():
            return text
        judged = judge.judge(text, headline=len(text) < 80 and not text.endswith(tuple("。.!！?？")))
        if not judged.why and not broken(text, ask.controls, ask.language):
            told[text] = judged.spans
            own.add(text)
            return text
        return by_code.string(leaf)

    try:
        settled = mapped(value, schema, settle, root=schema)
    except _LeftOutError:
        return []
    if not _numbers_stand(settled, ask) or misfits(json.dumps(settled), schema):
        return []
    return as_parts(settled, told | by_code.told, by_model=frozenset(own))


def _numbers_stand(value: Any, ask: Ask) -> bool:
    """Whether every number of a document is one that the evidence gives."""
    known = {f for e in ask.evidence for f in figures(f"{e.title}\n{e.text}")}
    return all(float(n) in known for n in _numbers(value))


def _numbers(value: Any) -> Iterator[float]:
    if isinstance(value, bool):
        return
    if isinstance(value, int | float):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _numbers(inner)


def _extracted(what: Kind, plan: Plan, ask: Ask) -> list[Part]:
    """The form filled in from the sources' own words; nothing when it asks for what they don't say."""
    schema = ask.controls.schema or {}
    by_code = _ByCode(what, plan, ask)
    try:
        value = by_code.value(Leaf("", resolved(schema, schema)), schema)
    except _LeftOutError:
        return []
    if misfits(json.dumps(value), schema):
        return []
    return as_parts(value, by_code.told, by_model=frozenset())


class _ByCode:
    """Fills fields one by one from a plan: each point is used once. `told` are the spans of what was filled in."""

    def __init__(self, what: Kind, plan: Plan, ask: Ask) -> None:
        self._what, self._plan, self._ask = what, plan, ask
        self._points = iter([p for p in plan.points if not broken(p.text, ask.controls, ask.language)])
        self._titles = iter([p for p in headlines(plan, ask) if not broken(p.text, ask.controls, ask.language)])
        self.told: dict[str, tuple[Span, ...]] = {}

    def value(self, leaf: Leaf, root: Mapping[str, Any], depth: int = 0) -> Any:
        """What belongs in a field; raises `_LeftOutError` when the evidence has nothing for it."""
        if "const" in leaf.schema:
            return leaf.schema["const"]
        kind = type_of(leaf.schema)
        if depth > DEEPEST:
            raise _LeftOutError
        if kind == "object":
            return self._object(leaf, root, depth)
        if kind == "array":
            return self._array(leaf, root, depth)
        if kind == "string":
            return self.string(leaf)
        return self._number(leaf, kind)

    def _object(self, leaf: Leaf, root: Mapping[str, Any], depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        required = leaf.schema.get("required", ())
        for name, schema in leaf.schema.get("properties", {}).items():
            try:
                found[name] = self.value(Leaf(name, resolved(schema, root)), root, depth + 1)
            except _LeftOutError:
                if name in required and not _may_be_null(schema, root):
                    raise
                if name in required:
                    found[name] = None
        return found

    def _array(self, leaf: Leaf, root: Mapping[str, Any], depth: int) -> list[Any]:
        most = int(leaf.schema.get("maxItems", 3))
        least = int(leaf.schema.get("minItems", 0))
        item = resolved(leaf.schema.get("items", {}), root)
        if leaf.name.lower() in _WORDS and type_of(item) == "string":
            return self._keywords(most)
        found: list[Any] = []
        for _ in range(most):
            try:
                found.append(self.value(Leaf(leaf.name, item), root, depth + 1))
            except _LeftOutError:
                break
        if len(found) < least:
            raise _LeftOutError
        return found

    def _keywords(self, most: int) -> list[str]:
        """Words of the points that matter most, as they stand there."""
        found: list[str] = []
        for point in self._plan.points:
            for word, _, _ in nlp.words(point.text, language=self._ask.language):
                if len(word) > 1 and not nlp.is_stop(word) and not word.isnumeric() and word not in found:
                    found.append(word)
                    self.told[word] = point.spans
        return found[:most]

    def string(self, leaf: Leaf) -> str:
        """A string for a field, within its bounds."""
        choices = leaf.schema.get("enum")
        if choices:
            return self._choice(choices)
        text, spans = self._words(leaf.name)
        most = int(leaf.schema.get("maxLength", 10**6))
        text = cut(text, most, measure=code_points) if len(text) > most else text
        if not text or len(text) < int(leaf.schema.get("minLength", 0)):
            raise _LeftOutError
        self.told[text] = spans
        return text

    def _choice(self, choices: list[Any]) -> str:
        """The one choice that the evidence names; which of several it means is not for code to say."""
        shown = " ".join(p.text for p in self._plan.points).lower()
        named = [c for c in choices if isinstance(c, str) and c.lower() in shown]
        if len(named) != 1:
            raise _LeftOutError
        return str(named[0])

    def _words(self, name: str) -> tuple[str, tuple[Span, ...]]:
        low = name.lower()
        if name in self._ask.given:
            evidence = next((e for e in self._ask.evidence if e.source == f"fact:{name}"), None)
            text = self._ask.given[name]
            return text, ((Span(evidence.source, 0, len(evidence.text), evidence.text),) if evidence else ())
        if low in _TITLE:
            title = next(self._titles, None)
            if title is not None:
                return title.text, title.spans
        if low in _WHOLE:
            parts = self._what.plain(self._plan, self._ask, variant=0)
            return text_of(parts), tuple(s for p in parts for s in p.spans)
        if low in _OUTLET or low in _ADDRESS:
            return self._origin(address=low in _ADDRESS)
        point = next(self._points, None)
        if point is None:
            raise _LeftOutError
        return point.text, point.spans

    def _origin(self, *, address: bool) -> tuple[str, tuple[Span, ...]]:
        """Who reported it, or where: the report that the first point is from."""
        first = self._plan.points[0] if self._plan.points else None
        source = next((e for e in self._ask.evidence if first and e.source == first.source), None)
        found = (source.url if address else source.outlet) if source else ""
        if not found or first is None:
            raise _LeftOutError
        return found, first.spans

    def _number(self, leaf: Leaf, kind: str) -> Any:
        """A number or a truth value that a fact of that name gives; code can't tell which of a report's is meant."""
        given = self._ask.given.get(leaf.name, "")
        try:
            number = float(given.replace(",", ""))
        except ValueError:
            raise _LeftOutError from None
        if kind not in ("integer", "number"):
            raise _LeftOutError
        return int(number) if kind == "integer" or number.is_integer() else number


def _may_be_null(schema: Any, root: Mapping[str, Any]) -> bool:
    from jsonschema import Draft202012Validator

    return bool(Draft202012Validator({**schema, "$defs": root.get("$defs", {})}).is_valid(None))
