"""`/search`: find reports in both languages, by words and by meaning, within bounds."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from broadsheet import nlp
from broadsheet.core import InvalidInputError
from broadsheet.search import Filters
from broadsheet.serve.web._frame.site import Here, Site, language_of

routes = APIRouter()

SHOWN = 30
_FIELDS = ("language", "outlet", "topic", "since", "until")


@routes.get("/search")
def search_archive(request: Request, site: Here, q: str = "") -> HTMLResponse:
    """The hits for `q`; without words, the newest reports within the bounds."""
    asked = {name: request.query_params.get(name, "").strip() for name in _FIELDS}
    hits = _hits(site, q.strip(), asked) if q.strip() else []
    language = language_of(request)
    return site.page(
        request,
        "search.html",
        q=q.strip(),
        asked=asked,
        hits=hits,
        outlets=_outlets(site),
        topics=[(t.id, nlp.topic_label(t.id, language)) for t in nlp.topics() if t.level == 1],
    )


def _hits(site: Site, q: str, asked: dict[str, str]) -> list[dict[str, Any]]:
    filters = Filters(
        since=_day(asked["since"]),
        until=_day(asked["until"], plus=timedelta(days=1)),
        outlet=asked["outlet"],
        language=asked["language"],
        topic=asked["topic"],
    )
    hits = site.room.search(q, n=SHOWN, filters=filters)
    articles = {a.id: a.value for a in site.room.store.articles.get_many([h.article for h in hits])}
    return [{"hit": hit, "article": articles[hit.article]} for hit in hits if hit.article in articles]


def _outlets(site: Site) -> list[str]:
    """The outlets of the newest reports: the choice is a convenience, any outlet can be asked for in the address."""
    return sorted({a.value.outlet for a in site.room.articles(limit=200) if a.value.outlet})


def _day(text: str, *, plus: timedelta = timedelta()) -> datetime | None:
    if not text:
        return None
    try:
        return datetime.combine(datetime.fromisoformat(text), time(), UTC) + plus
    except ValueError:
        raise InvalidInputError("a day is written 2026-06-09", asked="since, until", found=text) from None
