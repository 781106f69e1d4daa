"""`/`: the desk. What is happening, what came in, what waits for a decision."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from broadsheet.serve.web._frame.cards import story_cards
from broadsheet.serve.web._frame.models import model_values
from broadsheet.serve.web._frame.site import Here, language_of

routes = APIRouter()

# One lead and three rows of three: what an editor takes in without scrolling twice.
STORIES_A_PAGE = 19
LATEST_SHOWN = 10
RISING_SHOWN = 12


@routes.get("/")
def show_desk(request: Request, site: Here, page: int = 1) -> HTMLResponse:
    """The stories in rank order, with the rail beside them."""
    room = site.room
    page = max(page, 1)
    stories = room.stories(limit=STORIES_A_PAGE + 1, offset=(page - 1) * STORIES_A_PAGE)
    shown = stories[:STORIES_A_PAGE]
    wanted = {id for story in shown for id in story.value.articles}
    articles = {article.id: article for article in room.store.articles.get_many(sorted(wanted))}
    cards = story_cards(shown, articles, language=language_of(request), edition=room.edition())
    return site.page(
        request,
        "desk.html",
        cards=cards,
        bare=not cards and page == 1,
        page=page,
        more=len(stories) > len(shown),
        latest=room.articles(limit=LATEST_SHOWN),
        waiting=[*room.drafts(state="review", limit=6), *room.drafts(state="draft", limit=6)],
        rising=room.rising(RISING_SHOWN),
        reports=room.store.articles.count(),
        **model_values(site, request),
        work=site.works.get("collect"),
    )


@routes.get("/work")
def show_work(request: Request, site: Here, bare: str = "") -> HTMLResponse:
    """How far the collecting is: a fragment that asks for itself again while there is work.

    On a `bare` desk, where there is nothing to lose, the end of the work brings the whole page anew.
    """
    work = site.works.get("collect")
    shown = site.page(request, "parts/work.html", work=work, bare=bool(bare))
    if bare and (work is None or work.state != "running"):
        shown.headers["hx-refresh"] = "true"
    return shown
