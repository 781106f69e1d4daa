"""An obituary, written only when a source or a fact says that the person died; else it refuses."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from broadsheet import nlp
from broadsheet.core import EmptyEvidenceError, Evidence, RequestError, Span
from broadsheet.write.aspects import names
from broadsheet.write.composing import headlines, report_parts, require_points, several_outlets, shortened
from broadsheet.write.dating import dated_points
from broadsheet.write.kinds._samples import EN_DEATH, ZH_DEATH
from broadsheet.write.measures import allowed
from broadsheet.write.planning import language_of, newest_of, plan_points, reports
from broadsheet.write.sections import parts_of
from broadsheet.write.shapes import Ask, Example, Part, Plan, Point

_DIED = re.compile(r"\b(?:died|dies|has died|passed away|was found dead)\b|去世|逝世|病逝|辞世|离世|与世长辞|病故|猝逝")
_DENIED = re.compile(
    r"\b(?:not|never|denied|denies|hoax|false|untrue|rumou?rs?|alive|didn't|hasn't)\b|辟谣|谣|不实|并未|没有|未曾|传闻|健在",
    re.IGNORECASE,
)
_LEFT = re.compile(
    r"\bsurvived by\b|\bleaves\b|\bfuneral\b|遗属|身后|追悼|告别仪式|有[一二两三四五六\d]个?(?:子|女|儿)"
)
_LEAD = "fact:derived.death"
# What the lead tells, or only names.
_IN_LEAD = frozenset(f"fact:{name}" for name in ("name", "died", "age", "known_for", "born", "survived_by"))


@dataclass(frozen=True, slots=True)
class Facts:
    """`died` is when (the desk's own word that it is confirmed); the name may be left to the sources."""

    name: str = ""
    died: str = ""
    age: str = ""
    known_for: str = ""
    born: str = ""
    survived_by: str = ""


EXAMPLE: Mapping[str, Example] = {
    "en": Example(evidence=(EN_DEATH,)),
    "zh": Example(evidence=(ZH_DEATH,)),
}
HEADED = True
LENGTH: Mapping[str, int] = {"en": 220, "zh": 380}


def derive(ask: Ask) -> list[Evidence]:
    """The sentence that the facts make, when the desk gives the death as a fact."""
    f = ask.facts
    if not (f.name and f.died):
        return []
    text = _told_zh(f) if ask.language == "zh" else _told_en(f)
    return [Evidence(_LEAD, text, language=ask.language)]


def _told_zh(f: Facts) -> str:
    age = f"，享年{f.age}岁" if f.age else ""
    born = f"{f.name}{f.born}出生。" if f.born else ""
    left = f"遗属：{f.survived_by}。" if f.survived_by else ""
    return f"{f.known_for}{f.name}，{f.died}去世{age}。{born}{left}"


def _told_en(f: Facts) -> str:
    known = f", {f.known_for}," if f.known_for else ""
    age = f" at the age of {f.age}" if f.age else ""
    born = f" {f.name} was born {'in' if f.born.isdigit() else 'on'} {f.born}." if f.born else ""
    left = f" {f.name} is survived by {f.survived_by}." if f.survived_by else ""
    return f"{f.name}{known} died on {f.died}{age}.{born}{left}"


def plan(ask: Ask, *, foreign: bool = False) -> Plan:
    """The death first, then the life in the order of its years, then what is said, at last who is left.

    Raises `EmptyEvidenceError` when nothing says that the person died, `RequestError` when something denies it.
    """
    lead = _death(ask)
    found = plan_points(ask, target=ask.length or LENGTH[ask.language], most=20, foreign=foreign)
    others = [
        p for p in found.points if p.spans != lead.spans and p.source not in _IN_LEAD and not _tells_death(p.text)
    ]
    life = [d.point for d in dated_points(replace(found, points=tuple(others)), ask, newest=newest_of(ask.evidence))]
    left = [p for p in others if _LEFT.search(p.text)]
    middle = [p for p in others if p not in life and p not in left]
    return replace(found, points=(lead, *(p for p in life if p not in left), *middle, *left))


def plain(plan: Plan, ask: Ask, *, variant: int = 0) -> list[Part]:
    """The obituary by extraction; `variant` picks another headline."""
    require_points(plan, ask)
    facts = [p for p in plan.points if p.source.startswith("fact:")]
    told = [p for p in plan.points if not p.source.startswith("fact:")]
    body = report_parts(told, ask, say_outlets=several_outlets(told))
    opening = parts_of(facts, ask)
    blank = "" if ask.language == "zh" else " "
    story = [replace(p, joint=blank if i else "") for i, p in enumerate(opening)]
    story += [replace(p, joint="\n\n") if not i and story else p for i, p in enumerate(body)]
    story = shortened(story, most=allowed(ask.length or LENGTH[ask.language]), language=ask.language)
    candidates = [h for h in headlines(plan, ask) if _tells_death(h.text)] or _own_title(plan)
    title = candidates[variant % len(candidates)]
    return [title, replace(story[0], joint="\n\n"), *story[1:]]


def _own_title(plan: Plan) -> list[Part]:
    """The first clause of the death's own sentence."""
    lead = plan.points[0]
    clause = re.split(r"(?<=去世)|(?<=逝世)|(?<=病逝)|(?<=died)", lead.text)[0].rstrip("，,。.")
    return [Part(clause, lead.spans)]


def _death(ask: Ask) -> Point:
    """The sentence that says so, as a point."""
    derived = [e for e in ask.evidence if e.source == _LEAD]
    if derived:
        return Point(derived[0].text, (Span(_LEAD, 0, len(derived[0].text), derived[0].text),))
    name = ask.facts.name
    denied = [
        s for e in reports(ask) for _, s in _sentences(e) if _is_of(s, name) and _DIED.search(s) and _DENIED.search(s)
    ]
    if denied:
        raise RequestError(
            "a source denies the death or calls it a rumour, so no obituary is written",
            asked=name,
            found=denied[0],
            do="confirm it, then leave that source out or give the fact died=DAY",
        )
    for point in plan_points(ask, target=10**6, most=40).points:
        if _tells_death(point.text) and _is_of(point.text, name) and _who(point.text, ask, name):
            return point
    raise EmptyEvidenceError(
        "no source says in a sentence that can be printed that this person has died, so no obituary is written",
        asked=name or "no name",
        do="name a source that says so; or, once it is confirmed, give name=NAME and died=DAY as facts",
    )


def _tells_death(text: str) -> bool:
    return bool(_DIED.search(text)) and not _DENIED.search(text)


def _sentences(evidence: Evidence) -> list[tuple[int, str]]:
    spans = nlp.sentences(evidence.text, language=language_of(evidence))
    return [(a, evidence.text[a:b]) for a, b in spans]


def _is_of(text: str, name: str) -> bool:
    """Whether a sentence names the person: by the whole name, in English by the last part of it."""
    return not name or name in text or (name.isascii() and name.split()[-1] in text.split())


def _who(text: str, ask: Ask, name: str) -> bool:
    return bool(name) or any(row["type"] == "person" for row in names(text, language=ask.language))
