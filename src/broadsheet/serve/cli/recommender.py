"""`recommender`: the versions that rank front pages, going back to one, and measuring them on the log."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from broadsheet.serve.cli._session import lines, of

if TYPE_CHECKING:
    from rich.console import Console

    from broadsheet.app.ranking import Rankers

_FIGURES = ("auc", "mrr", "ndcg5", "ndcg10", "even")


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(help="What ranks front pages, and how well.", no_args_is_help=True)
    group.command("versions")(versions)
    group.command("rollback")(rollback)
    group.command("evaluate")(evaluate)
    app.add_typer(group, name="recommender")


def versions(context: typer.Context) -> None:
    """What ranks front pages now (*), and the versions kept: learnt from what, how good, why one was refused (-)."""
    session = of(context)
    with session.open() as room:
        found = room.rankers()
    session.answer(found, lambda out: lines(out, told(found)))


def rollback(
    context: typer.Context,
    to: Annotated[
        str, typer.Argument(metavar="VERSION", help="`linear` for the weights set by hand; else the one before.")
    ] = "",
) -> None:
    """Let an earlier version rank front pages again; a server that runs notices within a second or two."""
    session = of(context)
    with session.open() as room:
        found = room.roll_back_ranking(to)
    session.answer(found, lambda out: lines(out, told(found)))


def evaluate(
    context: typer.Context,
    folders: Annotated[
        list[Path] | None, typer.Argument(metavar="[FOLDER]...", help="A data set's (MIND, EB-NeRD); else the log.")
    ] = None,
    most: Annotated[int, typer.Option(min=1, help="The newest impressions of a data set that are measured.")] = 30_000,
) -> None:
    """Measure rankers on the log, window by window in time: AUC, MRR and nDCG as MIND counts them, and slots by lot."""
    session = of(context)
    with session.open() as room:
        windows = []
        for told in room.evaluate_data_set(folders, most=most) if folders else room.evaluate_front_page():
            if isinstance(told, dict):
                windows.append(told)
                session.aside.print(f"{told['since']} to {told['until']}", style="dim")
            else:
                session.aside.print(f"{told.done} of {told.total} impressions", style="dim")

    def told_all(out: "Console") -> None:
        for window in windows:
            lines(out, _window(window))
        if not windows:
            out.print("no page has been served to a reader that there are features of")

    session.answer({"windows": windows}, told_all)


def told(found: "Rankers") -> Iterator[str]:
    """The versions as lines, the newest first."""
    yield f"{found.serving} ranks front pages"
    yield from (f"passed over: {notice}" for notice in found.notices)
    if found.outcome:
        yield f"last training {found.tried}: {found.outcome}"
    for card in found.versions:
        mark = "*" if card.version == found.serving else "-" if card.refused else " "
        yield f"{mark} {card.version}  {card.pages} pages, {card.clicks} clicks, {card.since} to {card.until}"
        yield f"    {_figures(card.figures)}; {card.against}: {_figures(card.beside)}"
        yield from (f"    refused: {reason}" for reason in card.refused)


def _figures(figures: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {figures[name]:.3f}" for name in _FIGURES if name in figures) or "not measured"


def _window(window: Mapping[str, Any]) -> Iterator[str]:
    yield f"{window['since']} to {window['until']}: {window['pages']} pages, {window['clicks']} clicks"
    for name, figures in window["figures"].items():
        rate = window["explored"][name]
        drawn = f"; slots by lot {rate['value']:.3f} ({rate['low']:.3f} to {rate['high']:.3f})" if rate["cases"] else ""
        yield f"    {name:8} {_figures(figures)}{drawn}"
