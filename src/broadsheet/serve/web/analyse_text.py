"""`/analyse`: any text, read: names, figures, days, quotations, subjects, feeling. Nothing of it is kept."""

from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse

from broadsheet.core import Article, InvalidInputError
from broadsheet.serve.web._frame.analysis import analysis_values
from broadsheet.serve.web._frame.site import Here, language_of

routes = APIRouter()

LONGEST = 200_000  # characters: a long report has 20,000


@routes.get("/analyse")
def ask_text(request: Request, site: Here) -> HTMLResponse:
    """The form, empty."""
    return site.page(request, "analyse.html", article=None, day_of="")


@routes.post("/analyse")
def analyse_text(
    request: Request,
    site: Here,
    text: Annotated[str, Form(max_length=LONGEST)] = "",
    title: Annotated[str, Form(max_length=2000)] = "",
    published: Annotated[str, Form(max_length=40)] = "",
) -> HTMLResponse:
    """The text with its marks and all that was read off it; raises `InvalidInputError` when there is none."""
    body = text.replace("\r\n", "\n").strip()
    article = Article(title=title.strip(), text=body, published=_day(published))
    notes = site.room.analyse(body, title=article.title, published=article.published)
    article = replace(article, language=str(notes.get("language") or ""), annotations=notes)
    values = analysis_values(article, language_of(request))
    return site.page(request, "analyse.html", article=article, day_of=published, **values)


def _day(text: str) -> datetime | None:
    if not text.strip():
        return None
    try:
        return datetime.combine(datetime.fromisoformat(text.strip()), time(12), UTC)
    except ValueError:
        raise InvalidInputError("a day is written 2026-06-09", asked="published", found=text) from None
