"""An advertisement's wording against advertising law: absolute words, cures, promised returns, claims without proof.

Pointers to clauses for editors and engineers, not legal advice. The rules are `data/advertising.toml`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from broadsheet.core import Finding, UnknownNameError
from broadsheet.core.evidence import Severity
from broadsheet.verify.tables import table

Sector = Literal["", "medical", "food", "finance", "education", "property"]
SECTORS: tuple[Sector, ...] = ("", "medical", "food", "finance", "education", "property")
_RANK: Mapping[Severity, int] = {"error": 0, "warning": 1, "advice": 2}
_CLAUSE = re.compile(r"[，,。.！!？?；;：:\n]")
_SENTENCE = re.compile(r"[。！!？?；;\n]|\.(?=\s|$)")
# What stands right before a hit is looked for within so many characters: a negation and its verb.
_REACH = 24


@dataclass(frozen=True, slots=True)
class Excuse:
    """Where a word does no harm: what stands before it in its clause or sentence, or right behind it."""

    within: str
    pattern: re.Pattern[str]
    say: str

    def holds(self, text: str, start: int, end: int) -> bool:
        """Whether the stretch from `start` to `end` is excused."""
        if self.within == "after":
            return self.pattern.match(text, end) is not None
        ends = _SENTENCE if self.within == "sentence" else _CLAUSE
        begin = max((m.end() for m in ends.finditer(text, 0, start)), default=0)
        # A limit may be part of the hit itself (全市销量第一), an aim or a comparison stands before it.
        return self.pattern.search(text, begin, end if self.within == "sentence" else start) is not None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of `data/advertising.toml`, compiled."""

    name: str
    severity: Severity
    find: re.Pattern[str]
    message: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    excuses: tuple[Excuse, ...]
    sectors: frozenset[str]
    not_in: frozenset[str]
    fix: str

    def binds(self, sector: str) -> bool:
        """Whether it is a rule for advertisements of `sector`."""
        return sector not in self.not_in and (not self.sectors or sector in self.sectors)

    def spares(self, text: str, match: re.Match[str]) -> bool:
        """Whether what stands next to a hit makes it harmless: a negation, a tip on use."""
        start = max(0, match.start() - _REACH)
        before = self.before is not None and self.before.search(text[start : match.start()]) is not None
        return before or (self.after is not None and self.after.match(text, match.end()) is not None)


def advertising(text: str, *, language: str, sector: Sector = "") -> tuple[Finding, ...]:
    """What an editor should look at before `text` runs as an advertisement, in order.

    Rules are for zh and en; in another language nothing is found. `sector` is what is advertised: some rules are only
    for some. An excused word (an aim, a comparison with one's own goods, a dated rank) is advice. Raises
    `UnknownNameError` for a sector there is not.
    """
    if sector not in SECTORS:
        raise UnknownNameError(f"there is no sector {sector!r}", asked=sector, choices=[s for s in SECTORS if s])
    found = [f for rule in _rules(language.split("-")[0]) if rule.binds(sector) for f in _hits(text, rule)]
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda f: (_RANK[f.severity], f.start - f.end, f.start)):
        if not any(k.start < finding.end and finding.start < k.end for k in kept):
            kept.append(finding)
    return tuple(sorted(kept, key=lambda f: f.start))


def _hits(text: str, rule: Rule) -> Iterator[Finding]:
    for match in rule.find.finditer(text):
        if rule.spares(text, match):
            continue
        excuse = next((e for e in rule.excuses if e.holds(text, *match.span())), None)
        fix = match.expand(rule.fix) if rule.fix and not excuse else ""
        severity: Severity = "advice" if excuse else rule.severity
        yield Finding(
            "advertising",
            rule.name,
            severity,
            *match.span(),
            match.group(),
            excuse.say if excuse else rule.message,
            fix,
        )


@lru_cache(maxsize=4)
def _rules(language: str) -> tuple[Rule, ...]:
    told: dict[str, Any] = table("advertising").get(language, {})
    excuses = {
        name: Excuse(e["within"], re.compile(e.get("after") or e["before"]), e["say"])
        for name, e in told.get("excuse", {}).items()
    }
    return tuple(_rule(row, excuses, language) for row in told.get("rule", ()))


def _rule(row: Mapping[str, Any], excuses: Mapping[str, Excuse], language: str) -> Rule:
    flags = re.IGNORECASE if language == "en" else re.NOFLAG
    message = f"{row['say']}（{row['clause']}）" if language == "zh" else f"{row['say']} ({row['clause']})"
    return Rule(
        name=row["name"],
        severity=row["severity"],
        find=re.compile(row["find"], flags),
        message=message,
        before=re.compile(f"(?:{row['before']})$", flags) if "before" in row else None,
        after=re.compile(row["after"], flags) if "after" in row else None,
        excuses=tuple(excuses[name] for name in row.get("spared", ())),
        sectors=frozenset(row.get("sectors", ())),
        not_in=frozenset(row.get("not_in", ())),
        fix=row.get("fix", ""),
    )
