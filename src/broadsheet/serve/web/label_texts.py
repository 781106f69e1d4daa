"""`/labels/NAME`: one article after the other is given a label, those first that would teach most."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, Response

from broadsheet.core import Labelled
from broadsheet.serve.web._frame.labelling import asking_values, figures
from broadsheet.serve.web._frame.site import Here, Site, back_to, editor_of, is_fragment

routes = APIRouter()

GIVEN_SHOWN = 12  # of the labels given last


@routes.get("/labels/{name}")
def show_labels(request: Request, site: Here, name: str, article: int = 0, all: str = "") -> HTMLResponse:
    """The next article to label, how training stands, the figures, and the labels given last."""
    given = site.room.store.labels.of(name)
    values = asking_values(site, name, article=article)
    shown = list(reversed(given))[: None if all else GIVEN_SHOWN]
    return site.page(request, "label.html", **values, **figures(site, name), given=_rows(site, shown), total=len(given))


@routes.get("/labels/{name}/next")
def show_next(request: Request, site: Here, name: str, skip: Annotated[list[int] | None, Query()] = None) -> Response:
    """The article after those that are skipped: a fragment, or the page without a script."""
    values = asking_values(site, name, skip=skip or [])
    if is_fragment(request):
        return site.page(request, "parts/labelling.html", **values)
    return site.page(request, "label.html", **values, **figures(site, name), given=[], total=0)


@routes.post("/labels/{name}/label")
def give_label(
    request: Request,
    site: Here,
    name: str,
    label: Annotated[str, Form()] = "",
    other: Annotated[str, Form()] = "",
    article: Annotated[int, Form()] = 0,
    skip: Annotated[list[int] | None, Form()] = None,
) -> Response:
    """Keep the label and ask about the next article; a label that is typed goes before a button's."""
    site.room.label(name, other.strip() or label, article=article, by=editor_of(request))
    if is_fragment(request):
        return site.page(request, "parts/labelling.html", **asking_values(site, name, skip=skip or []))
    return back_to(f"/labels/{name}")


@routes.post("/labels/{name}/unlabel")
def take_back(
    site: Here, name: str, article: Annotated[int, Form()] = 0, text: Annotated[str, Form()] = ""
) -> Response:
    """Take a label back."""
    site.room.unlabel(name, article=article or None, text=text)
    return back_to(f"/labels/{name}#given")


def _rows(site: Site, given: list[Labelled]) -> list[tuple[Labelled, str]]:
    """The labels with what they were given to."""
    ids = [one.article for one in given if one.article is not None]
    titles = {stored.id: stored.value.title for stored in site.room.store.articles.get_many(ids)}
    return [(one, one.text if one.article is None else titles.get(one.article, "")) for one in given]
