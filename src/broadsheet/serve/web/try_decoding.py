"""`/decoding`: what each decoding setting does to the next token and to whole answers, tried on a prompt."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from broadsheet.core import BroadsheetError
from broadsheet.serve.web._frame.decodings import LONGEST, SETTINGS, Tried, against, settings_of, shown_next
from broadsheet.serve.web._frame.models import chosen_model
from broadsheet.serve.web._frame.site import Here, Site, is_fragment, language_of
from broadsheet.serve.web._frame.strings import LANGUAGES, known, say

routes = APIRouter()

STUB = "stub"
Asked = Annotated[Tried, Depends()]


@routes.get("/decoding")
def try_decoding(request: Request, site: Here, tried: Asked, draft: int | None = None) -> HTMLResponse:
    """The form, filled in for a `draft` with its brief; with a prompt also the next token's chances and the samples."""
    there = _models(site)
    model = tried.model or chosen_model(site, request)
    model = model if model in there else there[0]
    found, problem = None, None
    if tried.prompt.strip():
        try:
            asked = site.room.next_token(tried.prompt, tried.options(), model=model)
            found = shown_next(asked, tried, language=language_of(request))
        except BroadsheetError as error:
            if is_fragment(request):
                raise
            problem = error
    return site.page(
        request,
        "parts/decoded.html" if is_fragment(request) else "decoding.html",
        tried=tried,
        models=there,
        model=model,
        is_alone=there == [STUB],
        settings=SETTINGS,
        found=found,
        problem=problem,
        query=tried.query(model=model),
        example=_brief(site, draft) if draft else say(language_of(request), "decoding.example"),
    )


def _brief(site: Site, id: int) -> str:
    """What draft `id` was asked for, short: its kind and its evidence. Raises `NotFoundError`."""
    draft = site.room.draft(id).value
    evidence = "\n".join(source.text for source in draft.sources)
    language = draft.language if draft.language in LANGUAGES else LANGUAGES[0]
    name = f"kind.{draft.kind}"
    kind = say(language, name).lower() if known(language, name) else draft.kind
    return f"{say(language, 'decoding.brief', kind=kind)}\n{evidence}"[:LONGEST]


@routes.get("/decoding/samples")
def show_samples(request: Request, site: Here, tried: Asked) -> HTMLResponse:
    """The answers side by side, what the greedy one doesn't say marked: a fragment, and a page without HTMX."""
    model = tried.model if tried.model in _models(site) else None
    samples = list(site.room.samples(tried.prompt, tried.options(), model=model, n=tried.n))
    greedy = samples[0].text
    return site.page(
        request,
        "parts/samples.html" if is_fragment(request) else "samples.html",
        samples=[(s, settings_of(s.options), against(s.text, greedy)) for s in samples],
        tried=tried,
        query=tried.query(),
    )


def _models(site: Site) -> list[str]:
    """Those that show their chances: what is on this machine or was trained here, and the stub, which needs nothing."""
    installed = (m.name for m in site.room.models() if m.installed)
    return [*installed, *(m.name for m in site.room.own_models()), STUB]
