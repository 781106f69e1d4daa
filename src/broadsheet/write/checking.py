"""The verify room's report on this room's texts, in which naming the outlet of a source is no claim of its own."""

import re
from collections.abc import Sequence
from dataclasses import replace

from broadsheet import verify
from broadsheet.core import Evidence, Report, Span

# Says of each outlet that it reported; a draft's "according to" stands on it. Never among the sources of a draft.
_OUTLET = "outlet:"
# Hashtags and links say nothing that could be true or false.
_HASHTAG = re.compile(r"#[^\s#]+#?|https?://\S+")


def check(text: str, evidence: Sequence[Evidence], *, language: str) -> Report:
    """The report on `text`; raises what `verify.check` does."""
    outlets = list(dict.fromkeys((e.outlet, e.language) for e in evidence if e.outlet))
    named = [Evidence(f"{_OUTLET}{name}", _says(name, tongue), language=tongue) for name, tongue in outlets]
    report = verify.check(text, [*evidence, *named], language=language)
    tags = [(c.start, c.end) for c in report.claims if not _HASHTAG.sub("", c.text).strip()]
    claims = tuple(replace(c, evidence=_real(c.evidence)) for c in report.claims if (c.start, c.end) not in tags)
    findings = tuple(f for f in report.findings if not any(a <= f.start and f.end <= b for a, b in tags))
    sound = all(c.verdict in ("supported", "opinion") for c in claims)
    return Report(sound and all(f.severity != "error" for f in findings), claims, findings)


def _says(name: str, language: str) -> str:
    return f"据《{name}》报道。据{name}报道。" if language == "zh" else f"According to {name}."


def _real(spans: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(s for s in spans if not s.source.startswith(_OUTLET))
