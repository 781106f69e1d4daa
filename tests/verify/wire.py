"""Reports of one invented fire, in both languages, and the ways to ask about them."""

from datetime import UTC, datetime, timedelta, timezone

from broadsheet import verify
from broadsheet.core import Evidence, Finding, Report

BEIJING = timezone(timedelta(hours=8))
EN = (
    Evidence(
        "article:1",
        "HARBORVIEW, March 3 (Wire) - A fire at a chemical warehouse in Harborview killed three people and injured "
        "14 others on Tuesday night, the city fire department said. The blaze broke out at about 9:40 p.m. and was "
        'brought under control by 4 a.m. on Wednesday. "We have not found any leak of toxic gas," Fire Chief Maria '
        "Delgado "
        "told reporters. About 2,300 residents were evacuated. The warehouse is owned by Calder Logistics, which "
        "reported "
        "revenue of $1.2 billion last year, up 8.5 percent.",
        language="en",
        published=datetime(2026, 3, 4, tzinfo=UTC),
    ),
    Evidence(
        "article:2",
        "Calder Logistics said it would pay for temporary housing. Police have detained two managers for questioning. "
        "The cause of the fire is still under investigation, Mayor Tom Brandt said, adding that the city would not "
        "reopen "
        "the site before summer.",
        language="en",
        published=datetime(2026, 3, 5, tzinfo=UTC),
    ),
)
ZH = (
    Evidence(
        "article:3",
        "新华社海港3月4日电（记者王明）海港市一化工仓库3日晚发生火灾，造成3人死亡、14人受伤，约2300名居民被疏散。"
        "市消防局局长李慧敏说：“目前没有发现有毒气体泄漏。”火势于4日凌晨4时得到控制。"
        "该仓库属于卡尔德物流公司，公司去年营业收入为82.5亿元，同比增长8.5%。警方已控制两名管理人员。"
        "市长陈伟表示，起火原因仍在调查中，夏天以前不会重新开放该场地。",
        language="zh",
        published=datetime(2026, 3, 4, 10, tzinfo=BEIJING),
    ),
)


def check(text: str, *evidence: str | Evidence, only: list[str] | None = None) -> Report:
    """The report on `text` against texts or whole pieces of evidence."""
    given = [e if isinstance(e, Evidence) else Evidence(f"text:{i}", e) for i, e in enumerate(evidence)]
    return verify.check(text, given, only=only)


def findings(text: str, *evidence: str | Evidence, only: str) -> list[Finding]:
    """The findings of one check."""
    return list(check(text, *evidence, only=[only]).findings)


def faults(text: str, *evidence: str | Evidence, only: str) -> list[tuple[str, str]]:
    """What one check calls an error: rules with the exact texts."""
    return [(f.rule, f.text) for f in findings(text, *evidence, only=only) if f.severity == "error"]
