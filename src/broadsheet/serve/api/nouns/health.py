"""Is it up, is it ready, and numbers for Prometheus."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse, PlainTextResponse

from broadsheet.serve.api.context import Here, answer

router = APIRouter(tags=["health"])


@router.get("/healthz")
def healthz() -> JSONResponse:
    """It answers."""
    return answer({"status": "ok"})


@router.get("/readyz")
def readyz(here: Here) -> JSONResponse:
    """The database answers; which model writes."""
    return answer({"status": "ready", "articles": here.room.store.articles.count(), "model": here.room.model_name()})


@router.get("/metrics")
def metrics(here: Here) -> PlainTextResponse:
    """Gauges in the Prometheus text format 0.0.4."""
    room = here.room
    gauges = {
        "broadsheet_articles": ("Articles kept.", room.store.articles.count()),
        "broadsheet_sources": ("Sources followed.", len(room.sources())),
        "broadsheet_sources_failing": (
            "Followed sources whose last poll failed.",
            sum(bool(room.source_state(s.id).failures) for s in room.sources()),
        ),
        "broadsheet_drafts_in_review": (
            "Drafts that wait for a person.",
            len(room.drafts(state="review", limit=10_000)),
        ),
        "broadsheet_model_ready": ("1 when a language model writes.", int(room.model_name() != "none")),
    }
    lines = [f"# HELP {n} {h}\n# TYPE {n} gauge\n{n} {v}" for n, (h, v) in gauges.items()]
    return PlainTextResponse("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4")
