"""`/queue`: what of the day's wire is most worth checking, taken, dismissed or checked from the keyboard."""

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from broadsheet.app.queue_item import QueueItem
from broadsheet.app.queueing import HOURS, STATES
from broadsheet.serve.web._frame.site import Here, back_to, editor_of, is_fragment, language_of

routes = APIRouter()

SHOWN = 30
REASONS = 4  # reasons shown of each; all of them, with their weights, are behind a fold
WINDOWS = (24, 72, 168)


@routes.get("/queue")
def browse_queue(request: Request, site: Here, hours: int = HOURS, language: str = "", state: str = "") -> HTMLResponse:
    """The queue of the last hours, of one language or both, open and taken or of one state."""
    told = language_of(request)
    found = site.room.queue(hours=hours, language=language, state=state, limit=SHOWN, told=told)
    chosen = {"hours": hours, "language": language, "state": state}
    return site.page(
        request,
        "queue.html",
        items=[shown(item) for item in found],
        chosen=chosen,
        windows=WINDOWS,
        states=STATES,
        address=lambda **other: "/queue?" + urlencode({k: v for k, v in (chosen | other).items() if v}),
    )


@routes.post("/queue/mark")
def mark_sentence(
    request: Request,
    site: Here,
    sentence: Annotated[str, Form()],
    state: Annotated[str, Form()],
    article: Annotated[int | None, Form()] = None,
    here: Annotated[str, Form()] = "/queue",
) -> Response:
    """Take, dismiss or open a sentence again; to a script the answer is empty, as the line goes."""
    site.room.mark(sentence, state, by=editor_of(request), article=article)
    if is_fragment(request):
        return HTMLResponse("")
    return _back(here)


def shown(item: QueueItem) -> dict[str, Any]:
    """What the page shows of an item: its reasons, links and the outlets that say it."""
    source = {"source": f"story:{item.story}"} if item.story is not None else {}
    reasons = [p.message for p in item.parts if p.weight > 0 and p.name != "bias"]
    own = {"article": item.place.article, "claim": item.place.text}
    return {
        "item": item,
        "reasons": reasons[:REASONS],
        "outlets": list(dict.fromkeys(v.outlet for v in item.said_by if v.outlet != item.place.outlet)),
        "check": "/check?" + urlencode({"text": item.place.text, **source}),
        "verdict": "/facts/new?" + urlencode(own),
    }


def _back(here: str) -> RedirectResponse:
    return back_to(here, fallback="/queue")
