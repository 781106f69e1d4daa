"""The whole of what is served: the API, the OpenAI protocol, the feeds, the health checks and the pages."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit

import anyio.to_thread
from fastapi import FastAPI
from threadpoolctl import threadpool_limits

from broadsheet import __version__
from broadsheet.app import Newsroom
from broadsheet.core import Plugins, StoreError
from broadsheet.serve.api import problems, unrouted
from broadsheet.serve.api.context import Context
from broadsheet.serve.guard import Guard
from broadsheet.serve.jobs import Clock, Works, Writings, collect
from broadsheet.serve.jobs.ranking import learn_when_due
from broadsheet.serve.once import Once
from broadsheet.serve.openai import mount as mount_openai
from broadsheet.serve.page_lane import PageLane
from broadsheet.serve.web import mount

NOUNS = Plugins("broadsheet.serve.api.nouns", "API noun")
THREADS = 80  # an open stream holds one; FastAPI's own pool of 40 would let forty idle readers stop the desk
COUNTING_SECONDS = 5.0  # between two counts of headline tests: a decided one is off the pages as soon


def application(room: Newsroom, *, clock: bool = False, follows: bool = False) -> FastAPI:
    """The application that serves `room`; with `clock` followed sources are polled while it runs.

    With either, what is new in the store is brought in the background, also what other processes keep there.
    """
    context = Context(room, Works(), Writings())

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
        ticking = Clock(lambda: _collect_due(context)) if clock else None
        counting = Clock(lambda: _count_headlines(room), every=COUNTING_SECONDS) if clock else None
        for each in (ticking, counting):
            if each:
                each.start()
        if clock or follows:
            threadpool_limits(1, user_api="blas")  # pages are made side by side: threads within one are in its way
            room.recommender.follow()
        yield
        for each in (ticking, counting):
            if each:
                await anyio.to_thread.run_sync(each.stop)

    app = FastAPI(
        title="Broadsheet",
        summary="An AI newsroom for Chinese and English media",
        version=__version__,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        responses=problems.TOLD,
        lifespan=lifespan,
    )
    app.state.context = context
    for name in NOUNS.names():
        app.include_router(NOUNS.load(name).router)
    problems.install(app)
    unrouted.install(app)
    host = urlsplit(room.settings.site).hostname
    app.add_middleware(PageLane, room=room)
    app.add_middleware(Once, store=room.store)
    app.add_middleware(Guard, hosts=frozenset({host}) if host else frozenset(), sites=room.settings.sites)
    mount_openai(app, context)
    mount(app, room)
    return app


def _collect_due(context: Context) -> None:
    if context.room.store.sources.due(context.room.now()):
        context.works.start("collect", collect(context.room, context.room.poll))
    learn_when_due(context.room, context.works)


def _count_headlines(room: Newsroom) -> None:
    with suppress(StoreError):  # another process writes, or the disk is full: the next count takes up from the same act
        room.count_headlines()
