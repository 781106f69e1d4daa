"""`/ads/campaigns/{id}`: the advertiser's page: budget, pacing, results, and creatives to approve."""

from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse

from broadsheet import nlp
from broadsheet.app.picturing import LARGEST
from broadsheet.core import AdSlot, Creative, Stored
from broadsheet.recommend.ads import landing
from broadsheet.serve.web._frame.ad_figures import ad_figure
from broadsheet.serve.web._frame.site import Here, back_to, editor_of, language_of

routes = APIRouter()

Text = Annotated[str, Form(max_length=2000)]


@routes.get("/ads/campaigns/{campaign:int}")
def show_campaign(request: Request, site: Here, campaign: int) -> HTMLResponse:
    """The page."""
    ads, language = site.room.ads, language_of(request)
    ads.flush()
    kept, report = ads.campaign(campaign), ads.report(campaign)
    day = ads.today(campaign)
    names = ("pacing", "daily", "topics", "places")
    return site.page(
        request,
        "campaign.html",
        id=campaign,
        campaign=kept.value,
        payer=site.room.store.adverts.advertiser(kept.value.advertiser).value,
        creatives=[(c, _preview(c)) for c in ads.creatives(campaign)],
        report=report,
        spent=ads.spent().get(campaign, 0),
        today=day,
        figures=[ad_figure(ads, name, campaign=campaign, language=language) for name in names],
        topics=[nlp.tag_label(topic, language) for topic in kept.value.targeting.topics],
    )


@routes.post("/ads/campaigns/{campaign:int}/state")
def set_state(site: Here, campaign: int, state: Annotated[str, Form(max_length=10)]) -> RedirectResponse:
    """Run, pause or end it."""
    site.room.ads.set_state(campaign, state)  # type: ignore[arg-type]
    return back_to(f"/ads/campaigns/{campaign}")


@routes.post("/ads/campaigns/{campaign:int}/creatives")
def add_creative(
    site: Here,
    campaign: int,
    headline: Text,
    link: Text,
    language: Annotated[str, Form(max_length=10)],
    text: Text = "",
    sector: Annotated[str, Form(max_length=20)] = "",
    alt: Text = "",
    image: Annotated[UploadFile | None, File()] = None,
) -> RedirectResponse:
    """Take in a creative as it was written; an image is kept here."""
    data = image.file.read(LARGEST + 1) if image is not None and image.filename else b""
    name = site.room.keep_image(data) if data else ""
    site.room.ads.add_creative(Creative(campaign, headline, text, link, language, name, alt, sector))
    return back_to(f"/ads/campaigns/{campaign}#creatives")


@routes.post("/ads/campaigns/{campaign:int}/drafts")
def draft_creative(
    site: Here,
    campaign: int,
    product: Text,
    features: Text,
    link: Text,
    language: Annotated[str, Form(max_length=10)],
    kind: Annotated[str, Form(max_length=10)] = "advert",
    price: Text = "",
    sector: Annotated[str, Form(max_length=20)] = "",
) -> RedirectResponse:
    """Have a creative written from what is true of the product, without a model so that the page answers at once."""
    told = {"product": product, "features": features, "price": price, "sector": sector}
    facts = {name: value for name, value in told.items() if value.strip() and (kind == "advert" or name != "price")}
    site.room.ads.draft_creative(campaign, facts=facts, link=link, language=language, kind=kind, model="none")
    return back_to(f"/ads/campaigns/{campaign}#creatives")


@routes.post("/ads/creatives/{creative:int}")
def decide(
    request: Request,
    site: Here,
    creative: int,
    decision: Annotated[str, Form(max_length=10)],
    by: Annotated[str, Form(max_length=80)] = "",
    why: Text = "",
) -> RedirectResponse:
    """Approve or refuse a creative, by name."""
    who = by or editor_of(request)
    if decision == "approve":
        site.room.ads.approve(creative, by=who)
    else:
        site.room.ads.refuse(creative, by=who, why=why)
    return back_to(f"/ads/campaigns/{site.room.ads.creative(creative).value.campaign}#creatives")


def _preview(creative: Stored[Creative]) -> dict[str, Any]:
    """What a reader would see of it."""
    made = creative.value
    seen = AdSlot.__dataclass_fields__.keys() & Creative.__dataclass_fields__.keys()
    return {name: getattr(made, name) for name in seen} | {"domain": landing(made.link)}
