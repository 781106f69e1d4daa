"""`/about/{id}`: all that is known of one person, organisation or place, each fact with its sentence."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from broadsheet import knowledge
from broadsheet.serve.web._frame.cards import ticks
from broadsheet.serve.web._frame.network import drawn, mood_line
from broadsheet.serve.web._frame.site import Here, back_to, language_of

routes = APIRouter()

FACTS_SHOWN = 16


@routes.get("/about/{id:int}", response_model=None)
def show_entity(
    request: Request, site: Here, id: int, depth: Annotated[int, Query(ge=1, le=2)] = 1
) -> HTMLResponse | RedirectResponse:
    """The dossier; a spelling's address leads to what it is a spelling of."""
    found = site.room.about(id)
    if found.id != id:
        return back_to(f"/about/{found.id}")
    graph = site.room.neighbourhood(id, depth=depth)
    language = language_of(request)
    return site.page(
        request,
        "entity.html",
        found=found,
        facts=[fact for fact in found.facts if fact.kind != "said_of"][:FACTS_SHOWN],
        sayings=[fact for fact in found.facts if fact.kind == "said_of"][:12],
        network=drawn(graph, knowledge.layout(graph), language=language),
        depth=depth,
        ticks=ticks([moment.at for moment in found.timeline]),
        mood=mood_line(found.moods),
        exports=knowledge.export_formats(),
    )


@routes.get("/about/{id:int}/graph.{format}")
def download_graph(site: Here, id: int, format: str, depth: Annotated[int, Query(ge=1, le=2)] = 1) -> Response:
    """The neighbourhood as a file that graph programs open."""
    made = site.room.export_graph(format, id=id, depth=depth)
    headers = {"content-disposition": f'attachment; filename="about-{id}.{format}"'}
    return Response(made, media_type=knowledge.media_type(format), headers=headers)


@routes.post("/about/{id:int}/rename")
def rename(site: Here, id: int, name: Annotated[str, Form()]) -> RedirectResponse:
    """Call it something else."""
    site.room.rename_entity(id, name)
    return back_to(f"/about/{id}")


@routes.post("/about/{id:int}/merge", response_model=None)
def merge(site: Here, id: int, other: Annotated[str, Form()]) -> RedirectResponse:
    """Say that another entity, by name or id, is the same; a name that means several lists them."""
    site.room.merge_entities(site.room.about(other).id, id)
    return back_to(f"/about/{id}")


@routes.post("/about/{id:int}/split")
def split(site: Here, id: int) -> RedirectResponse:
    """Say that a spelling is another one."""
    site.room.split_entity(id)
    return back_to(f"/about/{id}")
