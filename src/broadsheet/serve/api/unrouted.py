"""What is asked of the API and is not there: a problem document, and not one of the pages, which take all the rest."""

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Match

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
# Under these everything is for programs; what else is asked for is a page.
PLACES = ("/api/{rest:path}", "/feeds/{rest:path}", "/healthz", "/readyz", "/metrics")


def install(app: FastAPI) -> None:
    """Answer 405 for a wrong method and 404 for a wrong path; to be called when all the API's routes are there."""
    known = tuple(app.router.routes)

    def refuse(request: Request) -> None:
        allowed = _allowed(known, request)
        if allowed:
            raise HTTPException(405, f"{request.method} is not for this", {"Allow": ", ".join(allowed)})
        raise HTTPException(404, "there is nothing here; /api/v1/openapi.json lists what there is")

    for place in PLACES:
        app.add_api_route(place, refuse, methods=list(METHODS), include_in_schema=False)


def _allowed(routes: tuple[BaseRoute, ...], request: Request) -> list[str]:
    """The methods this path would take."""
    scopes = {method: {**request.scope, "method": method} for method in METHODS}
    return [m for m, scope in scopes.items() if any(r.matches(scope)[0] is Match.FULL for r in routes)]
