"""`/check`: any text, by anybody, against sources that are named: what each sentence stands on."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from broadsheet.core import Checked, EmptyEvidenceError, Evidence, InvalidInputError, Stored
from broadsheet.serve.naming import day
from broadsheet.serve.web._frame.check_files import check_file
from broadsheet.serve.web._frame.checked import checked_values, cleared_by
from broadsheet.serve.web._frame.models import chosen_model
from broadsheet.serve.web._frame.site import Here, Site, editor_of, language_of
from broadsheet.serve.web._frame.sourcing import Sourced, read_file, source_rows, sourced
from broadsheet.serve.web._frame.submitted import Submitted, submitted

routes = APIRouter()

FOUND = 8  # hits of the archive offered to be ticked
Asked = Annotated[Submitted, Depends(submitted)]


@routes.get("/check")
def ask_check(
    request: Request,
    site: Here,
    text: str = "",
    source: Annotated[list[str] | None, Query()] = None,
    article: int | None = None,
    draft: int | None = None,
    check: int | None = None,
) -> HTMLResponse:
    """The form, filled by what is named: sources, a report beside the others of its story, a draft, a kept check."""
    asked, evidence = _begun(site, article=article, draft=draft, check=check)
    asked = replace(asked, text=text or asked.text, named=tuple(source or ()))
    found = sourced(site, replace(asked, held=evidence))
    checked = _checked(site, asked, found) if asked.text.strip() and found.evidence else None
    return _page(site, request, asked, found, checked)


@routes.post("/check")
def show_check(request: Request, site: Here, asked: Asked) -> HTMLResponse:
    """The report on the text that was sent; or, where sources were looked for, the form with what was found."""
    asked, found = _read(site, asked)
    if asked.action in ("find", "add") and (asked.query or asked.action == "add"):
        return _page(site, request, asked, found, None)
    try:
        checked = _checked(site, asked, found)
    except (EmptyEvidenceError, InvalidInputError) as error:
        if asked.text.strip() and found.evidence:
            raise
        return _page(site, request, asked, replace(found, problems=(*found.problems, ("", error))), None, status=422)
    return _page(site, request, asked, found, checked)


@routes.post("/check/keep")
def keep_check(request: Request, site: Here, asked: Asked) -> RedirectResponse:
    """Keep the check of what was sent; it has an address from then on."""
    asked, found = _read(site, asked)
    checked = _checked(site, asked, found)
    stored = site.room.keep_check(replace(checked, by=editor_of(request)))
    return RedirectResponse(f"/checks/{stored.id}", 303)


@routes.post("/check/file")
def download_check(request: Request, site: Here, asked: Asked) -> Response:
    """The report on what was sent as a file in `format`; nothing is kept."""
    asked, found = _read(site, asked)
    return check_file(
        Stored(0, _checked(site, asked, found), site.room.now()), asked.format, language=language_of(request)
    )


def _read(site: Site, asked: Submitted) -> tuple[Submitted, Sourced]:
    """The form with its uploads read: one for the text is the text, all others are sources."""
    if asked.upload and not asked.text.strip():
        name, body = asked.upload
        told = read_file(site, body, name=name)
        asked = replace(asked, text="\n\n".join(e.text for e in told), title=asked.title or told[0].title)
    return asked, sourced(site, asked)


def _begun(
    site: Site, *, article: int | None, draft: int | None, check: int | None
) -> tuple[Submitted, tuple[Evidence, ...]]:
    if check:
        kept = site.room.checked(check).value
        moment = kept.dateline.isoformat() if kept.dateline else ""
        return Submitted(kept.text, kept.title, kept.language, moment, draft=kept.draft), kept.evidence
    if draft:
        known = site.room.draft(draft).value
        chosen = known.variants[known.chosen]
        return Submitted(chosen.text, known.title, known.language, draft=draft), known.sources
    if article:
        stored = site.room.article(article)
        story = site.room.store.stories.of_article(article)
        others = site.room.evidence([f"story:{story}"]) if story else []
        moment = stored.value.published.isoformat() if stored.value.published else ""
        asked = Submitted(stored.value.text, stored.value.title, stored.value.language, moment)
        return asked, tuple(e for e in others if e.source != f"article:{article}")
    return Submitted(), ()


def _checked(site: Site, asked: Submitted, found: Sourced) -> Checked:
    made = site.room.examined(
        asked.text, found.evidence, language=asked.language, dateline=day(asked.dateline), model=asked.model or None
    )
    made = replace(made, title=asked.title or made.title, draft=asked.draft)
    return replace(made, cleared=cleared_by(site.room.draft(asked.draft).value, made)) if asked.draft else made


def _page(
    site: Site, request: Request, asked: Submitted, found: Sourced, checked: Checked | None, *, status: int = 200
) -> HTMLResponse:
    values: Mapping[str, Any] = checked_values(checked) if checked else {"checked": None}
    ticked = {row.article for row in source_rows(found.evidence)}
    hits = [h for h in _hits(site, asked) if h.id not in ticked]
    return site.page(
        request,
        "check.html",
        status=status,
        asked=asked,
        rows=source_rows(found.evidence),
        problems=found.problems,
        hits=hits,
        kept=None,
        latest=[] if checked else site.room.checks(limit=8),
        editable=True,
        model=chosen_model(site, request),
        **values,
    )


def _hits(site: Site, asked: Submitted) -> list[Any]:
    if not asked.query or asked.action != "find":
        return []
    found = site.room.find(asked.query, n=FOUND)
    known = site.room.leads([h.article for h in found.hits])
    return [site.room.article(h.article) for h in found.hits if h.article in known]
