"""`/search`: find reports in both languages, by words and by meaning, within bounds."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime, time, timedelta

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from broadsheet import nlp
from broadsheet.core import InvalidInputError
from broadsheet.search import Filters, Found
from broadsheet.serve.web._frame.gathered import gathered
from broadsheet.serve.web._frame.site import Here, Site, language_of

routes = APIRouter()

SHOWN = 30
FIELDS = tuple(f.name for f in fields(Filters))
FEELINGS = ("positive", "neutral", "negative")
_NOTHING = Found()


@routes.get("/search")
def search_archive(request: Request, site: Here, q: str = "") -> HTMLResponse:
    """The hits for `q`, with how many of what was looked at fit each narrower choice."""
    asked = {name: request.query_params.get(name, "").strip() for name in FIELDS}
    found = site.room.find(q, n=SHOWN, filters=filters_of(asked)) if q.strip() else _NOTHING
    articles = site.room.leads([h.article for h in found.hits])
    hits = [(hit, articles[hit.article]) for hit in found.hits if hit.article in articles]
    return site.page(
        request,
        "search.html",
        q=q.strip(),
        asked=asked,
        found=found,
        hits=gathered(hits, stories=site.room.store.stories.of_articles(articles)),
        n=len(hits),
        choices=_choices(site, found, language_of(request)),
    )


def filters_of(asked: Mapping[str, str]) -> Filters:
    """The filters in the fields of the form, days whole; raises `InvalidInputError` for what is no day."""
    exact = {name: asked[name] for name in FIELDS if name not in ("since", "until")}
    return Filters(since=_day(asked["since"]), until=_day(asked["until"], plus=timedelta(days=1)), **exact)


def _choices(site: Site, found: Found, language: str) -> dict[str, list[tuple[str, str, int]]]:
    """For each filter with a list: value, label, and how many of the candidates it would leave (0: nobody asked)."""
    counts: Mapping[str, Mapping[str, int]] = site.room.facets(found.candidates)
    outlets = {outlet.casefold(): outlet for outlet in _outlets(site)}
    there = counts.get("outlet", dict.fromkeys(outlets, 0))
    topics = [(t.id, nlp.topic_label(t.id, language)) for t in nlp.topics() if t.level == 1]
    return {
        "outlet": [
            (outlets.get(o, o), outlets.get(o, o), n) for o, n in sorted(there.items(), key=lambda i: (-i[1], i[0]))
        ],
        "topic": [(id, label, counts.get("topic", {}).get(id, 0)) for id, label in topics],
        "language": [(tag, "", counts.get("language", {}).get(tag, 0)) for tag in ("zh", "en")],
        "sentiment": [(name, "", counts.get("sentiment", {}).get(name, 0)) for name in FEELINGS],
    }


def _outlets(site: Site) -> list[str]:
    """The outlets of the newest reports: the choice is a convenience, any outlet can be asked for in the address."""
    return sorted({a.value.outlet for a in site.room.articles(limit=200) if a.value.outlet})


def _day(text: str, *, plus: timedelta = timedelta()) -> datetime | None:
    if not text:
        return None
    try:
        return datetime.combine(datetime.fromisoformat(text), time(), UTC) + plus
    except (ValueError, OverflowError):
        raise InvalidInputError("a day is written 2026-06-09", asked="since, until", found=text) from None
