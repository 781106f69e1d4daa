"""`/stories/{id}`: one event as everyone tells it, side by side."""

from collections import Counter
from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from broadsheet.core import Article, Stored
from broadsheet.serve.web._frame.cards import ticks, titles
from broadsheet.serve.web._frame.differences import differences
from broadsheet.serve.web._frame.readings import entity_counts
from broadsheet.serve.web._frame.site import Here, language_of
from broadsheet.serve.web._frame.subjects import subject

routes = APIRouter()

# Every report's figures are compared with every other's: a dozen takes a moment, a hundred would not.
COMPARED = 12
ENTITIES_SHOWN = 14


@routes.get("/stories/{id:int}")
def show_story(request: Request, site: Here, id: int, show: str = "") -> HTMLResponse:
    """All reports of a story in columns by outlet; `show` keeps one language."""
    view = site.room.story(id)
    language = language_of(request)
    shown = [a for a in view.articles if not show or a.value.language == show]
    times = [a.value.published for a in view.articles if a.value.published]
    return site.page(
        request,
        "story.html",
        view=view,
        titles=titles(view.story, language),
        columns=_columns(shown, language),
        show=show,
        languages=Counter(a.value.language for a in view.articles),
        ticks=ticks(times),
        entities=entity_counts([a.value for a in view.articles])[:ENTITIES_SHOWN],
        topics=[subject(topic, language) for topic in view.story.topics],
    )


@routes.get("/stories/{id:int}/differences")
def show_differences(request: Request, site: Here, id: int) -> HTMLResponse:
    """Where the reports give different figures for one thing: a fragment, asked for once the page is there."""
    reports = site.room.story(id).articles[-COMPARED:]
    found = differences(reports, site.room.evidence([f"article:{report.id}" for report in reports]))
    return site.page(request, "parts/differences.html", differences=found, compared=len(reports))


def _columns(reports: Sequence[Stored[Article]], language: str) -> list[tuple[str, list[Stored[Article]]]]:
    """The reports gathered by outlet: those with a report in the page's language first, then by who was first."""
    by_outlet: dict[str, list[Stored[Article]]] = {}
    for report in reports:
        by_outlet.setdefault(report.value.outlet, []).append(report)
    return sorted(by_outlet.items(), key=lambda pair: all(a.value.language != language for a in pair[1]))
