"""The endpoints put together: every one in `routes/`, behind the key and the turnstile."""

from fastapi import Depends, FastAPI

from broadsheet.core import Plugins
from broadsheet.serve.api.context import Context
from broadsheet.serve.openai import entry, refusals

ENDPOINTS = Plugins("broadsheet.serve.openai.routes", "endpoint")


def assemble(context: Context) -> FastAPI:
    """`/v1` over the newsroom's models, as an application that can be mounted."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, dependencies=[Depends(entry.check_key)])
    app.state.context = context
    app.state.turnstile = entry.Turnstile(entry.MOST_AT_ONCE)
    for name in ENDPOINTS.names():
        app.include_router(ENDPOINTS.load(name).routes)
    refusals.install(app)
    return app
