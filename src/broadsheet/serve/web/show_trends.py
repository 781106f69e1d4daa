"""`/trends`: what rises, and the charts; `/trends/about`: one subject; `/trends/figures/...`: a chart as a fragment."""

from dataclasses import asdict
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from broadsheet.app import Newsroom
from broadsheet.app.asked import Asked
from broadsheet.core import BroadsheetError
from broadsheet.serve.web._frame.charts import short_day, shown, spark
from broadsheet.serve.web._frame.site import Here, Site, is_fragment, language_of
from broadsheet.serve.windows import Picked
from broadsheet.trends import Trend, View

routes = APIRouter()

KINDS = ("terms", "entities", "topics", "stories")
RISING_SHOWN = 15
EXAMPLES_SHOWN = 12
STORIES_SHOWN = 6
# What makes a window, of all that is picked.
_WINDOW = frozenset({"since", "until", "by", "zone"})


Limits = Annotated[Picked, Depends()]
Text = Annotated[str, Query(max_length=300)]


@routes.get("/trends")
def show_trends(
    request: Request,
    site: Here,
    limits: Limits,
    kind: str = "terms",
    compare_since: Text = "",
    compare_until: Text = "",
) -> HTMLResponse:
    """What rises now, and where the charts come; an impossible window is said so, over the usual one."""
    kind = kind if kind in KINDS else KINDS[0]
    view, problem = _view(site, limits)
    rising = _rows(site.room, site.room.rising(RISING_SHOWN, kind=kind, view=view), language=language_of(request))
    return site.page(
        request,
        "parts/rising.html" if is_fragment(request) else "trends.html",
        kind=kind,
        short_day=partial(short_day, language=language_of(request)),
        kinds=KINDS,
        view=view,
        problem=problem,
        rising=rising,
        limits=limits,
        query=_query(limits, problem),
        compared={"compare_since": compare_since, "compare_until": compare_until},
        anomalies=site.room.anomalies(view=view),
        silences=site.room.silences(view=view),
    )


@routes.get("/trends/about")
def show_subject(request: Request, site: Here, limits: Limits, subject: Text = "", kind: str = "terms") -> HTMLResponse:
    """One subject: its time line and sentiment, outlets and places, bursts, newest articles and stories."""
    kind = kind if kind in KINDS else KINDS[0]
    view, problem = _view(site, limits)
    room = site.room
    articles = room.store.articles.get_many(room.examples(subject, kind=kind, view=view, n=EXAMPLES_SHOWN))
    stories = dict.fromkeys(room.store.stories.of_article(article.id) for article in articles)
    found = [room.store.stories.get(id) for id in stories if id is not None]
    return site.page(
        request,
        "trend.html",
        kind=kind,
        subject=subject,
        name=room.called(subject, kind=kind, language=language_of(request)),
        entity=room.entity_of(subject) if kind == "entities" else None,
        view=view,
        problem=problem,
        limits=limits,
        query=_query(limits, problem),
        articles=articles,
        stories=sorted(found, key=lambda story: -len(story.value.articles))[:STORIES_SHOWN],
    )


@routes.get("/trends/figures/{name}")
def show_figure(
    request: Request,
    site: Here,
    limits: Limits,
    name: str,
    kind: str = "topics",
    subject: Text = "",
    compare_since: Text = "",
    compare_until: Text = "",
) -> HTMLResponse:
    """A chart with its numbers and its files: a fragment."""
    view, then = limits.view(site.room), None
    periods = {"compare_since": compare_since, "compare_until": compare_until}
    if any(periods.values()):
        then = Picked(compare_since, compare_until, zone=limits.zone).view(site.room)
    asked = Asked(view, kind=kind, subject=subject, then=then, language=language_of(request))
    query = {**_query(limits), "kind": kind, "subject": subject, **periods}
    return site.page(request, "parts/figure.html", figure=shown(site.room, name, asked, query=query))


def _view(site: Site, limits: Picked) -> tuple[View, BroadsheetError | None]:
    """The window asked for, or the usual one and what is wrong with the asked one."""
    try:
        return limits.view(site.room), None
    except BroadsheetError as error:
        return site.room.view(), error


def _query(limits: Picked, problem: BroadsheetError | None = None) -> dict[str, str]:
    """What the charts are asked for: what was picked, without the window where that can't be."""
    left_out = _WINDOW if problem else frozenset()
    return {name: value for name, value in asdict(limits).items() if value and name not in left_out}


def _rows(room: Newsroom, rising: list[Trend], *, language: str) -> list[tuple[Trend, str, str, Markup]]:
    """(trend, its name, what its page is asked for, its line) of each."""
    rows = []
    for trend in rising:
        name = room.called(trend.term, kind=trend.kind, language=language)
        asked = f"{trend.type}:{trend.term}" if trend.type else trend.term
        rows.append((trend, name, asked, spark(trend.counts, title=name, language=language)))
    return rows
