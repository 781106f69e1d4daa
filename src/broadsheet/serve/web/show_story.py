"""`/stories/{id}`: one event as everyone tells it: what each added, who differs, who copied whom, side by side."""

from collections import Counter
from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from broadsheet import nlp
from broadsheet.core import Article, Stored
from broadsheet.serve.web._frame.cards import ticks, titles
from broadsheet.serve.web._frame.differences import shown_differences
from broadsheet.serve.web._frame.followed import shown_copies, shown_developments
from broadsheet.serve.web._frame.parts import page_part
from broadsheet.serve.web._frame.readings import entity_counts
from broadsheet.serve.web._frame.site import Here, editor_of, language_of
from broadsheet.serve.web.follow_story import followed

routes = APIRouter()

ENTITIES_SHOWN = 14
DESK = "desk"  # who looks where nobody has signed: one desk, one memory


@routes.get("/stories/{id:int}")
def show_story(request: Request, site: Here, id: int, show: str = "") -> HTMLResponse:
    """All reports of a story, what each added, in columns by outlet; `show` keeps one language."""
    room = site.room
    view = room.story(id)
    language = language_of(request)
    looker = editor_of(request) or DESK
    news = room.news(id, reader=looker)
    room.look(id, looker)
    shown = [a for a in view.articles if not show or a.value.language == show]
    return site.page(
        request,
        "story.html",
        view=view,
        titles=titles(view.story, language),
        columns=_columns(shown, language),
        show=show,
        languages=Counter(a.value.language for a in view.articles),
        ticks=ticks([a.value.published for a in view.articles if a.value.published]),
        entities=entity_counts([a.value for a in view.articles])[:ENTITIES_SHOWN],
        topics=[nlp.tag_label(topic, language) for topic in view.story.topics],
        news=news if news.since else None,
        fresh=shown_developments(news.reports) if news.since else [],
        timeline=shown_developments(room.developments(id)),
        copies=shown_copies(view),
        is_followed=bool(followed(site, id)),
    )


@routes.get("/stories/{id:int}/differences")
def show_differences(request: Request, site: Here, id: int) -> HTMLResponse:
    """Where the reports give different figures for one thing: part of a page, asked for once that is there."""
    found = shown_differences(site.room.differences(id))
    view = site.room.story(id)
    return page_part(
        request,
        site,
        part="parts/differences.html",
        heading="story.differences",
        id=id,
        titles=titles(view.story, language_of(request)),
        differences=found,
        compared=len(view.articles),
    )


def _columns(reports: Sequence[Stored[Article]], language: str) -> list[tuple[str, list[Stored[Article]]]]:
    """The reports gathered by outlet: those with a report in the page's language first, then by who was first."""
    by_outlet: dict[str, list[Stored[Article]]] = {}
    for report in reports:
        by_outlet.setdefault(report.value.outlet, []).append(report)
    return sorted(by_outlet.items(), key=lambda pair: all(a.value.language != language for a in pair[1]))
