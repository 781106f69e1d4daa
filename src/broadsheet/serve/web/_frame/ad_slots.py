"""The advertisements of a page, for its template; a page never waits or fails for want of one."""

import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from fastapi import Request

from broadsheet.core import AdSlot, StoreError
from broadsheet.serve.web._frame.site import Site, language_of

# The places that the front page has, and which of its items stand round each: those decide whether any may.
FRONT = {"front-top": slice(1, 7), "front-middle": slice(7, 17)}


def article_ads(request: Request, site: Site, article: int, *, reader: str = "") -> Mapping[str, AdSlot]:
    """The slot beside an article, by its place on the page."""
    return _filled(request, site, {"article": [article]}, surface="article", reader=reader)


def front_ads(request: Request, site: Site, articles: Sequence[int], *, reader: str) -> Mapping[str, AdSlot]:
    """The slots of a front page, by their places."""
    near = {place: articles[part] for place, part in FRONT.items()}
    return _filled(request, site, near, surface="front", reader=reader)


def _filled(
    request: Request, site: Site, near: Mapping[str, Sequence[int]], *, surface: str, reader: str
) -> Mapping[str, AdSlot]:
    found: dict[str, AdSlot] = {}
    language, page_id = language_of(request), secrets.token_urlsafe(9)
    with suppress(StoreError):  # books that can't be opened now: a page without advertisements is a page
        for place, articles in near.items():
            if articles and len(found) < site.room.settings.ads.most:
                ads = site.room.ads
                page = ads.page_beside(articles, surface=surface, language="" if surface == "article" else language)
                taken = [slot.advertiser_id for slot in found.values()]
                asked = replace(page, page=page_id)
                slots = ads.slots(asked, reader=reader, language=language, taken=taken)
                found |= dict(zip([place], slots, strict=False))
    return found
