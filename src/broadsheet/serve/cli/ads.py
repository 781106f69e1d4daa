"""`ads`: advertisers, campaigns and creatives, what would be shown on a page, and what came of it."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from broadsheet.serve.cli._ad_words import money, told_campaign, told_creative, told_report
from broadsheet.serve.cli._session import FELL_SHORT, Session, of, write

if TYPE_CHECKING:
    from rich.console import Console

Words = Annotated[list[str] | None, typer.Option(help="May be given more than once.")]


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(help="Advertisers, campaigns, creatives; what is shown, and what came of it.")
    group.command("advertiser")(advertiser)
    group.command("campaign")(campaign)
    group.command("creative")(creative)
    group.command("approve")(approve)
    group.command("refuse")(refuse)
    group.command("run")(run)
    group.command("pause")(pause)
    group.command("end")(end)
    group.command("list")(show)
    group.command("preview")(preview)
    group.command("report")(report)
    group.command("consent")(consent)
    app.add_typer(group, name="ads")


def advertiser(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="As readers will see it.")],
    block: Annotated[list[str] | None, typer.Option(help="A topic or word it never stands beside.")] = None,
) -> None:
    """Take in an advertiser."""
    session = of(context)
    with session.open() as room:
        id = room.ads.add_advertiser(name, blocked=block or ())
    session.answer({"id": id, "name": name}, lambda out: out.print(f"advertiser {id}: {name}", markup=False))


def campaign(
    context: typer.Context,
    advertiser: Annotated[int, typer.Argument(help="The advertiser's id.")],
    name: Annotated[str, typer.Argument()],
    bid: Annotated[int, typer.Option(help="Minor units for a thousand impressions (cpm) or a click (cpc).")],
    budget: Annotated[int, typer.Option(help="Minor units, all that may ever be spent.")],
    pricing: Annotated[str, typer.Option(help="cpm or cpc.")] = "cpm",
    daily: Annotated[int, typer.Option(help="Minor units a day; 0: spread over the days left.")] = 0,
    topic: Words = None,
    keyword: Words = None,
    language: Words = None,
    place: Words = None,
    hour: Annotated[list[int] | None, typer.Option(help="An hour of the day, 0 to 23.")] = None,
    interest: Annotated[list[str] | None, typer.Option(help="Of readers who consented.")] = None,
    block: Annotated[list[str] | None, typer.Option(help="A topic or word it never stands beside.")] = None,
    cap: Annotated[int, typer.Option(help="Times a reader sees it in a day; 0: without end.")] = 3,
    since: Annotated[datetime | None, typer.Option(help="UTC.")] = None,
    until: Annotated[datetime | None, typer.Option(help="UTC.")] = None,
    zone: Annotated[int, typer.Option(help="Minutes east of UTC: whose midnight ends a day.")] = 0,
    beside_anything: Annotated[bool, typer.Option(help="Also beside disasters, deaths, crime and war.")] = False,
) -> None:
    """Take in a campaign; it is paused until `ads run`."""
    from datetime import UTC

    from broadsheet.core import Campaign, Targeting

    session = of(context)
    told = Targeting(
        topics=tuple(topic or ()),
        keywords=tuple(keyword or ()),
        languages=tuple(language or ()),
        places=tuple(place or ()),
        hours=tuple(hour or ()),
        interests=tuple(interest or ()),
    )
    with session.open() as room:
        made = Campaign(
            advertiser,
            name,
            pricing,  # type: ignore[arg-type]
            bid,
            budget,
            daily,
            room.settings.ads.currency,
            since=since.replace(tzinfo=UTC) if since else None,
            until=until.replace(tzinfo=UTC) if until else None,
            targeting=told,
            blocked=tuple(block or ()),
            cap=cap,
            zone=zone,
            brand_safe=not beside_anything,
        )
        kept = room.ads.campaign(room.ads.add_campaign(made))
    session.answer(kept, lambda out: told_campaign(out, kept))


def creative(
    context: typer.Context,
    campaign: Annotated[int, typer.Argument(help="The campaign's id.")],
    link: Annotated[str, typer.Option(help="Where a click leads, http or https.")],
    headline: Annotated[str, typer.Option()] = "",
    text: Annotated[str, typer.Option()] = "",
    language: Annotated[str, typer.Option(help="zh or en.")] = "en",
    sector: Annotated[str, typer.Option(help="medical, food, finance, education or property.")] = "",
    image: Annotated[str, typer.Option(metavar="FILE", help="PNG, JPEG, GIF or WebP.")] = "",
    alt: Annotated[str, typer.Option(help="The image in words.")] = "",
    kind: Annotated[str, typer.Option(help="Have it written: advert or slogan.")] = "",
    fact: Annotated[list[str] | None, typer.Option(metavar="NAME=VALUE", help="For --kind.")] = None,
) -> None:
    """Take in a creative, or have it written from facts; checked against advertising law, it waits for a person."""
    from pathlib import Path

    from broadsheet.core import Creative, InvalidInputError

    session = of(context)
    with session.open() as room:
        if kind:
            facts: dict[str, Any] = {"sector": sector} if sector else {}
            for one in fact or ():
                name, equals, value = one.partition("=")
                if not equals:
                    raise InvalidInputError("a fact is NAME=VALUE", asked=one)
                facts[name] = value
            model = session.model or None
            kept = room.ads.draft_creative(campaign, facts=facts, link=link, language=language, kind=kind, model=model)
        else:
            picture = room.keep_image(Path(image).read_bytes()) if image else ""
            made = Creative(campaign, headline, text, link, language, image=picture, alt=alt, sector=sector)
            kept = room.ads.add_creative(made)
    session.answer(kept, lambda out: told_creative(out, kept))
    if kept.value.state == "refused":
        raise typer.Exit(FELL_SHORT)


def approve(
    context: typer.Context,
    creative: Annotated[int, typer.Argument()],
    by: Annotated[str, typer.Option("--by", help="Who looked at it.")],
) -> None:
    """Let a creative be served; a person decides that."""
    session = of(context)
    with session.open() as room:
        made = room.ads.approve(creative, by=by)
    session.answer(made, lambda out: out.print(f"approved by {made.by}", markup=False))


def refuse(
    context: typer.Context,
    creative: Annotated[int, typer.Argument()],
    by: Annotated[str, typer.Option("--by")] = "",
    why: Annotated[str, typer.Option("--why")] = "",
) -> None:
    """Keep a creative from being served."""
    session = of(context)
    with session.open() as room:
        made = room.ads.refuse(creative, by=by, why=why)
    session.answer(made, lambda out: out.print("refused"))


def run(context: typer.Context, campaign: Annotated[int, typer.Argument()]) -> None:
    """Run a campaign that has an approved creative."""
    _state(of(context), campaign, "running")


def pause(context: typer.Context, campaign: Annotated[int, typer.Argument()]) -> None:
    """Pause a campaign; `ads run` goes on with what is left of its budget."""
    _state(of(context), campaign, "paused")


def end(context: typer.Context, campaign: Annotated[int, typer.Argument()]) -> None:
    """End a campaign for good."""
    _state(of(context), campaign, "ended")


def show(context: typer.Context) -> None:
    """Advertisers, their campaigns with what they spent, and creatives."""
    session = of(context)
    with session.open() as room:
        payers, campaigns, creatives = room.ads.advertisers(), room.ads.campaigns(), room.ads.creatives()
        spent = room.ads.spent()

    def told(out: "Console") -> None:
        for payer in payers:
            out.print(f"{payer.id}. {payer.value.name}", markup=False, style="bold")
            for one in [c for c in campaigns if c.value.advertiser == payer.id]:
                told_campaign(out, one, spent=spent.get(one.id, 0))
                for made in [m for m in creatives if m.value.campaign == one.id]:
                    told_creative(out, made)
        if not payers:
            out.print("no advertiser yet")

    found = {"advertisers": payers, "campaigns": campaigns, "creatives": creatives, "spent": spent}
    session.answer(found, told)


def preview(
    context: typer.Context,
    article: Annotated[int, typer.Argument(help="The article on the page.")],
) -> None:
    """Whether advertisements may stand beside an article, and which campaigns want it. Nothing is served or charged."""
    session = of(context)
    with session.open() as room:
        found = room.ads.preview(article)

    def told(out: "Console") -> None:
        out.print(f"no advertisement that cares stands here: {found.unsafe}" if found.unsafe else "safe")
        for wanting in found.campaigns:
            line = f"campaign {wanting.id} {wanting.name}: worth {money(wanting.worth, found.currency)} a thousand"
            out.print(f"{line} ({', '.join(wanting.matched) or 'any page'})", markup=False)

    session.answer(found, told)


def report(
    context: typer.Context,
    campaign: Annotated[int, typer.Argument(help="0: all of them.")] = 0,
    by: Annotated[str, typer.Option(help="day, surface, topic, hour or creative.")] = "day",
    csv: Annotated[bool, typer.Option("--csv", help="As a table for a spreadsheet.")] = False,
) -> None:
    """What came of a campaign: shown, seen, clicked with the interval, spent; by day and context."""
    session = of(context)
    with session.open() as room:
        table = room.ads.csv(campaign, by=by)
        found, fill = room.ads.report(campaign), room.ads.fill()
    if csv and not session.is_json:
        write(table)
        return
    session.answer({**_fields(found), "fill": fill}, lambda out: told_report(out, found, fill=fill, by=by))


def consent(
    context: typer.Context,
    reader: Annotated[str, typer.Argument()],
    interests: Annotated[bool, typer.Option("--interests/--no-interests")] = False,
) -> None:
    """Whether a reader lets advertisements be chosen by their interests; nobody does until they say so."""
    session = of(context)
    with session.open() as room:
        made = room.ads.consent(reader, interests=interests)
    session.answer(made, lambda out: out.print("by interests" if made.interests else "by the page alone"))


def _state(session: Session, campaign: int, state: Any) -> None:
    with session.open() as room:
        made = room.ads.set_state(campaign, state)
    session.answer(made, lambda out: out.print(f"{made.name}: {made.state}", markup=False))


def _fields(found: Any) -> dict[str, Any]:
    from broadsheet.serve.shapes import jsonable

    shown: dict[str, Any] = jsonable(found)
    return shown
