"""`/readers/{name}`: the front page made for one reader, why each item is on it, and what they do about it."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from broadsheet.core import Context, InvalidInputError
from broadsheet.serve.web._frame.ad_slots import article_ads, front_ads
from broadsheet.serve.web._frame.articles import article_values
from broadsheet.serve.web._frame.front import laid_out
from broadsheet.serve.web._frame.site import Here, Site, back_to, is_fragment, language_of
from broadsheet.serve.web._frame.topics import named, top_topics

routes = APIRouter()

ITEMS = 30
_ACTS = frozenset({"like", "save", "hide", "less", "finish", "share"})
_LESS_OF = ("story", "topic", "outlet")
# Coming back within half an hour is the same visit: what was new at its start still is.
_VISIT = timedelta(minutes=30)
_MOST_VIEWS = 200  # items one beacon may report


@dataclass(frozen=True, slots=True)
class Noted:
    """What was just noted, and what takes it back: the act's key and the tags that count for less by it."""

    act: str
    title: str
    article: int
    key: str = ""
    tags: tuple[str, ...] = ()


@routes.get("/readers/{name}")
def read_front_page(request: Request, site: Here, name: str) -> HTMLResponse:
    """The page."""
    since, kept = _visit(request, site.room.now())
    answer = site.page(request, "front.html", noted=None, **_values(request, site, name, since=since))
    path = quote(request.url.path)
    answer.set_cookie("visit", kept, max_age=90 * 24 * 3600, path=path, httponly=True, samesite="lax")
    return answer


@routes.get("/readers/{name}/read/{article:int}")
def read_article(
    request: Request, site: Here, name: str, article: int, page: str = "", position: int = 0
) -> HTMLResponse:
    """Open an article from the front page: the click is noted once a day, then the article is shown."""
    values = article_values(site, request, article, reader=name)
    key = f"web:{name}:{article}:click:{site.room.now():%Y-%m-%d}"
    site.room.read(name, article, key=key, page=page[:200], position=position)
    beside = article_ads(request, site, article, reader=name)
    return site.page(request, "article.html", reader=site.room.reader(name), ads=beside, **values)


@routes.post("/readers/{name}/acts")
def note_act(
    request: Request,
    site: Here,
    name: str,
    article: Annotated[int, Form()],
    action: Annotated[str, Form(max_length=20)],
    page: Annotated[str, Form(max_length=200)] = "",
    position: Annotated[int, Form(ge=0, le=10_000)] = 0,
    here: Annotated[str, Form()] = "",
) -> Response:
    """Note what the reader made of an article; the answer is the next front page, on which it can be taken back."""
    act, _, of = action.partition(":")
    if act not in _ACTS or (of and (act != "less" or of not in _LESS_OF)):
        raise InvalidInputError(f"a reader can't {action!r}", asked=action, do=f"one of {', '.join(sorted(_ACTS))}")
    key, tags = f"web:{uuid.uuid4().hex}", []
    if act == "less":
        tags = site.room.less_of(name, article, of=of or "story", key=key, page=page, position=position)  # type: ignore[arg-type]
    else:
        site.room.read(name, article, action=act, key=key, page=page, position=position)
    noted = Noted(act, site.room.article(article).value.title, article, key, tuple(tags))
    return _next_page(request, site, name, noted=noted, here=here)


@routes.post("/readers/{name}/undo")
def undo_act(
    request: Request,
    site: Here,
    name: str,
    key: Annotated[str, Form(max_length=200)],
    tag: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Take the last act back; the answer is the front page without it."""
    site.room.undo_less(name, key, tags=tag or ())
    return _next_page(request, site, name, noted=Noted("undone", "", 0), here="")


@routes.post("/readers/{name}/views", status_code=204)
def note_views(
    site: Here, name: str, page: Annotated[str, Form(max_length=200)], seen: Annotated[str, Form(max_length=4000)]
) -> None:
    """Note which items came into sight, as the beacon tells: `article:position` each, which counts once a page."""
    for pair in seen.split(",")[:_MOST_VIEWS]:
        article, _, position = pair.partition(":")
        if not (article.isdecimal() and position.isdecimal() and len(pair) < 30):
            raise InvalidInputError("a view is told as article:position", asked=pair[:40])
        key = f"web:{name}:{page}:{article}:view"
        site.room.read(name, int(article), action="view", key=key, page=page, position=int(position))


@routes.post("/readers/{name}/topics")
def follow_topics(
    request: Request, site: Here, name: str, topic: Annotated[list[str] | None, Form()] = None
) -> Response:
    """Follow just the topics given."""
    before, after = set(site.room.reader(name).topics), set(topic or ())
    for gone in sorted(before - after):
        site.room.unfollow_topic(name, gone)
    for new in sorted(after - before):
        site.room.follow(name, new)
    return back_to(request.url.path.removesuffix("/topics"))


def _next_page(request: Request, site: Site, name: str, *, noted: Noted, here: str) -> Response:
    """The page as it is now: a part for HTMX; without scripts the whole, so that an act can be taken back there too."""
    if here:
        return back_to(here)
    since, _ = _visit(request, site.room.now())
    template = "parts/front.html" if is_fragment(request) else "front.html"
    return site.page(request, template, noted=noted, **_values(request, site, name, since=since))


def _visit(request: Request, now: datetime) -> tuple[datetime | None, str]:
    """When the visit before this one was, and the cookie that keeps both: `before|this one`, nothing of it on disk."""
    before, _, last = request.cookies.get("visit", "").partition("|")
    then, at = _moment(before), _moment(last)
    if at is None or at > now:  # no cookie of ours, or a clock that was ahead: the visit begins now
        return None, f"|{now.isoformat()}"
    if now - at < _VISIT:
        return then, f"{then.isoformat() if then else ''}|{at.isoformat()}"
    return at, f"{at.isoformat()}|{now.isoformat()}"


def _moment(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else None


def _values(request: Request, site: Site, name: str, *, since: datetime | None) -> dict[str, Any]:
    reader, language = site.room.reader(name), language_of(request)
    device = "phone" if "mobi" in request.headers.get("user-agent", "").casefold() else "computer"
    context = Context(place=next(iter(reader.places), ""), device=device)
    page = site.room.front_page(name, n=ITEMS, language=language, context=context)
    found = site.room.store.articles.get_many([item.article for item in page.items])
    articles = {a.id: (a.value, a.created) for a in found}
    return {
        "reader": reader,
        "page": page,
        "ads": front_ads(request, site, [item.article for item in page.items], reader=name),
        "front": laid_out(page.items, articles, language=language, since=since),
        "since": since,
        "topics": top_topics(request),
        "followed": named(reader.topics, request),
        "is_new": not (reader.topics or reader.languages or reader.weights) and not site.room.history(name),
    }
