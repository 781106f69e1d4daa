"""Advertisements: who advertises, for how much, where it may stand, and what came of it.

Money is in minor units of the campaign's currency (cents, fen) as integers wherever a person gives or reads it. What is
charged is counted in mils, thousandths of a minor unit: the price of one impression at a price per thousand is then a
whole number too, and nothing is ever rounded but where a price is set.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Pricing = Literal["cpm", "cpc"]
CampaignState = Literal["paused", "running", "ended"]
CreativeState = Literal["waiting", "approved", "refused"]
AdAction = Literal["impression", "viewable", "click", "hide"]


@dataclass(frozen=True, slots=True)
class Advertiser:
    """Who pays. `blocked` are topics (media topics or words) none of its advertisements may stand beside."""

    name: str
    blocked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Targeting:
    """Where and to whom; an empty field asks for nothing.

    `topics` are media topics of the page (a broader one holds its narrower ones), `keywords` words of its headline or
    keywords, `places` names of places the page was told of, `hours` of the day (0 to 23) on the campaign's clock.
    `interests` are topics of readers who consented to being advertised to by interest, and of nobody else.
    """

    topics: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    hours: tuple[int, ...] = ()
    surfaces: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Campaign:
    """What an advertiser wants shown and pays at most.

    `bid` is in minor units for a thousand impressions (`cpm`) or for one click (`cpc`); `budget` is all that may be
    spent and `daily` what may be on one day (0: the rest of the budget is spread over the days left, or over one where
    there is no end). `cap` is how often one reader may see it in a day. `zone` is minutes east of UTC: whose midnight
    ends a day. `brand_safe` keeps it from reports of disasters, deaths, crime and war.
    """

    advertiser: int
    name: str
    pricing: Pricing
    bid: int
    budget: int
    daily: int = 0
    currency: str = "CNY"
    since: datetime | None = None
    until: datetime | None = None
    targeting: Targeting = field(default_factory=Targeting)
    blocked: tuple[str, ...] = ()
    cap: int = 3
    zone: int = 0
    brand_safe: bool = True
    state: CampaignState = "paused"


@dataclass(frozen=True, slots=True)
class Creative:
    """One advertisement: text, an image of this newsroom or none, and where a click leads.

    `sector` is what is advertised, for the law; `alt` says the image in words; `findings` is what the check of the law
    had to say; `by` is who approved or refused it; `draft` the draft it was written as.
    """

    campaign: int
    headline: str
    text: str
    link: str
    language: str
    image: str = ""
    alt: str = ""
    sector: str = ""
    state: CreativeState = "waiting"
    findings: tuple[str, ...] = ()
    by: str = ""
    draft: int | None = None


@dataclass(frozen=True, slots=True)
class AdPage:
    """The page a slot stands on, told without its reader.

    `topics` are media topics, `words` its headline and keywords as one text, `sentiment` from -1 to 1. On a
    page of many articles `words` and `topics` are those of what stands next to the slot. `page` is an id of the page.
    """

    surface: str = "article"
    language: str = ""
    topics: tuple[str, ...] = ()
    words: str = ""
    place: str = ""
    sentiment: float = 0.0
    page: str = ""


@dataclass(frozen=True, slots=True)
class AdSlot:
    """A slot as it was filled. `key` names this serving; `price` is in mils of `currency`, for a view or a click.

    `domain` is where the link leads; `why` says in the page's language why it is shown; `label` is what the law asks.
    """

    key: str
    position: int
    creative: int
    campaign: int
    advertiser: str
    advertiser_id: int
    headline: str
    text: str
    link: str
    domain: str
    image: str
    alt: str
    language: str
    label: str
    why: str
    price: int = 0
    chance: float = 0.0
    currency: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class AdServed:
    """A filled slot as it is kept. `reader` is empty where nothing may be kept of one; `day` is the campaign's.

    `held` are the mils kept back from the budget until it is seen or `until` has passed; `matched` are the targets
    that fitted (`topic`, `keyword`, `place`, `interest`), for learning and for the reports.
    """

    key: str
    campaign: int
    creative: int
    advertiser: int
    reader: str
    page: str
    position: int
    surface: str
    language: str
    topic: str
    matched: str
    hour: int
    at: datetime
    day: str
    pricing: Pricing
    price: int
    held: int
    chance: float


@dataclass(frozen=True, slots=True)
class AdEvent:
    """Something that happened to a served slot. One `key` counts once, and one action once a slot."""

    key: str
    slot: str
    action: AdAction
    at: datetime


@dataclass(frozen=True, slots=True)
class AdChoices:
    """What a reader decided about advertisements: interests only where they said so, and what they want to see no more.

    `creatives` and `advertisers` are the ids of those hidden.
    """

    reader: str
    interests: bool = False
    creatives: tuple[int, ...] = ()
    advertisers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class AdCount:
    """What was counted of some advertisements: `money` in mils; `invalid` are events that were refused."""

    served: int = 0
    impressions: int = 0
    viewable: int = 0
    clicks: int = 0
    hides: int = 0
    invalid: int = 0
    money: int = 0
    expected: float = 0.0


@dataclass(frozen=True, slots=True)
class AdReport:
    """What came of a campaign, or of all of them (`campaign` 0).

    `rate` is clicks an impression with its interval (Wilson, 95 %); `by` holds the same counts by `day`, `surface`,
    `topic`, `hour` and `creative`; `reach` is how many readers saw it, of those who may be counted.
    """

    campaign: int
    total: AdCount
    rate: tuple[float, float, float]
    by: Mapping[str, Mapping[str, AdCount]]
    reach: int
    currency: str = ""
