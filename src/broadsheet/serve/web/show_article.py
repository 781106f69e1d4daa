"""`/articles/{id}`: one report and all that was read off it."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from broadsheet.serve.web._frame.articles import article_values
from broadsheet.serve.web._frame.site import Here

routes = APIRouter()


@routes.get("/articles/{id:int}")
def show_article(request: Request, site: Here, id: int) -> HTMLResponse:
    """The report with its analysis."""
    return site.page(request, "article.html", reader=None, **article_values(site, request, id))
