"""Parts of a story's page, asked for once it is there: alone for HTMX, and a page with a way back without scripts."""

from collections.abc import Sequence
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from broadsheet.serve.web._frame.site import Site, is_fragment


def page_part(
    request: Request, site: Site, *, part: str, heading: str, id: int, titles: Sequence[tuple[str, str]], **values: Any
) -> HTMLResponse:
    """The template `part` of story `id`; as a page it has the words `heading` above it and leads back to the story."""
    template = part if is_fragment(request) else "story_part.html"
    return site.page(request, template, part=part, heading=heading, id=id, titles=titles, **values)
