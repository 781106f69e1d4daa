"""`/ads`: the publisher's overview of advertisements: what came of them, who advertises, and a new campaign."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from broadsheet.core import Campaign, InvalidInputError, Targeting
from broadsheet.serve.web._frame.ad_figures import ad_figure
from broadsheet.serve.web._frame.site import Here, back_to, language_of
from broadsheet.serve.web._frame.topics import top_topics

routes = APIRouter()

Money = Annotated[str, Form(max_length=20)]
Text = Annotated[str, Form(max_length=500)]


@routes.get("/ads")
def show_ads(request: Request, site: Here) -> HTMLResponse:
    """The overview."""
    ads, language = site.room.ads, language_of(request)
    ads.flush()
    report = ads.report()
    figures = [ad_figure(ads, name, language=language) for name in ("daily", "calibration", "topics", "places")]
    return site.page(
        request,
        "ads.html",
        advertisers=ads.advertisers(),
        campaigns=ads.campaigns(),
        spent=ads.spent(),
        report=report,
        fill=ads.fill(),
        figures=figures if report.total.impressions else [],
        topics=top_topics(request),
        currency=site.room.settings.ads.currency,
    )


@routes.post("/ads/advertisers")
def add_advertiser(site: Here, name: Text, blocked: Text = "") -> RedirectResponse:
    """Take in an advertiser."""
    site.room.ads.add_advertiser(name, blocked=words_of(blocked))
    return back_to("/ads#campaigns")


@routes.post("/ads/campaigns")
def add_campaign(
    site: Here,
    advertiser: Annotated[int, Form()],
    name: Text,
    bid: Money,
    budget: Money,
    pricing: Annotated[str, Form(max_length=3)] = "cpm",
    daily: Money = "",
    until: Annotated[str, Form(max_length=10)] = "",
    topic: Annotated[list[str] | None, Form()] = None,
    keywords: Text = "",
    language: Annotated[list[str] | None, Form()] = None,
    cap: Annotated[int, Form(ge=0, le=100)] = 3,
) -> RedirectResponse:
    """Take in a campaign, paused, and go to its page. Money on a page is in major units."""
    told = Targeting(topics=tuple(topic or ()), keywords=tuple(words_of(keywords)), languages=tuple(language or ()))
    made = Campaign(
        advertiser,
        name,
        pricing,  # type: ignore[arg-type]
        minor(bid),
        minor(budget),
        minor(daily) if daily.strip() else 0,
        site.room.settings.ads.currency,
        until=_end_of(until),
        targeting=told,
        cap=cap,
    )
    return back_to(f"/ads/campaigns/{site.room.ads.add_campaign(made)}")


def minor(text: str) -> int:
    """An amount in major units as people write it (`1,200.50`) in minor units; raises `InvalidInputError`."""
    plain = text.strip().replace(",", "").replace("，", "").replace(" ", "")
    whole, _, part = plain.partition(".")
    if not whole.isdecimal() or not whole.isascii() or len(part) > 2 or (part and not part.isdecimal()):
        raise InvalidInputError("an amount is a number with two decimals at most", asked=text[:40], do="as 1200.50")
    return int(whole) * 100 + int((part or "0").ljust(2, "0"))


def words_of(text: str) -> list[str]:
    """Words parted by commas or semicolons of either script."""
    for mark in "，；;、":
        text = text.replace(mark, ",")
    return [word.strip() for word in text.split(",") if word.strip()]


def _end_of(day: str) -> datetime | None:
    """The end of a day given as `2026-12-31`, in UTC; None for none. Raises `InvalidInputError`."""
    from datetime import UTC, timedelta

    if not day.strip():
        return None
    try:
        return datetime.fromisoformat(day.strip()).replace(tzinfo=UTC) + timedelta(days=1)
    except (ValueError, OverflowError) as error:
        raise InvalidInputError("this is no day", asked=day, do="as 2026-12-31") from error
