"""What the API answers about advertisements."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from broadsheet.core import AdChoices, Advertiser, Campaign, Creative
from broadsheet.core.advert import AdReport
from broadsheet.recommend.ads import Bin
from broadsheet.serve.api.answers.kept import kept

if TYPE_CHECKING:
    KeptAdvertiser = Any
    KeptCampaign = Any
    KeptCreative = Any
    _Campaign = BaseModel
else:
    KeptAdvertiser, KeptCampaign, KeptCreative = kept(Advertiser), kept(Campaign), kept(Creative)
    _Campaign = KeptCampaign


class SlotOut(BaseModel):
    """A filled slot: what is shown with its label and why, and where its click and its sight are told."""

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
    click: str
    seen: str


class SlotsOut(BaseModel):
    """The slots of a page, the first slot first."""

    slots: list[SlotOut]


class CountedOut(BaseModel):
    """What was received and counted, and a verdict for each, empty where it counts."""

    received: int
    counted: int
    verdicts: list[str]


class AdvertisersOut(BaseModel):
    """Every advertiser."""

    advertisers: list[KeptAdvertiser]


class CampaignsOut(BaseModel):
    """Every campaign, and by its id what each has spent, in thousandths of a minor unit."""

    campaigns: list[KeptCampaign]
    spent: dict[str, int]


class CampaignOut(_Campaign):
    """A campaign with its creatives."""

    creatives: list[KeptCreative]


class FillOut(BaseModel):
    """Slots asked for and filled, the share, and revenue in minor units, in all and for a thousand shown."""

    asked: int
    filled: int
    share: float
    revenue: float
    ecpm: float


class ReportOut(BaseModel):
    """For the publisher: what was counted, how slots were filled, whether clicks come as predicted."""

    report: AdReport
    fill: FillOut
    reliability: list[Bin]


class ServedOut(BaseModel):
    """An advertisement a reader was served."""

    slot: str
    reader: str
    campaign: int
    day: str
    at: datetime


class ChoicesOut(BaseModel):
    """What a reader decided about advertisements, and what they were served."""

    choices: AdChoices
    served: list[ServedOut]
