"""`/readers/{name}`: the front page made for one reader, why each item is on it, and what they do about it."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from broadsheet.core import InvalidInputError, Reader
from broadsheet.serve.web._frame.articles import article_values
from broadsheet.serve.web._frame.site import Here, Site, back_to, is_fragment, language_of
from broadsheet.serve.web._frame.topics import named, top_topics

routes = APIRouter()

ITEMS = 24
_ACTS = frozenset({"like", "save", "hide", "less", "finish", "share"})


@routes.get("/readers/{name}")
def read_front_page(request: Request, site: Here, name: str) -> HTMLResponse:
    """The page."""
    return site.page(request, "front.html", **_values(request, site, name))


@routes.get("/readers/{name}/read/{article:int}")
def read_article(request: Request, site: Here, name: str, article: int) -> HTMLResponse:
    """Open an article from the front page: the click is noted once a day, then the article is shown."""
    values = article_values(site, request, article)
    site.room.read(name, article, action="click", key=f"web:{name}:{article}:click:{site.room.now():%Y-%m-%d}")
    return site.page(request, "article.html", reader=site.room.reader(name), **values)


@routes.post("/readers/{name}/acts")
def note_act(
    request: Request,
    site: Here,
    name: str,
    article: Annotated[int, Form()],
    action: Annotated[str, Form()],
    here: Annotated[str, Form()] = "",
) -> Response:
    """Note what the reader made of an article; the answer is the next front page."""
    if action not in _ACTS:
        raise InvalidInputError(f"a reader can't {action!r}", asked=action, do=f"one of {', '.join(sorted(_ACTS))}")
    site.room.read(name, article, action=action)
    if is_fragment(request):
        return site.page(request, "parts/front.html", noted=action, **_values(request, site, name))
    return back_to(here or request.url.path.removesuffix("/acts"))


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


@routes.post("/readers/{name}/settings")
def set_reader(
    request: Request,
    site: Here,
    name: str,
    personalised: Annotated[str, Form()] = "",
    language: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Whether what they did may be used, and which languages they read."""
    reader = site.room.reader(name)
    site.room.put_reader(replace(reader, personalised=bool(personalised), languages=tuple(language or ())))
    return back_to(request.url.path.removesuffix("/settings"))


def _values(request: Request, site: Site, name: str) -> dict[str, Any]:
    reader: Reader = site.room.reader(name)
    front = site.room.front_page(name, n=ITEMS, language=language_of(request))
    articles = {a.id: a.value for a in site.room.store.articles.get_many([item.article for item in front.items])}
    return {
        "reader": reader,
        "items": [(item, articles[item.article]) for item in front.items if item.article in articles],
        "topics": top_topics(request),
        "followed": named(reader.topics, request),
    }
