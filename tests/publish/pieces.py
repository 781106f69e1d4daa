"""Publications and drafts that the tests of this room share."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from broadsheet.core import Claim, Draft, Evidence, Finding, Publication, Report, Sentence, Span, Stored, Variant
from broadsheet.core.draft import Writer

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(hours=3)

ZH_SOURCE = Evidence(
    "article:1",
    "岚江大桥20日凌晨因检修封闭，预计封闭三天。市交通局说，公交线路已经改道。",
    title="岚江大桥封闭检修",
    outlet="岚江日报",
    url="https://lanjiang.example/bridge",
    language="zh",
    published=NOON,
)
EN_SOURCE = Evidence(
    "article:2",
    "The Lan River bridge closed for repairs on Friday. It will stay shut for three days.",
    title="Lan River bridge shut",
    outlet="The Harbour Post",
    url="https://harbour.example/bridge",
    language="en",
    published=NOON,
)


def span(source: Evidence, text: str) -> Span:
    start = source.text.index(text)
    return Span(source.source, start, start + len(text), text)


def piece(language: str = "en", *, by: Writer = "model", model: str = "stub") -> Publication:
    source = EN_SOURCE if language == "en" else ZH_SOURCE
    first, second = (
        ("The Lan River bridge closed for repairs on Friday.", "It will stay shut for three days.")
        if language == "en"
        else ("岚江大桥20日凌晨因检修封闭，预计封闭三天。", "市交通局说，公交线路已经改道。")
    )
    joint = " " if language == "en" else ""
    return Publication(
        draft=7,
        kind="brief",
        language=language,
        title="Bridge closed" if language == "en" else "大桥封闭",
        text=f"{first}{joint}{second}",
        sentences=(
            Sentence("Bridge closed" if language == "en" else "大桥封闭", by),
            Sentence(first, by, (span(source, first),)),
            Sentence(second, by, (span(source, second),)),
        ),
        sources=(source,),
        published=NOON,
        updated=NOON,
        byline="Broadsheet",
        model=model,
        reviewed_by="Lin Lan",
    )


def stored(value: Publication, id: int = 3) -> Stored[Publication]:
    return Stored(id, value, NOON)


def claim(text: str, verdict: str, body: str) -> Claim:
    start = body.index(text)
    return Claim(text, start, start + len(text), verdict, 0.2)  # type: ignore[arg-type]


def draft(*, bad: tuple[str, ...] = (), language: str = "en") -> Draft:
    """A draft of two sentences under a headline; the sentences in `bad` are unsupported."""
    text = "Bridge closed\n\nThe bridge closed on Friday. It reopens in three days."
    if language == "zh":
        text = "大桥封闭\n\n大桥周五封闭。三天后重新开放。"
    lines = text.replace("\n\n", "|").replace(". ", ".|").replace("。三", "。|三").split("|")
    claims = tuple(claim(t, "unsupported" if t in bad else "supported", text) for t in lines)
    findings = tuple(Finding("evidence", "claim", "error", c.start, c.end, c.text, "") for c in claims if c.text in bad)
    sentences = tuple(Sentence(t, "model", (span(EN_SOURCE, "closed"),)) for t in lines)
    variant = Variant(text, sentences, Report(not bad, claims, findings))
    return Draft("brief", language, (variant,), title=lines[0], sources=(EN_SOURCE,), model="stub")


def with_state(value: Draft, state: str) -> Draft:
    return replace(value, state=state)  # type: ignore[arg-type]
