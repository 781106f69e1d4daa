"""`/headlines`: the tests of headlines; `/headlines/{id}`: one, live; and the panel that starts one from an article."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from broadsheet.app.headline_sheets import odds_sheet, rates_sheet
from broadsheet.core import BroadsheetError, InvalidInputError
from broadsheet.serve.web._frame.charts import drawn
from broadsheet.serve.web._frame.site import Here, Site, back_to, editor_of, is_fragment, keep, language_of, lines

routes = APIRouter()

SHOWN = 40
WRITTEN = 4  # headlines written where the editor asks for some


@routes.get("/headlines")
def list_headline_tests(request: Request, site: Here) -> HTMLResponse:
    """The tests that run, with how they stand, and those that ended."""
    site.room.count_headlines()
    found = site.room.headline_tests(limit=SHOWN)
    running = [test for test in found if test.value.state == "running"]
    ended = [test for test in found if test.value.state != "running"]
    looks = {test.id: site.room.headline_looks(test.id)[-1] for test in running}
    return site.page(request, "headlines.html", running=running, ended=ended, looks=looks)


@routes.get("/headlines/{id:int}")
def show_headline_test(request: Request, site: Here, id: int) -> HTMLResponse:
    """One test: its odds look by look, the rates, what was refused, and how to end or undo it."""
    return _shown(request, site, id)


@routes.post("/headlines")
def start_headline_test(
    request: Request,
    site: Here,
    article: Annotated[int, Form()],
    titles: Annotated[str, Form(max_length=4000)] = "",
    by: Annotated[str, Form(max_length=80)] = "",
    write: Annotated[str, Form()] = "",
    unit: Annotated[str, Form()] = "reader",
) -> Response:
    """Start a test on an article; what keeps it from starting is said where it was asked for."""
    given = [line for line in lines(titles).split("\n") if line.strip()]
    if unit not in ("reader", "page"):
        raise InvalidInputError("a test goes by reader or by page", asked=unit)
    try:
        test = site.room.start_headlines(article, given, by=by, write=WRITTEN if write else 0, unit=unit)
    except BroadsheetError as error:
        told = {**panel(site, article), "problem": error, "given": titles, "by": by}
        return site.page(request, "headline_start.html", status=error.http_status, id=article, **told)
    response = back_to(f"/headlines/{test.id}")
    keep(response, {"editor": by.strip()})
    return response


@routes.get("/headlines/new")
def ask_for_headlines(request: Request, site: Here, article: int) -> HTMLResponse:
    """The form that starts a test on an article."""
    return site.page(request, "headline_start.html", id=article, **panel(site, article))


@routes.post("/headlines/{id:int}/stop")
def stop_headline_test(
    site: Here,
    id: int,
    by: Annotated[str, Form(max_length=80)] = "",
    winner: Annotated[int, Form()] = 0,
) -> Response:
    """End a test by hand; the article keeps its own headline or gets the chosen one."""
    site.room.stop_headlines(id, by=by, winner=winner or None)
    return back_to(f"/headlines/{id}")


@routes.post("/headlines/{id:int}/show")
def choose_headline(
    site: Here, id: int, by: Annotated[str, Form(max_length=80)] = "", variant: Annotated[int, Form()] = 0
) -> Response:
    """Show another variant of an ended test, or the article's own again."""
    site.room.show_headline(id, variant, by=by)
    return back_to(f"/headlines/{id}")


def panel(site: Site, article: int) -> dict[str, Any]:
    """What the form of an article shows: its own headline and the test that runs on it, if one does."""
    stored = site.room.article(article)
    running = site.room.headline_tests(state="running", article=article, limit=1)
    return {"article": stored.value, "running": running, "problem": None, "given": "", "by": ""}


def _shown(request: Request, site: Site, id: int) -> HTMLResponse:
    site.room.count_headlines()
    test, looks, language = site.room.headline_test(id), site.room.headline_looks(id), language_of(request)
    last = looks[-1] if looks else None
    sheets = {
        "headline_odds": (odds_sheet(test.value, looks, language=language), "time_line"),
        "headline_rates": (rates_sheet(test.value, last, language=language), "bars"),
    }
    figures = {
        name: drawn(name, sheet, chart=chart, links={"csv": f"/headlines/{id}/{name}.csv"})
        for name, (sheet, chart) in sheets.items()
    }
    return site.page(
        request,
        "parts/headline_test.html" if is_fragment(request) else "headline_test.html",
        test=test,
        last=last,
        figures=figures,
        article=site.room.article(test.value.article),
        by=editor_of(request),
        quiet=bool(last and sum(t.clicks for t in last.tallies) == 0 and sum(t.exposures for t in last.tallies) == 0),
    )


@routes.get("/headlines/{id:int}/{name}.csv")
def save_headline_figure(request: Request, site: Here, id: int, name: str) -> Response:
    """The numbers of a chart of a test."""
    from broadsheet.media import csv_of

    test, looks, language = site.room.headline_test(id), site.room.headline_looks(id), language_of(request)
    if name not in ("headline_odds", "headline_rates"):
        raise InvalidInputError("a headline test has no such chart", asked=name)
    is_odds = name == "headline_odds"
    sheet = (
        odds_sheet(test.value, looks, language=language)
        if is_odds
        else rates_sheet(test.value, looks[-1] if looks else None, language=language)
    )
    return Response(csv_of(sheet), media_type="text/csv; charset=utf-8")
