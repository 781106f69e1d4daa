"""`/readers/{name}/welcome`: what a new reader cares about, in a minute or not at all."""

from collections.abc import Iterable
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from broadsheet.serve.web._frame.lists import parted
from broadsheet.serve.web._frame.site import Here, Site, back_to, language_of
from broadsheet.serve.web._frame.topics import top_topics
from broadsheet.serve.web._frame.words import language_of as tongue

routes = APIRouter()
NAMES = 24  # of those most in the news: two lines of a screen
_STORIES = 60
_LONGEST = 30  # characters of a name that is to stand on a chip


@routes.get("/readers/{name}/welcome")
def welcome(request: Request, site: Here, name: str) -> HTMLResponse:
    """Subjects, names in the news, languages, places."""
    language, reader = language_of(request), site.room.reader(name)
    names = _names(site, language)
    followed = {topic.casefold() for topic in reader.topics}
    topics = top_topics(request)
    known = {id.casefold() for id, _ in topics} | {n.casefold() for n in names}
    own = [topic for topic in reader.topics if topic.casefold() not in known]
    return site.page(
        request,
        "welcome.html",
        reader=reader,
        topics=topics,
        names=names,
        followed=followed,
        own_topics=(", " if language == "en" else "、").join(own),
    )


@routes.post("/readers/{name}/welcome")
def choose(  # the fields of the form
    site: Here,
    name: str,
    topic: Annotated[list[str] | None, Form()] = None,
    own: Annotated[str, Form(max_length=4000)] = "",
    language: Annotated[list[str] | None, Form()] = None,
    places: Annotated[str, Form(max_length=2000)] = "",
    personalised: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Follow just what was chosen, and open the page."""
    wanted = dict.fromkeys([*(topic or ()), *parted(own)])
    for gone in site.room.reader(name).topics:
        if gone not in wanted:
            site.room.unfollow_topic(name, gone)
    for new in wanted:
        site.room.follow(name, new)
    site.room.set_languages(name, language or ())
    site.room.set_places(name, parted(places))
    site.room.personalise(name, "on" if personalised else "off")
    return back_to(f"/readers/{quote(name)}")


def _names(site: Site, language: str) -> list[str]:
    """Who and what the biggest stories of the desk name, as this language writes them where it does."""
    said: Iterable[str] = [name for s in site.room.store.stories.list(limit=_STORIES) for name in s.value.entities]
    short = [name for name in dict.fromkeys(said) if 1 < len(name) <= _LONGEST]
    return ([n for n in short if tongue(n) == language] or short)[:NAMES]
