"""A reader's own feed, at an address only they know."""

import hashlib
from typing import Annotated

from fastapi import APIRouter, Header, Query, Response
from fastapi.responses import JSONResponse

from broadsheet.core import NotFoundError
from broadsheet.serve.api.context import Here, answer

router = APIRouter()
_FORMATS = {"xml": "rss", "rss": "rss", "atom": "atom", "json": "json"}
_HEADERS = {"cache-control": "private, max-age=300", "x-robots-tag": "noindex, nofollow"}


@router.get("/feeds/readers/{file}", tags=["feeds"])
def get_reader_feed(here: Here, file: str, if_none_match: Annotated[str, Header()] = "") -> Response:
    """A reader's page as a feed: `KEY.xml` (RSS 2.0), `KEY.atom`, `KEY.json`; 304 while it is the one already had."""
    key, _, ending = file.rpartition(".")
    if ending not in _FORMATS:
        raise NotFoundError("there is no feed at this address", asked=ending, choices=sorted(_FORMATS))
    body, media_type = here.room.reader_feed(key, _FORMATS[ending])
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {**_HEADERS, "etag": tag}
    if tag in (known.strip().removeprefix("W/") for known in if_none_match.split(",")):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)


@router.post("/api/v1/readers/{name}/feed", tags=["readers"])
def open_feed(here: Here, name: str, new: Annotated[str, Query(pattern="^(|yes)$")] = "") -> JSONResponse:
    """The addresses of a reader's own feed, made when first asked for; `new=yes` shuts the old ones."""
    key = here.room.feed_key(name, new=bool(new))
    return answer({format: here.room.feed_url(key, format) for format in ("rss", "atom", "json")})


@router.delete("/api/v1/readers/{name}/feed", status_code=204, tags=["readers"])
def close_feed(here: Here, name: str) -> None:
    """Shut a reader's feed: its address leads nowhere."""
    here.room.close_feed(name)
