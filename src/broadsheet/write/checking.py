"""The verify room's report on this room's texts, in which naming the outlet of a source is no claim to be found in it.

Attributions are blanked out before the check, as hashtags and links are; offsets and texts stay those of the draft.
"""

import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import replace

from broadsheet import verify
from broadsheet.core import Claim, Evidence, Finding, Report, manuscript

# Our own dateline tells the day of the newest report, not that of any event.
_DATELINE = re.compile(
    r"【[^】\n]{0,12}\d{1,2}月\d{1,2}日综合】"
    r"|^(?:[A-Z][A-Z.,'’\- ]{2,60}, )?[A-Z][a-z]{2,4}\.? \d{1,2} —",
    re.MULTILINE,
)
# Where a Markdown link leads says nothing; the words that it stands on do.
_LINK = re.compile(r"(?<=\])\(https?://[^\s()]*\)")
# A line of hashtags and links says nothing that could be true or false.
_TAG = re.compile(r"^(?:[ \t]*(?:#[^\s#]+#?|https?://\S+))+[ \t]*$", re.MULTILINE)

# Drafts made by extraction are their sources' words, and say whose.
_CHECKS = tuple(name for name in verify.CHECKS.names() if name != "overlap")


def check(
    text: str, evidence: Sequence[Evidence], *, language: str, aside: str = "", frame: Sequence[str] = ()
) -> Report:
    """The report on `text`, but for the words `aside` and all that `frame` (regular expressions of a line) matches.

    Raises what `verify.check` does.
    """
    told = text.replace(aside, " " * len(aside)) if aside else text
    for pattern in frame:
        told = re.sub(pattern, _as_blanks, told, flags=re.MULTILINE)
    shown = blanked(manuscript.blanked(told), [e.outlet for e in evidence if e.outlet])
    if not shown.strip():
        return Report(passed=True)
    report = verify.check(shown, evidence, language=language, only=_CHECKS)
    claims = _whole(report.claims, text, shown)
    findings = tuple(_placed(f, text) for f in report.findings)
    return replace(report, claims=claims, findings=findings)


def blanked(text: str, outlets: Sequence[str]) -> str:
    """`text` with attributions to `outlets`, hashtags and links turned into blanks, character for character."""
    if outlets:
        one = "|".join(re.escape(name) for name in sorted(set(outlets), key=len, reverse=True))
        said = rf"(?:{one})(?:(?:, | and )(?:{one}))*"
        named = rf"《?(?:{one})》?(?:、《?(?:{one})》?)*"
        pattern = (
            rf"据?{named}(?:报道说?|消息)[，,]?|[Aa]ccording to {said}, |,? ?according to {said}(?=[.。,，]|$)"
            rf"|, {said} (?:reported|said)(?=\.)|{one}"
        )
        text = re.sub(pattern, _as_blanks, text)
    for unsaid in (_LINK, _DATELINE, _TAG):
        text = unsaid.sub(_as_blanks, text)
    return text


def _as_blanks(match: re.Match[str]) -> str:
    """As many blanks, so that offsets stay; a line's end stays a line's end."""
    return re.sub(r"[^\n]", " ", match.group())


def _whole(claims: Sequence[Claim], text: str, shown: str) -> tuple[Claim, ...]:
    """The claims over the draft's own sentences: each takes in the blanks that touch it."""
    found: list[Claim] = []
    floor = 0
    openings = [block.opening for block in manuscript.blocks(text)]
    for claim in claims:
        start, end = claim.start, claim.end
        floor = max([floor, *openings[: bisect(openings, start)][-1:]])  # what makes a line a heading is no part of it
        while start > floor and shown[start - 1] == " ":
            start -= 1
        while end < len(text) and shown[end] == " " and text[end] != " ":
            end += 1
        start += len(text[start:end]) - len(text[start:end].lstrip())
        found.append(
            replace(claim, text=text[start:end].rstrip(), start=start, end=start + len(text[start:end].rstrip()))
        )
        floor = end
    return tuple(found)


def _placed(finding: Finding, text: str) -> Finding:
    return replace(finding, text=text[finding.start : finding.end] if finding.text else "")
