"""Advertisers, campaigns and creatives: taken in, checked against the law, approved by a person."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from broadsheet import verify
from broadsheet.app.picturing import Picturing
from broadsheet.app.writing import Writing
from broadsheet.core import (
    Advertiser,
    Campaign,
    ConflictError,
    Creative,
    Finding,
    InvalidInputError,
    Stored,
    Targeting,
    UnknownNameError,
    manuscript,
)
from broadsheet.core.advert import CampaignState
from broadsheet.recommend import ads

KINDS = ("advert", "slogan")
_LABELS = ("Advertisement", "广告")  # a draft says what it is; a slot says it anyway
LONGEST = {"headline": 80, "text": 300, "name": 120, "alt": 200}  # characters that a slot has room for
LANGUAGES = ("zh", "en")
_STATES = ("paused", "running", "ended")
MOST_MONEY = 10**12  # minor units: ten billion in most currencies, and exact as mils in a 64-bit integer


class Selling(Picturing, Writing):
    """What taking in advertisements needs of the newsroom: it writes, and keeps images."""


class AdCampaigns:
    """What may be served, and who decided so. `changed` is called after every change."""

    def __init__(self, room: "Selling", *, changed: Callable[[], None]) -> None:
        self._newsroom = room
        self._kept = room.store.adverts
        self._changed = changed

    def advertisers(self) -> list[Stored[Advertiser]]:
        """Every advertiser."""
        return self._kept.advertisers()

    def add_advertiser(self, name: str, *, blocked: Sequence[str] = ()) -> int:
        """Take in an advertiser; returns its id. `blocked` are topics and words it stands beside never."""
        made = Advertiser(_text("name", name), tuple(b.strip() for b in blocked if b.strip()))
        return self._kept.add_advertiser(made)

    def campaigns(self, *, advertiser: int | None = None) -> list[Stored[Campaign]]:
        """Every campaign, or those of one advertiser."""
        return [c for c in self._kept.campaigns() if advertiser in (None, c.value.advertiser)]

    def campaign(self, id: int) -> Stored[Campaign]:
        """One campaign; raises `NotFoundError`."""
        return self._kept.campaign(id)

    def add_campaign(self, campaign: Campaign) -> int:
        """Take in a campaign, paused; returns its id.

        Raises `InvalidInputError` for money, times or targeting that make no sense or that are not allowed.
        """
        id = self._kept.add_campaign(replace(self._checked(campaign), state="paused"))
        self._changed()
        return id

    def change_campaign(self, id: int, campaign: Campaign) -> None:
        """Change what a campaign asks for; its state and advertiser stay. What was spent stays spent."""
        old = self._kept.campaign(id).value
        self._kept.put_campaign(id, replace(self._checked(campaign), state=old.state, advertiser=old.advertiser))
        self._changed()

    def set_state(self, id: int, state: CampaignState) -> Campaign:
        """Pause, run or end a campaign. Raises `ConflictError` to run one that has no approved creative or is over."""
        old = self._kept.campaign(id).value
        if state not in _STATES:
            raise UnknownNameError("a campaign has no such state", asked=state, choices=_STATES)
        if old.state == "ended" and state != "ended":
            raise ConflictError("this campaign has ended", asked=state, do="make a new one")
        if state == "running" and not any(c.value.state == "approved" for c in self._kept.creatives(campaign=id)):
            raise ConflictError("this campaign has no approved creative", asked="run it", do="approve one first")
        self._kept.put_campaign(id, replace(old, state=state))
        self._changed()
        return replace(old, state=state)

    def creatives(self, campaign: int | None = None) -> list[Stored[Creative]]:
        """Every creative, or those of a campaign."""
        return self._kept.creatives(campaign=campaign)

    def creative(self, id: int) -> Stored[Creative]:
        """One creative; raises `NotFoundError`."""
        return self._kept.creative(id)

    def add_creative(self, creative: Creative) -> Stored[Creative]:
        """Take in a creative: waiting for a person, or refused with why where advertising law forbids its wording.

        Raises `InvalidInputError` for a text too long, a link that leads nowhere public, an image that is not kept.
        """
        made = self._judged(creative)
        return self._kept.creative(self._kept.add_creative(made))

    def draft_creative(
        self,
        campaign: int,
        *,
        facts: Mapping[str, Any],
        link: str,
        language: str,
        kind: str = "advert",
        model: str | None = None,
    ) -> Stored[Creative]:
        """Have a creative written from the product's `facts` by the writing kind `advert` or `slogan`.

        It waits for a person like any other. Raises what `write` raises.
        """
        if kind not in KINDS:
            raise UnknownNameError("advertisements are not written as this kind", asked=kind, choices=KINDS)
        pieces = self._newsroom.write(kind, facts=facts, language=language, model=model)
        last = [piece for piece in pieces if piece.draft is not None][-1]
        said = manuscript.plain(last.draft.variants[0].text if last.draft else "")
        headline, *body = [line.strip() for line in said.splitlines() if line.strip()]
        text = ("" if language == "zh" else " ").join(line for line in body if line not in _LABELS)
        sector = str(facts.get("sector", ""))
        made = Creative(campaign, headline.strip("# "), text, link, language, sector=sector, draft=last.draft_id)
        return self.add_creative(made)

    def approve(self, id: int, *, by: str) -> Creative:
        """Let a creative be served; `by` is who looked at it. Raises `ConflictError` where the law forbids it."""
        if not by.strip():
            raise InvalidInputError("a person approves an advertisement", do="say who: --by NAME")
        made = self._judged(replace(self._kept.creative(id).value, state="waiting"))
        if made.state == "refused":
            raise ConflictError("advertising law forbids this wording", found="; ".join(made.findings), do="reword it")
        return self._decided(id, replace(made, state="approved", by=by.strip()))

    def refuse(self, id: int, *, by: str, why: str = "") -> Creative:
        """Keep a creative from being served, and say why."""
        old = self._kept.creative(id).value
        findings = (*old.findings, why.strip()) if why.strip() else old.findings
        return self._decided(id, replace(old, state="refused", by=by.strip(), findings=findings))

    def _decided(self, id: int, made: Creative) -> Creative:
        self._kept.put_creative(id, made)
        self._changed()
        return made

    def _judged(self, creative: Creative) -> Creative:
        if creative.language not in LANGUAGES:
            raise UnknownNameError("advertisements are in these", asked=creative.language, choices=LANGUAGES)
        ads.landing(creative.link)
        if creative.image:
            self._newsroom.image(creative.image)
        made = replace(
            creative,
            headline=_text("headline", creative.headline),
            text=_text("text", creative.text, least=0),
            alt=_text("alt", creative.alt, least=0),
        )
        found = law(made)
        wrong = any(f.severity == "error" for f in found)
        told = tuple(f"{f.text}: {f.message}" for f in found)
        return replace(made, findings=told, state="refused" if wrong else "waiting")

    def _checked(self, campaign: Campaign) -> Campaign:
        money = {"bid": campaign.bid, "budget": campaign.budget, "daily": campaign.daily}
        for name, amount in money.items():
            if not (0 if name == "daily" else 1) <= amount <= MOST_MONEY:
                raise InvalidInputError(f"the {name} is in minor units", found=str(amount), do="give a whole number")
        if campaign.pricing not in ("cpm", "cpc"):
            raise UnknownNameError("nothing is paid for like this", asked=campaign.pricing, choices=("cpm", "cpc"))
        currency = self._newsroom.settings.ads.currency
        if campaign.currency != currency:
            raise InvalidInputError("all campaigns here pay in one currency", found=campaign.currency, do=currency)
        if campaign.since and campaign.until and campaign.since >= campaign.until:
            raise InvalidInputError("a campaign ends after it begins", found=f"{campaign.since} to {campaign.until}")
        if not 0 <= campaign.cap <= 100 or not -14 * 60 <= campaign.zone <= 14 * 60:
            raise InvalidInputError("the cap or the time zone makes no sense", found=f"{campaign.cap}, {campaign.zone}")
        _allowed(campaign.targeting)
        return replace(campaign, name=_text("name", campaign.name))


def law(creative: Creative) -> tuple[Finding, ...]:
    """What advertising law has to say of a creative's headline and text; raises `UnknownNameError` for its sector."""
    told = (creative.headline, creative.text)
    sector: Any = creative.sector
    return tuple(f for text in told for f in verify.advertising(text, language=creative.language, sector=sector))


def _allowed(targeting: Targeting) -> None:
    for interest in targeting.interests:
        if kind := ads.sensitive(interest):
            raise InvalidInputError(
                "nobody is advertised to by a sensitive category, whatever they consented to",
                asked=interest,
                found=kind,
                do="target the context of pages instead: topics or keywords",
            )
    if wrong := [hour for hour in targeting.hours if not 0 <= hour <= 23]:
        raise InvalidInputError("an hour of the day is 0 to 23", found=str(wrong))


def _text(name: str, text: str, *, least: int = 1) -> str:
    plain = " ".join(text.split())
    if not least <= len(plain) <= LONGEST[name] or not plain.isprintable():
        raise InvalidInputError(
            f"the {name} has {least} to {LONGEST[name]} characters", found=f"{len(plain)}: {plain[:60]}"
        )
    return plain
