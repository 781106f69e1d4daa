"""`steer`: the editor's hand on front pages: dials, pins, boosts, and what a turn of a dial would cost."""

from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.core import InvalidInputError
from broadsheet.serve.cli._session import of

if TYPE_CHECKING:
    from rich.console import Console

    from broadsheet.app.directing import Direction
    from broadsheet.recommend.pages.replaying import Replay

Reason = Annotated[str, typer.Option("--reason", help="Why; it is kept, and shown with a pin or a boost.")]
By = Annotated[str, typer.Option("--by", help="Who says so.")]
Hours = Annotated[float, typer.Option("--hours", help="How long it lasts.")]
Languages = Annotated[list[str] | None, typer.Option("--language", help="Only pages in this language; repeatable.")]
Dial = Annotated[float | None, typer.Option(help="From 0 to 1; 0.5 leaves pages as they are.")]
Floor = Annotated[float | None, typer.Option(help="Least share for public interest: 0 none, 1 half of the page.")]
_TELLING = 0.05
"""Of less than this a share is no share: likeness about nothing would rise by hundreds of per cent."""


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(help="The editor's hand on front pages.", invoke_without_command=True)
    group.callback()(show)
    for name, step in (("set", set_dials), ("preview", preview), ("pin", pin), ("boost", boost)):
        group.command(name)(step)
    group.command("remove")(remove)
    group.command("history")(history)
    app.add_typer(group, name="steer")


def show(context: typer.Context) -> None:
    """The dials, pins and boosts that hold now."""
    if context.invoked_subcommand is not None:
        return
    session = of(context)
    with session.open() as room:
        now = room.direction()
    session.answer(now, lambda out: _tell(out, now))


def set_dials(
    context: typer.Context,
    reason: Reason = "",
    freshness: Dial = None,
    locality: Dial = None,
    depth: Dial = None,
    diversity: Dial = None,
    public_interest: Floor = None,
    hours: Annotated[float | None, typer.Option("--hours", help="Then they go back; else they stay.")] = None,
    by: By = "",
) -> None:
    """Turn dials; those not named stay as they are."""
    session = of(context)
    turned = _turned(freshness, locality, depth, diversity, public_interest)
    if not turned:
        raise InvalidInputError("no dial is named", do="give --freshness 0.8, or another")
    with session.open() as room:
        room.set_dials(reason=reason, by=by, hours=hours, **turned)
        now = room.direction()
    session.answer(now, lambda out: _tell(out, now))


def preview(
    context: typer.Context,
    freshness: Dial = None,
    locality: Dial = None,
    depth: Dial = None,
    diversity: Dial = None,
    public_interest: Floor = None,
    reader: Annotated[list[str] | None, typer.Option("--reader", help="Whose pages; else those served last.")] = None,
    language: Annotated[str, typer.Option("--language", help="Of the pages.")] = "",
    n: Annotated[int, typer.Option("--n", min=1, max=200, help="Items of a page.")] = 24,
) -> None:
    """What pages would be with these dials, beside what they are; nothing goes live."""
    session = of(context)
    with session.open() as room:
        dials = room.dials_with(_turned(freshness, locality, depth, diversity, public_interest))
        found = room.preview_dials(dials, language=language, n=n, readers=tuple(reader or ()))
    session.answer(found, lambda out: _compare(out, found))


def pin(
    context: typer.Context,
    article: Annotated[int, typer.Argument()],
    reason: Reason = "",
    position: Annotated[int, typer.Option("--position", help="From 1, the top.")] = 1,
    hours: Hours = 24,
    by: By = "",
    language: Languages = None,
) -> None:
    """Put an article at a position of every front page."""
    session = of(context)
    with session.open() as room:
        id = room.pin(article, reason=reason, position=position, hours=hours, by=by, languages=tuple(language or ()))
    session.answer({"id": id}, lambda out: out.print(f"pin {id}: article {article} at {position} for {hours:g} hours"))


def boost(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(help="article, tag or outlet.")],
    name: Annotated[str, typer.Argument(help="Its number, the tag or the outlet.")],
    amount: Annotated[float, typer.Option("--amount", help="-3 to 3; 1 is a strong interest, below 0 lowers.")] = 1.0,
    reason: Reason = "",
    hours: Hours = 24,
    by: By = "",
    language: Languages = None,
) -> None:
    """Raise or lower an article, a tag or an outlet on every front page."""
    session = of(context)
    with session.open() as room:
        id = room.boost(amount, about=(kind, name), reason=reason, hours=hours, by=by, languages=tuple(language or ()))
    session.answer({"id": id}, lambda out: out.print(f"boost {id}: {kind} {name} {amount:+g} for {hours:g} hours"))


def remove(context: typer.Context, id: Annotated[int, typer.Argument()], by: By = "") -> None:
    """Take a pin or a boost back before its time."""
    session = of(context)
    with session.open() as room:
        room.remove_steer(id, by=by)
    session.answer({"id": id, "removed": True}, lambda out: out.print(f"{id} is taken back"))


def history(context: typer.Context, n: Annotated[int, typer.Option("--n", min=1, max=1000)] = 20) -> None:
    """Who set what, when and why, the last first."""
    session = of(context)
    with session.open() as room:
        settings, steers = room.direction_history(limit=n)

    def told(out: "Console") -> None:
        for setting in settings:
            value = setting.value
            out.print(f"{value.since:%Y-%m-%d %H:%M}  {value.by or '-'}: {_dials(value.dials)}", markup=False)
            out.print(f"      {value.reason}", markup=False)
        for kept in steers:
            taken = f", taken back by {kept.ended_by or '-'}" if kept.ended else ""
            out.print(f"{kept.value.since:%Y-%m-%d %H:%M}  {_said(kept.id, kept.value)}{taken}", markup=False)

    session.answer({"dials": settings, "steers": steers}, told)


def _turned(*values: float | None) -> dict[str, float]:
    names = ("freshness", "locality", "depth", "diversity", "public_interest")
    return {name: value for name, value in zip(names, values, strict=True) if value is not None}


def _tell(out: "Console", now: "Direction") -> None:
    out.print(_dials(now.dials))
    if now.setting:
        value = now.setting.value
        until = f", until {value.until:%Y-%m-%d %H:%M}" if value.until else ""
        out.print(f"      set by {value.by or '-'}: {value.reason}{until}", markup=False)
    for steer in now.steers:
        gone = "  (the article is gone: skipped)" if steer.gone else ""
        out.print(f"{_said(steer.id, steer.value)}  {steer.title}{gone}", markup=False)


def _dials(dials: object) -> str:
    from dataclasses import asdict

    return "  ".join(f"{name} {value:g}" for name, value in asdict(dials).items())  # type: ignore[call-overload]


def _said(id: int, steer: object) -> str:
    from broadsheet.core import Steer

    assert isinstance(steer, Steer)  # noqa: S101 - for the type alone
    until = f"until {steer.until:%Y-%m-%d %H:%M}, {steer.by or '-'}: {steer.reason}"
    if steer.kind == "pin":
        return f"{id}  pin article {steer.article} at {steer.position}, {until}"
    about = (
        f"article {steer.article}" if steer.article else f"tag {steer.tag}" if steer.tag else f"outlet {steer.outlet}"
    )
    return f"{id}  boost {about} {steer.amount:+g}, {until}"


def _compare(out: "Console", found: "Replay") -> None:
    from dataclasses import asdict

    out.print(f"{found.readers} readers' pages; expected clicks by {found.method}")
    before, after = asdict(found.before), asdict(found.after)
    for name, value in before.items():
        change = f"{(after[name] - value) / value:+.1%}" if value > _TELLING else ""
        out.print(f"{name:>12} {value:10.3f} {after[name]:10.3f} {change}")
    for title, moves in (("subjects", found.subjects), ("outlets", found.outlets)):
        out.print(f"{title}:")
        for move in moves:
            out.print(f"      {move.name}: {move.before:.1%} -> {move.after:.1%}", markup=False)
