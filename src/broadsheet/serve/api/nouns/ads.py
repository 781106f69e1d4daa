"""Advertisements: slots out, events in; advertisers, campaigns, creatives and their reports."""

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field

from broadsheet import media
from broadsheet.app.advertising.figures import CHARTS, figure
from broadsheet.core import AdChoices, AdEvent, AdPage, AdSlot, Campaign, Creative, Targeting, UnknownNameError
from broadsheet.core.advert import AdAction, AdReport, CampaignState, Pricing
from broadsheet.core.reader import reader_name
from broadsheet.media import Look
from broadsheet.serve.api.answers import ads as told_of
from broadsheet.serve.api.answers.kept import Made
from broadsheet.serve.api.context import Here, answer
from broadsheet.serve.shapes import jsonable

router = APIRouter(prefix="/api/v1/ads", tags=["ads"])

Id = Annotated[int, Field(ge=1, lt=2**63)]
Word = Annotated[str, Field(min_length=1, max_length=200)]
Words = Annotated[list[Word], Field(max_length=200)]
Money = Annotated[int, Field(ge=0, le=10**12)]
Tongue = Annotated[str, Field(max_length=20)]
Name = Annotated[str, Field(max_length=128)]
_MEDIA = {"svg": "image/svg+xml", "png": "image/png", "csv": "text/csv; charset=utf-8"}


class AdvertiserIn(BaseModel):
    """Who pays; `blocked` are topics and words it never stands beside."""

    name: str = Field(min_length=1, max_length=200)
    blocked: Words = []


class TargetingIn(BaseModel):
    """Where and to whom; what is empty asks for nothing."""

    topics: Words = []
    keywords: Words = []
    languages: Words = []
    places: Words = []
    hours: Annotated[list[Annotated[int, Field(ge=0, le=23)]], Field(max_length=24)] = []
    surfaces: Words = []
    interests: Words = []


class CampaignIn(BaseModel):
    """A campaign; money in minor units. `bid` is for a thousand impressions (`cpm`) or a click (`cpc`)."""

    advertiser: Id
    name: str = Field(min_length=1, max_length=200)
    pricing: Pricing = "cpm"
    bid: Money
    budget: Money
    daily: Money = 0
    currency: Annotated[str, Field(max_length=3)] = ""
    since: datetime | None = None
    until: datetime | None = None
    targeting: TargetingIn = TargetingIn()
    blocked: Words = []
    cap: Annotated[int, Field(ge=0, le=100)] = 3
    zone: Annotated[int, Field(ge=-840, le=840)] = 0
    brand_safe: bool = True


class CreativeIn(BaseModel):
    """An advertisement's text and link; `image` is the name of an image kept here."""

    headline: str = Field(min_length=1, max_length=400)
    text: str = Field("", max_length=2000)
    link: str = Field(max_length=4000)
    language: Tongue = "en"
    image: Annotated[str, Field(max_length=100)] = ""
    alt: Annotated[str, Field(max_length=400)] = ""
    sector: Annotated[str, Field(max_length=20)] = ""


class DecisionIn(BaseModel):
    """Who decided, and why."""

    by: str = Field("", max_length=80)
    why: str = Field("", max_length=500)


class StateIn(BaseModel):
    """What a campaign is to do."""

    state: CampaignState


class PageIn(BaseModel):
    """The page the slots stand on, told without its reader; with `article` it is read off that article."""

    article: Id | None = None
    surface: Annotated[str, Field(max_length=40)] = "article"
    language: Tongue = ""
    topics: Words = []
    words: Annotated[str, Field(max_length=5000)] = ""
    place: Annotated[str, Field(max_length=200)] = ""
    sentiment: Annotated[float, Field(ge=-1, le=1, allow_inf_nan=False)] = 0.0
    page: Annotated[str, Field(max_length=200)] = ""


class SlotsIn(BaseModel):
    """A request for slots. `reader` only where they are known here; nothing is kept of who is not personalised."""

    page: PageIn
    n: Annotated[int, Field(ge=1, le=10)] = 1
    reader: Name = ""
    language: Tongue = ""


class AdEventIn(BaseModel):
    """Something that happened to a slot. One `key` counts once."""

    key: str = Field(min_length=1, max_length=200)
    slot: str = Field(min_length=1, max_length=64)
    action: AdAction
    at: datetime | None = None


class AdEventsIn(BaseModel):
    """A batch of what happened."""

    events: list[AdEventIn] = Field(max_length=1000)


class ChoicesIn(BaseModel):
    """Whether a reader lets advertisements be chosen by their interests."""

    interests: bool


@router.post("/slots", response_model=told_of.SlotsOut)
def fill_slots(here: Here, body: SlotsIn) -> JSONResponse:
    """Fill the slots of a page: labelled, with why; fewer than asked where nothing fits or may stand there."""
    asked = body.page
    if asked.article is not None:
        page = here.room.ads.page_of(asked.article, surface=asked.surface, place=asked.place)
    else:
        page = AdPage(
            asked.surface,
            asked.language,
            tuple(asked.topics),
            asked.words,
            asked.place,
            asked.sentiment,
            asked.page,
        )
    found = here.room.ads.slots(page, n=body.n, reader=body.reader, language=body.language)
    return answer({"slots": [_shown(slot) for slot in found]})


@router.post("/events", response_model=told_of.CountedOut)
def add_ad_events(here: Here, body: AdEventsIn) -> JSONResponse:
    """Count what happened, on disk when this answers: a verdict for each, empty where it counts."""
    told = [AdEvent(e.key, e.slot, e.action, _aware(e.at) or here.room.now()) for e in body.events]
    verdicts = here.room.ads.record(told)
    return answer({"received": len(told), "counted": sum(v in ("", "unpaid") for v in verdicts), "verdicts": verdicts})


@router.get("/advertisers", response_model=told_of.AdvertisersOut)
def list_advertisers(here: Here) -> JSONResponse:
    """Every advertiser."""
    return answer({"advertisers": here.room.ads.advertisers()})


@router.post("/advertisers", status_code=201, response_model=Made)
def add_advertiser(here: Here, body: AdvertiserIn) -> JSONResponse:
    """Take in an advertiser."""
    return answer({"id": here.room.ads.add_advertiser(body.name, blocked=body.blocked)}, status=201)


@router.get("/campaigns", response_model=told_of.CampaignsOut)
def list_campaigns(here: Here) -> JSONResponse:
    """Every campaign, and what each has spent, in thousandths of a minor unit."""
    return answer({"campaigns": here.room.ads.campaigns(), "spent": here.room.ads.spent()})


@router.post("/campaigns", status_code=201, response_model=Made)
def add_campaign(here: Here, body: CampaignIn) -> JSONResponse:
    """Take in a campaign, paused."""
    return answer({"id": here.room.ads.add_campaign(_campaign(here, body))}, status=201)


@router.get("/campaigns/{campaign}", response_model=told_of.CampaignOut)
def get_campaign(here: Here, campaign: Id) -> JSONResponse:
    """A campaign with its creatives."""
    kept = here.room.ads.campaign(campaign)
    return answer({**jsonable(kept), "creatives": here.room.ads.creatives(campaign)})


@router.put("/campaigns/{campaign}", response_model=told_of.KeptCampaign)
def change_campaign(here: Here, campaign: Id, body: CampaignIn) -> JSONResponse:
    """Change what a campaign asks for; its state and advertiser stay."""
    here.room.ads.change_campaign(campaign, _campaign(here, body))
    return answer(here.room.ads.campaign(campaign))


@router.post("/campaigns/{campaign}/state", response_model=Campaign)
def set_state(here: Here, campaign: Id, body: StateIn) -> JSONResponse:
    """Run, pause or end a campaign."""
    return answer(here.room.ads.set_state(campaign, body.state))


@router.post("/campaigns/{campaign}/creatives", status_code=201, response_model=told_of.KeptCreative)
def add_creative(here: Here, campaign: Id, body: CreativeIn) -> JSONResponse:
    """Take in a creative: it waits for a person, or is refused with why."""
    return answer(here.room.ads.add_creative(Creative(campaign, **body.model_dump())), status=201)


@router.post("/creatives/{creative}/{decision}", response_model=Creative)
def decide(here: Here, creative: Id, decision: Literal["approve", "refuse"], body: DecisionIn) -> JSONResponse:
    """Approve a creative or refuse it."""
    if decision == "approve":
        return answer(here.room.ads.approve(creative, by=body.by))
    return answer(here.room.ads.refuse(creative, by=body.by, why=body.why))


@router.get("/report", response_model=told_of.ReportOut)
def report_all(here: Here) -> JSONResponse:
    """For the publisher: fill, revenue, and whether clicks come as predicted."""
    told = {"report": here.room.ads.report(), "fill": here.room.ads.fill()}
    return answer({**told, "reliability": here.room.ads.reliability()})


@router.get("/campaigns/{campaign}/report", response_model=AdReport)
def report(here: Here, campaign: Id) -> JSONResponse:
    """For the advertiser: what was shown, seen, clicked and spent, by day and context."""
    return answer(here.room.ads.report(campaign))


@router.get("/campaigns/{campaign}/report.csv")
def report_csv(here: Here, campaign: Id, by: Annotated[str, Query(max_length=20)] = "day") -> Response:
    """The same as a table for a spreadsheet."""
    table = here.room.ads.csv(campaign, by=by) if here.room.ads.campaign(campaign) else ""
    return Response(table, media_type=_MEDIA["csv"])


@router.get("/campaigns/{campaign}/charts/{name}.{kind}")
def chart(
    here: Here,
    campaign: Annotated[int, Field(ge=0, lt=2**63)],
    name: Annotated[str, Field(max_length=20)],
    kind: Literal["svg", "png", "csv"],
    labels: Literal["en", "zh"] = "en",
) -> Response:
    """A chart of a campaign, or (0) of all of them, as a file to keep."""
    if name not in CHARTS:
        raise UnknownNameError("there is no such chart of advertisements", asked=name, choices=sorted(CHARTS))
    sheet = figure(here.room.ads, name, campaign=campaign, language=labels)
    if kind == "csv":
        return Response(media.csv_of(sheet), media_type=_MEDIA[kind])
    drawn = media.draw(CHARTS[name], sheet, Look())
    return Response(media.png(drawn) if kind == "png" else drawn, media_type=_MEDIA[kind])


@router.get("/readers/{name}", response_model=told_of.ChoicesOut)
def get_choices(here: Here, name: str) -> JSONResponse:
    """What a reader decided about advertisements, and all that is kept of them here."""
    here.room.ads.flush()
    return answer(here.room.store.adverts.of(reader_name(name)))


@router.put("/readers/{name}", response_model=AdChoices)
def put_choices(here: Here, name: str, body: ChoicesIn) -> JSONResponse:
    """Consent to advertisements by interest, or take that back."""
    return answer(here.room.ads.consent(reader_name(name), interests=body.interests))


def _campaign(here: Here, body: CampaignIn) -> Campaign:
    told = body.model_dump() | {"since": _aware(body.since), "until": _aware(body.until)}
    told["targeting"] = Targeting(**{k: tuple(v) for k, v in told["targeting"].items()})
    told["currency"] = body.currency or here.room.settings.ads.currency
    told["blocked"] = tuple(body.blocked)
    return Campaign(**told)


def _shown(slot: AdSlot) -> dict[str, Any]:
    """A slot without what only the publisher is to know, with where its click and its sight are told."""
    shown: dict[str, Any] = jsonable(slot)
    secret = {"price", "chance", "day", "currency"}
    addresses = {"click": f"/ads/go/{slot.key}", "seen": f"/ads/seen/{slot.key}"}
    return {k: v for k, v in shown.items() if k not in secret} | addresses


def _aware(at: datetime | None) -> datetime | None:
    from datetime import UTC

    return at.replace(tzinfo=UTC) if at is not None and at.tzinfo is None else at
