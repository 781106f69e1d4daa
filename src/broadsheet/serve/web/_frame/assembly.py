"""The pages put together: every screen in the folder, the static files, the error pages."""

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from broadsheet.app import Newsroom
from broadsheet.core import Plugins
from broadsheet.serve.jobs import Works, Writings
from broadsheet.serve.web._frame.failures import install
from broadsheet.serve.web._frame.site import Site, templates

SCREENS = Plugins("broadsheet.serve.web", "screen")


def assemble(room: Newsroom, *, works: Works, writings: Writings) -> FastAPI:
    """The pages of `room` as an application that can be mounted; the guard is the application's round it."""
    web = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    site = Site(room, templates(), works, writings)
    web.state.site = site
    for name in SCREENS.names():
        web.include_router(SCREENS.load(name).routes)
    web.mount("/static", StaticFiles(packages=[("broadsheet.serve.web", "static")]), name="static")
    install(web, site)
    return web
