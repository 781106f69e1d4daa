"""The sample wire: an invented fortnight of news in two languages, with the truth about it on record."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime
from importlib import resources
from typing import Any

from broadsheet.core import Article

TAG = "sample"
_OUTLETS = "_outlets.toml"


def _read(name: str) -> Mapping[str, Any]:
    return tomllib.loads((resources.files("broadsheet.ingest") / "wire" / name).read_text(encoding="utf-8"))


def _names() -> list[str]:
    folder = resources.files("broadsheet.ingest") / "wire"
    if not folder.is_dir():
        return []
    return sorted(f.name for f in folder.iterdir() if f.name.endswith(".toml") and not f.name.startswith("_"))


def _domains() -> dict[str, str]:
    return {outlet["name"]: outlet["domain"] for outlet in _read(_OUTLETS)["outlet"]}


def _url(report: Mapping[str, Any], domains: Mapping[str, str]) -> str:
    return f"https://{domains[report['outlet']]}/{report['slug']}"


def _published(report: Mapping[str, Any]) -> datetime:
    value = report["published"]
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)


def _article(report: Mapping[str, Any], domains: Mapping[str, str]) -> Article:
    text = "\n\n".join(part.strip() for part in report["text"].strip().split("\n\n"))
    return Article(
        title=report["title"],
        text=text,
        url=_url(report, domains),
        outlet=report["outlet"],
        author=report.get("author", ""),
        language=report["language"],
        section=report.get("section", ""),
        published=_published(report),
        tags=(TAG,),
    )


def sample() -> Iterator[Article]:
    """The reports of the sample wire, oldest first, each tagged `sample`; their addresses end in `.example`."""
    if not _names():
        return
    domains = _domains()
    reports = [report for name in _names() for report in _read(name).get("report", [])]
    yield from sorted((_article(report, domains) for report in reports), key=_order)


def _order(article: Article) -> tuple[datetime, str]:
    if article.published is None:
        raise ValueError(f"{article.url} has no date")
    return article.published, article.url


def sample_truth() -> dict[str, Any]:
    """What is true of the sample: `{"outlets": [...], "events": {id: {...}}}`.

    An event has `title_en`, `title_zh`, `topic`, `trend` (empty where it belongs to none), `facts`, `contradictions`,
    `personal_data` (`report`, `kind`, `value`) and `reports`; a report its `slug`, `url`, `language`, `outlet`,
    `plants`, and where there is one `near_duplicate_of` and `corrects` (slugs).
    """
    if not _names():
        return {"outlets": [], "events": {}}
    events = [_read(name) for name in _names()]
    domains = _domains()
    return {"outlets": _read(_OUTLETS)["outlet"], "events": {event["id"]: _event(event, domains) for event in events}}


def _event(event: Mapping[str, Any], domains: Mapping[str, str]) -> dict[str, Any]:
    return {
        "title_en": event.get("title_en", ""),
        "title_zh": event.get("title_zh", ""),
        "topic": event.get("topic", ""),
        "trend": event.get("trend", ""),
        "facts": dict(event.get("facts", {})),
        "contradictions": [dict(row) for row in event.get("contradiction", [])],
        "personal_data": [dict(row) for row in event.get("personal_data", [])],
        "reports": [_truth(report, domains) for report in event.get("report", [])],
    }


def _truth(report: Mapping[str, Any], domains: Mapping[str, str]) -> dict[str, Any]:
    kept = ("slug", "language", "outlet", "near_duplicate_of", "corrects")
    known = {name: report[name] for name in kept if report.get(name)}
    return {**known, "url": _url(report, domains), "plants": list(report.get("plants", []))}
