"""`/facts`: claims and what was found of them: listed, found, kept, taken in, and each on a public page."""

from collections import Counter
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, StreamingResponse
from markupsafe import Markup

from broadsheet import publish
from broadsheet.core import Appearance, Article, BroadsheetError, FactCheck, Rating, Stored
from broadsheet.core.fact_check import RULINGS
from broadsheet.serve.web._frame.site import Here, Site, back_to, keep, lines

routes = APIRouter()

SHOWN = 50
TOLD = 20  # problems of a file that are shown one by one
REPORTS = 8  # reports of a story that are looked through, the last ones


@routes.get("/facts")
def browse_facts(request: Request, site: Here, q: str = "", before: int = 0) -> HTMLResponse:
    """The fact checks, the last first; or those of the claim `q`."""
    return _listed(request, site, q=q, before=before)


@routes.get("/facts/new")
def begin_fact(request: Request, site: Here, claim: str = "", article: int = 0) -> HTMLResponse:
    """The form of a verdict, filled by the claim and the report it stands in."""
    report = site.room.article(article) if article else None
    return site.page(request, "fact_form.html", claim=claim, sentence=claim, report=report, rulings=RULINGS)


@routes.post("/facts")
async def keep_fact(request: Request, site: Here) -> RedirectResponse:
    """Keep the verdict; the sentence of the queue it was made of is checked from then on."""
    form = {name: lines(str(value)).strip() for name, value in (await request.form()).items()}
    by = form.get("by", "")[:80]
    report = site.room.article(int(form["article"])) if form.get("article", "").isdecimal() else None
    check = FactCheck(
        claim=form.get("claim", ""),
        rating=Rating(form.get("label", "")[:200]),
        ruling=form.get("ruling", ""),  # type: ignore[arg-type] # the newsroom refuses what is none
        claimant=form.get("claimant", "")[:300],
        appearances=_appearances(form.get("appearances", ""), report),
        explanation=form.get("explanation", "")[:20_000],
        evidence=tuple(form.get("evidence", "").split("\n")) if form.get("evidence") else (),
        article=report.id if report else None,
    )
    id = site.room.keep_verdict(check, sentence=form.get("sentence", ""), by=by)
    response = back_to(f"/facts/{id}")
    if by:
        keep(response, {"editor": by})
    return response


@routes.get("/facts/feed")
def download_feed(site: Here) -> StreamingResponse:
    """The newsroom's own fact checks as a data feed of ClaimReview."""
    pieces = (piece.encode() for piece in site.room.claim_feed(ours=True))
    return StreamingResponse(pieces, media_type="application/ld+json")


@routes.post("/facts/import")
def take_facts(
    request: Request, site: Here, file: UploadFile | None = None, address: Annotated[str, Form()] = ""
) -> HTMLResponse:
    """Take in the ClaimReviews of a file or an address, and say what became of each."""
    payload = file.file.read() if file and file.filename else b""
    try:
        what = address.strip() if address.strip().startswith(("http://", "https://")) else "-"
        taken = list(site.room.take_fact_checks(what, stdin=payload))
    except BroadsheetError as error:
        return _listed(request, site, failed=error, status=error.http_status)
    counted = Counter(t.change or "problem" for t in taken)
    problems = [t for t in taken if t.problem][:TOLD]
    return _listed(request, site, taken=counted, problems=problems)


@routes.get("/facts/{id:int}")
def show_fact(request: Request, site: Here, id: int) -> HTMLResponse:
    """A fact check as the public sees it, with its ClaimReview for machines."""
    stored = site.room.fact_check(id)
    review = publish.claim_review_json(stored.value, url=site.room.fact_check_page(id))
    report = stored.value.article
    return site.page(
        request,
        "fact.html",
        id=id,
        check=stored.value,
        label=publish.rating_label(stored.value),
        review=Markup(review),  # noqa: S704 - no mark-up is left in it, see publish/schema_org.py
        report=site.room.leads([report]).get(report) if report else None,
    )


@routes.post("/facts/{id:int}/remove")
def remove_fact(site: Here, id: int) -> RedirectResponse:
    """Forget a fact check."""
    site.room.remove_fact_check(id)
    return back_to("/facts")


@routes.get("/articles/{id:int}/facts")
def show_facts_of_article(request: Request, site: Here, id: int) -> HTMLResponse:
    """What of a report was checked before: part of its page, asked for once that is there."""
    return site.page(request, "parts/checked_before.html", found=site.room.checks_in(id))


@routes.get("/stories/{id:int}/facts")
def show_facts_of_story(request: Request, site: Here, id: int) -> HTMLResponse:
    """What of a story's reports was checked before, each claim once: part of its page."""
    found, told = [], set()
    for article in site.room.story(id).articles[-REPORTS:]:
        for one in site.room.checks_in(article.id):
            if (key := one.checks[0].check.id) not in told:
                told.add(key)
                found.append(one)
    return site.page(request, "parts/checked_before.html", found=found)


def _listed(
    request: Request, site: Site, *, q: str = "", before: int = 0, status: int = 200, **said: Any
) -> HTMLResponse:
    asked = any(c.isalnum() for c in q)
    found = site.room.earlier_checks(q, n=SHOWN) if asked else []
    listed = [] if asked else site.room.fact_checks(limit=SHOWN, before=before or None)
    values = {"taken": None, "problems": (), "failed": None, **said}
    return site.page(
        request,
        "facts.html",
        status=status,
        q=q,
        found=found,
        listed=listed,
        older=listed[-1].id if len(listed) == SHOWN else 0,
        label_of=publish.rating_label,
        **values,
    )


def _appearances(addresses: str, report: Stored[Article] | None) -> tuple[Appearance, ...]:
    """The places of the claim: the report it was taken from, and the addresses given, one a line."""
    own: tuple[Appearance, ...] = ()
    if report is not None:
        a = report.value
        url = a.url if a.url.startswith(("http://", "https://")) else ""
        own = (Appearance(url, a.outlet, a.published, report.id),)
    given = (Appearance(line.strip()) for line in addresses.split("\n") if line.strip())
    return (*own, *given)
