"""Merge and split: the editor's hand on stories, with the likeliest neighbours and why, and what was ruled before."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from broadsheet.serve.web._frame.cards import titles
from broadsheet.serve.web._frame.parts import page_part
from broadsheet.serve.web._frame.site import Here, back_to, editor_of, language_of

routes = APIRouter()

WORTH_ASKING = 0.03  # under this chance a neighbour is only in the way


@routes.get("/stories/{id:int}/neighbours")
def show_neighbours(request: Request, site: Here, id: int) -> HTMLResponse:
    """The stories that may be the same event, the chapters, and the rulings on this one's reports: part of a page."""
    room, language = site.room, language_of(request)
    story = room.story(id).story
    articles = set(story.articles)
    weights, _ = room.judgement()
    return page_part(
        request,
        site,
        part="parts/neighbours.html",
        heading="story.hand",
        titles=titles(story, language),
        id=id,
        neighbours=[
            (near, titles(near.story, language)) for near in room.neighbours(id) if near.likeness.chance >= WORTH_ASKING
        ],
        chapters=[(near, titles(near.story, language)) for near in room.chapters(id)],
        rulings=[r for r in room.rulings() if articles & {*r.value.one, *r.value.two}],
        learnt=weights.learnt,
    )


@routes.post("/stories/{id:int}/merge")
def merge_story(
    request: Request, site: Here, id: int, story: Annotated[int, Form()], note: Annotated[str, Form()] = ""
) -> RedirectResponse:
    """Rule that this story and `story` are one event, and show it."""
    kept = site.room.merge_stories(id, story, by=editor_of(request), note=note.strip())
    return back_to(f"/stories/{kept}")


@routes.post("/stories/{id:int}/split")
def split_story(
    request: Request,
    site: Here,
    id: int,
    article: Annotated[list[int] | None, Form()] = None,
    note: Annotated[str, Form()] = "",
) -> RedirectResponse:
    """Rule that the ticked reports are another event, and show what stays."""
    site.room.split_story(id, article or (), by=editor_of(request), note=note.strip())
    return back_to(f"/stories/{id}")


@routes.post("/stories/{id:int}/undo")
def undo_ruling(site: Here, id: int, ruling: Annotated[int, Form()]) -> RedirectResponse:
    """Take a ruling back, and show the story its reports are in."""
    back = site.room.withdraw_ruling(ruling)
    return back_to(f"/stories/{id if id in back else back[0]}" if back else "/")
