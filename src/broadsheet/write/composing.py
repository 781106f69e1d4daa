"""Texts by extraction: sentences of the plan set in paragraphs, each with its outlet said. True by construction."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from broadsheet.core import RequestError
from broadsheet.write.attribution import attributed
from broadsheet.write.checking import check
from broadsheet.write.compress import clean_title, headline
from broadsheet.write.conflicts import figures
from broadsheet.write.furniture import is_own_voice, leans
from broadsheet.write.injection import is_instruction
from broadsheet.write.measures import length
from broadsheet.write.planning import language_of, reports
from broadsheet.write.reldates import is_undated
from broadsheet.write.shapes import Ask, Part, Plan, Point
from broadsheet.write.units import content_words
from broadsheet.write.wording import dateline

# What a headline made of a later sentence loses for each place, and what a source's own loses: it is theirs.
_LATE, _OWN_TITLE = 0.3, 0.06
# What the headline of the lead's own report has over another's: a headline is of what stands below it.
_LEAD_TITLE = 0.15
# How the headlines made here name a speaker: 国家统计署：..., "...: police".
_SPEAKER = re.compile(r"^[^：]{2,16}：|: [^:]{2,60}$")
# A question, with its mark or without, and a shout.
_ASKS = re.compile(r"[?？!！]|谁|为何|为什么|怎么|哪[里儿个些]|^(?:Why|How|What|Who|Where|When|Can|Does|Is|Should)\b")
_CLAUSE_ZH = re.compile(r"[^，：！？!?]+[，：！？!?]?")
# A headline of fewer characters says nothing.
_LEAST_TITLE = 7
# What no headline may point back at.
_POINTS_BACK = re.compile(r"对此|此举|此役|上述|该(?!局|署)|\b(?:this|that|these|those)\b")
# 则 behind its subject sets it against a subject that a headline does not have.
_CONTRASTS = re.compile(r"[\u4e00-\u9fff·]{2,8}(?<![原规法准守细总否])则(?!上)[^，]{3}")
# Half of a thought: what it gives way to is the news.
_CONCEDES = re.compile(r"虽然|尽管|即使|(?:Although|Though|Despite|While)\b")
# Headlines of which this share of the letter pairs is common are one: a hyphen or a capital apart.
_SAME_TITLE = 0.8
# Sentences in a paragraph: newspapers set one or two in English, two or three in Chinese.
_PARAGRAPH = {"en": 2, "zh": 3}


def require_points(plan: Plan, ask: Ask) -> None:
    """Raises `RequestError` when nothing can be printed, saying which languages the sources are in."""
    if plan.points:
        return
    found = sorted({language_of(e) or "unknown" for e in reports(ask)})
    if ask.language in found:
        raise RequestError(
            "the sources hold no sentence that can be printed as it stands",
            found=f"{len(reports(ask))} sources",
            do="choose a fuller source, or give facts",
        )
    raise RequestError(
        f"none of the sources is in the language {ask.language!r}, and only a model can say them in another",
        asked=ask.language,
        found=", ".join(found),
        do="choose a source in that language, write in the sources' language, or choose a model",
    )


def fact_sentences(points: Sequence[Point], ask: Ask) -> list[Part]:
    """The facts of the desk as sentences: a capital at the head, a stop at the end."""
    parts = []
    for point in points:
        text = point.text
        if not text.endswith(tuple('。！？.!?”"')):
            text += "。" if ask.language == "zh" else "."
        parts.append(Part(text[0].upper() + text[1:], point.spans))
    return parts


def report_parts(points: Sequence[Point], ask: Ask, *, say_outlets: bool) -> list[Part]:
    """The sentences of reports in paragraphs. The outlet is said where it changes and wherever reports differ."""
    parts: list[Part] = []
    blank = "" if ask.language == "zh" else " "
    outlet, held = "", 0
    for point in points:
        new = point.outlet != outlet
        breaks = bool(parts) and not point.joined and (new or held >= _PARAGRAPH[ask.language])
        name_it = say_outlets and (new or (point.disputed and breaks))
        told = attributed(point.text, point.outlet, language=ask.language, also=point.also)
        text = told if name_it else point.text
        joint = "\n\n" if breaks else blank if parts else ""
        held = 1 if breaks or not parts else held + 1
        outlet = point.outlet
        parts.append(Part(text, point.spans, joint))
    return parts


def several_outlets(points: Sequence[Point]) -> bool:
    """Whether the points come from more than one outlet."""
    return len({p.outlet for p in points if p.outlet}) > 1


def with_dateline(parts: list[Part], plan: Plan, ask: Ask) -> list[Part]:
    """The parts with a dateline before the first, when the sources give a day."""
    line = dateline(plan.dateline.text if plan.dateline else "", plan.day, ask.language)
    if not line or not parts:
        return parts
    blank = "" if ask.language == "zh" else " "
    place = (plan.dateline,) if plan.dateline else ()
    first = replace(parts[0], text=f"{line}{blank}{parts[0].text}", spans=(*place, *parts[0].spans))
    return [first, *parts[1:]]


def headlines(plan: Plan, ask: Ask) -> list[Part]:
    """Headline candidates, best first and each different: made of the plan's sentences, and the sources' own.

    What ranks them is how much the story is about them. One whose words the reports do not bear out is left out, and
    so is a disputed figure that nobody is said to give.
    """
    disputed = {figure for p in plan.points for figure in p.disputed}
    told = [p for p in plan.points if not p.joined and not p.source.startswith("fact:")]
    made = [(Part(_headline_of(p, disputed, ask), p.spans), _LATE * i) for i, p in enumerate(told)]
    lead = told[0].source if told else ""
    own = [
        (Part(_plain(clean_title(t.text)), t.spans), _OWN_TITLE - (_LEAD_TITLE if t.source == lead else 0.0))
        for t in plan.titles
    ]
    fair = [(p, less) for p, less in made if p.text and (_SPEAKER.search(p.text) or not disputed & figures(p.text))]
    fair += [(p, less) for p, less in own if p.text and not disputed & figures(p.text)]
    weigh = _centrality(plan, ask)
    ranked = sorted(fair, key=lambda pair: pair[1] - weigh(pair[0].text))
    return _distinct(_borne_out([p for p, _ in ranked], ask))


def _headline_of(point: Point, disputed: set[float], ask: Ask) -> str:
    """A headline of a point; of a disputed one, its clauses before the disputed figure when it names no speaker."""
    # A quotation cut at its comma ends without it.
    whole = re.sub(r"，(?=”$)", "", headline(point.text, language=ask.language))
    if not can_head(whole):
        return ""
    if not point.disputed or _SPEAKER.search(whole):
        return whole
    clauses = re.split(r"(?<=[，；])", point.text) if ask.language == "zh" else [point.text]
    undisputed = "".join(takewhile(lambda c: not disputed & figures(c), clauses))
    return headline(undisputed, language=ask.language) if undisputed else ""


def _borne_out(parts: Sequence[Part], ask: Ask) -> list[Part]:
    """Those that the evidence bears out, checked all in one go; of an invented text, which has none, all of them."""
    if not parts or not ask.evidence:
        return list(parts)
    report = check("\n\n".join(p.text for p in parts), ask.evidence, language=ask.language)
    bad = [(c.start, c.end) for c in report.claims if c.verdict in ("unsupported", "contradicted")]
    bad += [(f.start, f.end) for f in report.findings if f.severity == "error"]
    kept = []
    start = 0
    for part in parts:
        end = start + len(part.text)
        if not any(a < end and start < b for a, b in bad):
            kept.append(part)
        start = end + 2
    return kept


def _plain(title: str) -> str:
    """A source's headline without its questions and shouts; empty where it gives orders or nothing is left."""
    if is_instruction(title) or is_undated(title) or is_own_voice(title):
        return ""
    if not _ASKS.search(title):
        return title
    clauses = [m.group() for m in _CLAUSE_ZH.finditer(title)]
    kept = [
        c.rstrip("！!") + ("，" if c.endswith(("！", "!")) else "")
        for c in clauses
        if not _ASKS.search(c.rstrip("！!"))
    ]
    told = "".join(kept).rstrip("，：")
    return told if len(told) >= _LEAST_TITLE and any("\u4e00" <= c <= "\u9fff" for c in told) else ""


def _centrality(plan: Plan, ask: Ask) -> Callable[[str], float]:
    """How much the story is about a headline: the mean share of its points and titles that hold each of its words."""
    told = [p for p in (*plan.points, *plan.titles) for _ in range(1 + len(p.also))]
    rows = [content_words(p.text, language=ask.language) for p in told]

    def weigh(text: str) -> float:
        mine = content_words(text, language=ask.language)
        shares = sorted((sum(w in row for row in rows) / len(rows) for w in mine), reverse=True)
        # The best words tell: a headline is not worse for one more detail, but one without the subject is.
        return sum(shares[:4]) / 4 + 0.25 * sum(shares) / max(1, len(shares))

    return weigh


def _distinct(parts: Sequence[Part]) -> list[Part]:
    kept: list[Part] = []
    for part in parts:
        if not any(is_same_headline(part.text, k.text) for k in kept):
            kept.append(part)
    return kept


def is_same_headline(one: str, other: str) -> bool:
    """Whether two headlines differ by next to nothing: a hyphen, a capital, a word or two of many."""
    a, b = _pairs(one), _pairs(other)
    return len(a & b) >= _SAME_TITLE * len(a | b)


def _pairs(text: str) -> set[str]:
    letters = [c for c in text.lower() if c.isalnum()]
    return {x + y for x, y in pairwise(letters)} or set(letters)


def can_head(text: str) -> bool:
    """Whether a line can stand alone over a column: it points back at nothing and leans on nothing."""
    return not (_POINTS_BACK.search(text) or leans(text) or _CONTRASTS.match(text) or _CONCEDES.match(text))


def shortened(parts: list[Part], *, most: int, language: str) -> list[Part]:
    """The parts from the beginning that fit `most`; the first always."""
    kept: list[Part] = []
    total = 0
    for part in parts:
        total += length(part.text, language)
        if kept and total > most:
            break
        kept.append(part)
    return kept
