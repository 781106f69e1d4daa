"""`trends`: what rises, how a subject fared, what changed between two periods, what is odd; as words or as charts."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from broadsheet.core import InvalidInputError
from broadsheet.serve.cli._session import Session, lines, of

if TYPE_CHECKING:
    from rich.console import Console

    from broadsheet.app import Newsroom
    from broadsheet.trends import Difference, Trend, View


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("trends")(trends)


def trends(
    context: typer.Context,
    n: Annotated[int, typer.Option("--n", min=1, max=200)] = 10,
    subject: Annotated[str, typer.Option("--subject", help="Of what: terms, entities, topics, stories.")] = "terms",
    about: Annotated[str, typer.Option("--about", help="One subject alone; a name as person:NAME.")] = "",
    since: Annotated[str, typer.Option("--since", help="2026-11-08; else 30 days before the newest.")] = "",
    until: Annotated[str, typer.Option("--until", help="That day included.")] = "",
    compare_since: Annotated[str, typer.Option("--compare-since", help="Compare with the period from here")] = "",
    compare_until: Annotated[str, typer.Option("--compare-until", help="to here; else up to --since.")] = "",
    language: Annotated[str, typer.Option("--language")] = "",
    outlet: Annotated[str, typer.Option("--outlet")] = "",
    topic: Annotated[str, typer.Option("--topic", help="Only articles on this IPTC id.")] = "",
    entity: Annotated[str, typer.Option("--entity", help="Only articles that name this.")] = "",
    by: Annotated[str, typer.Option("--by", help="hour, day, week, month or year; else by the length.")] = "",
    zone: Annotated[str, typer.Option("--zone", help="Whose days: +08:00; else UTC.")] = "",
    chart: Annotated[str, typer.Option("--chart", help="A chart to draw; see --out.")] = "",
    out: Annotated[Path | None, typer.Option("--out", help="Where to: FILE.svg, FILE.png or FILE.csv.")] = None,
    watch: Annotated[bool, typer.Option("--watch", help="Tell of such bursts from now on; see `alerts`.")] = False,
    labels: Annotated[str, typer.Option("--labels", help="The language of a chart's words: en or zh.")] = "",
) -> None:
    """What rises, bursts, differs and is out of the ordinary; with --chart, drawn."""
    from broadsheet.serve.windows import Picked

    session = of(context)
    limits = Picked(since, until, language, outlet, topic, entity, by, zone)
    with session.open() as room:
        view = limits.view(room)
        then = _period(room, view, since=compare_since, until=compare_until)
        if watch:
            _keep_watch(
                session, room, value={"kind": subject, "subject": about, "language": language, "outlet": outlet}
            )
        elif chart or out:
            _draw(session, room, chart=chart, out=out, asked=(view, subject, about, then, labels, n))
        elif then:
            found = room.compare(view, then, kind=subject, n=n)
            session.answer({"differences": found}, lambda to: lines(to, map(_difference, found)))
        elif about:
            _one(session, room, view=view, kind=subject, about=about)
        else:
            _all(session, room, view=view, kind=subject, n=n)


def _period(room: "Newsroom", view: "View", *, since: str, until: str) -> "View | None":
    """The period to compare with: from `since` up to `until`, or up to where the window begins."""
    from broadsheet.serve.windows import moment

    first, last = moment(since, zone=view.zone), moment(until, zone=view.zone, is_end=True)
    if not first and not last:
        return None
    end = last or view.since
    found = room.view(since=first, until=end, like=view)
    found.bins()
    return found


def _draw(session: Session, room: "Newsroom", *, chart: str, out: Path | None, asked: tuple[Any, ...]) -> None:
    from broadsheet.app.asked import Asked
    from broadsheet.app.charting import FIGURES

    view, kind, about, then, labels, n = asked
    if not chart or out is None:
        raise InvalidInputError(
            "a chart needs its name and a file", do="give --chart NAME --out FILE.svg", choices=FIGURES.names()
        )
    words = labels or room.settings.language or "en"
    told = Asked(view, kind=kind, subject=about, then=then, language="zh" if words == "zh" else "en", n=n)
    body = room.chart(chart, told, format=out.suffix.removeprefix(".").lower())
    try:
        out.write_bytes(body)
    except OSError as error:
        raise InvalidInputError("this file can't be written", asked=str(out), found=error.strerror or "") from error
    session.answer({"chart": chart, "file": out, "bytes": len(body)}, lambda to: to.print(f"{out}", markup=False))


def _keep_watch(session: Session, room: "Newsroom", *, value: dict[str, str]) -> None:
    id = room.watch(value, kind="trend")
    session.answer(
        {"watch": id, **value}, lambda to: to.print(f"watch {id}: bursts of {value['subject'] or value['kind']}")
    )


def _all(session: Session, room: "Newsroom", *, view: "View", kind: str, n: int) -> None:
    rising, bursts = room.rising(n, kind=kind, view=view), room.bursts(n, kind=kind, view=view)
    odd, silent = room.anomalies(view=view), room.silences(view=view)

    def told(to: "Console") -> None:
        if not rising and not bursts:
            to.print("nothing rises in this window")
        for trend in rising:
            to.print(_rise(room, trend), markup=False)
        for anomaly in odd:
            said = f"{anomaly.start:%Y-%m-%d %H:%M}: {anomaly.count} articles, {anomaly.low} to {anomaly.high} were due"
            to.print(said, markup=False, style="yellow")
        for silence in silent:
            to.print(
                f"{silence.outlet}: nothing since {silence.last:%Y-%m-%d}, {silence.due:.0f} were due", markup=False
            )

    answer = {"window": view, "rising": rising, "bursts": bursts, "anomalies": odd, "silences": silent}
    session.answer(answer, told)


def _one(session: Session, room: "Newsroom", *, view: "View", kind: str, about: str) -> None:
    series = room.series(about, kind=kind, view=view)
    coverage = room.coverage(about, kind=kind, view=view)
    odd = room.anomalies(about, kind=kind, view=view)

    def told(to: "Console") -> None:
        if not any(point.count for point in series):
            to.print("nothing about that in this window")
        for point in (p for p in series if p.count):
            mood = f"  {point.sentiment.value:+.2f}" if point.sentiment else ""
            to.print(f"{point.start:%Y-%m-%d %H:%M}  {point.count:>5} of {point.total}{mood}", markup=False)
        for row in (r for r in coverage if r.count):
            to.print(f"{row.outlet}: {row.count} of {row.total} ({row.share.value:.0%})", markup=False, style="dim")

    answer = {"window": view, "subject": about, "series": series, "coverage": coverage, "anomalies": odd}
    session.answer(answer, told)


def _rise(room: "Newsroom", trend: "Trend") -> str:
    """`Brexit  12 (3.0 were due) since 29 March`."""
    name = room.called(trend.term, kind=trend.kind, language=room.settings.language or "en")
    began = f"  since {trend.start:%Y-%m-%d}" if trend.start and trend.is_on else ""
    return f"{name}  {trend.count} ({trend.expected:.1f} were due){began}"


def _difference(found: "Difference") -> str:
    return f"{found.change:+.1f}  {found.name}  {found.now} now, {found.then} then"
