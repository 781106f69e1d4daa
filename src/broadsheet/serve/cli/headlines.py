"""`headlines`: variants of an article's headline tested on readers, until one has won."""

from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.serve.cli._session import Session, lines, of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from broadsheet.app import Newsroom
    from broadsheet.core import Headline, HeadlineLook, HeadlineTest

Signed = Annotated[str, typer.Option("--by", help="Who signs for it.")]
Article = Annotated[int, typer.Argument(metavar="ARTICLE")]
Given = Annotated[list[str] | None, typer.Argument(metavar="HEADLINE...")]
Some = Annotated[int, typer.Option("--write", min=0, max=8, help="How many more to have written.")]
Id = Annotated[int, typer.Argument(metavar="TEST")]


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(help="Headlines tested on readers, until one has won.")
    for name, command in (
        ("candidates", candidates),
        ("test", start_test),
        ("list", list_tests),
        ("status", status),
        ("stop", stop),
        ("show", show),
        ("undo", undo),
    ):
        group.command(name)(command)
    app.add_typer(group, name="headlines")


def candidates(context: typer.Context, article: Article, titles: Given = None, write: Some = 0) -> None:
    """What might compete for an article, each with what the check against it says."""
    session = of(context)
    with session.open() as room:
        found = room.headline_candidates(article, titles or [], write=write)
    session.answer({"candidates": found}, lambda out: lines(out, map(_candidate, found)))


def start_test(
    context: typer.Context,
    article: Article,
    titles: Given = None,
    by: Signed = "",
    write: Some = 0,
    unit: Annotated[str, typer.Option("--unit", help="What keeps one headline: reader, or page.")] = "reader",
    hours: Annotated[float, typer.Option("--hours", help="The most it takes.")] = 48.0,
    minimum: Annotated[int, typer.Option("--minimum", help="Viewings of each before anything is decided.")] = 300,
    confidence: Annotated[float, typer.Option("--confidence", help="Probability of the best that decides.")] = 0.995,
) -> None:
    """Start a test. Only headlines that the article bears out compete; the others are listed with why."""
    from broadsheet.core import HeadlineRules, UnknownNameError

    if unit not in ("reader", "page"):
        raise UnknownNameError("a test goes by reader or by page", asked=unit, choices=("reader", "page"))
    session = of(context)
    rules = HeadlineRules(hours=hours, minimum=minimum, confidence=confidence)
    with session.open() as room:
        begun = room.start_headlines(article, titles or [], by=by, write=write, unit=unit, rules=rules)
    told = [*begun.value.variants, *begun.value.refused]
    session.answer(begun, lambda out: lines(out, [f"test {begun.id} runs", *map(_candidate, told)]))


def list_tests(
    context: typer.Context,
    state: Annotated[str, typer.Option("--state", help="running, decided or stopped; else all.")] = "",
    n: Annotated[int, typer.Option("--n", min=1, max=500)] = 20,
) -> None:
    """The tests, newest first."""
    session = of(context)
    with session.open() as room:
        room.count_headlines()
        found = room.headline_tests(state=state, limit=n)
    told = [f"{t.id}  {t.value.state}  article {t.value.article}  {t.value.variants[0].text}" for t in found]
    session.answer({"tests": found}, lambda out: lines(out, told or ["no headline was tested yet"]))


def status(context: typer.Context, id: Id) -> None:
    """How a test stands: what was counted, how likely each is the best, and how it ended."""
    session = of(context)
    with session.open() as room:
        room.count_headlines()
        _tell(session, room, id)


def stop(
    context: typer.Context,
    id: Id,
    by: Signed = "",
    winner: Annotated[int, typer.Option("--winner", help="The variant to show from now on; 0: the own.")] = 0,
) -> None:
    """End a test by hand."""
    session = of(context)
    with session.open() as room:
        room.stop_headlines(id, by=by, winner=winner or None)
        _tell(session, room, id)


def show(
    context: typer.Context, id: Id, variant: Annotated[int, typer.Argument(metavar="VARIANT")], by: Signed = ""
) -> None:
    """Show a variant of an ended test, by its number in `headlines status`."""
    session = of(context)
    with session.open() as room:
        room.show_headline(id, variant, by=by)
        _tell(session, room, id)


def undo(context: typer.Context, id: Id, by: Signed = "") -> None:
    """Give the article its own headline back."""
    show(context, id, 0, by)


def _tell(session: Session, room: "Newsroom", id: int) -> None:
    stored, looks = room.headline_test(id), room.headline_looks(id)
    session.answer({"test": stored, "looks": looks}, lambda out: lines(out, _standing(stored.value, looks)))


def _standing(test: "HeadlineTest", looks: "list[HeadlineLook]") -> "Iterator[str]":
    yield f"{test.state}, article {test.article}, by {test.unit}, since {test.since:%Y-%m-%d %H:%M}"
    for place, variant in enumerate(test.variants):
        odds = looks[-1].odds[place] if looks else None
        tally = looks[-1].tallies[place] if looks else None
        if odds and tally:
            counted = (
                f"{tally.clicks}/{tally.exposures} clicked ({odds.low:.1%} to {odds.high:.1%}), {tally.reads} read"
            )
            mark = "  bait" if odds.bait else ""
            yield f"{place}  {odds.best:6.1%} best  {counted}  {variant.text}{mark}"
        else:
            yield f"{place}  {variant.text}"
    for one in test.refused:
        yield _candidate(one)
    if test.verdict:
        won = "no difference" if test.verdict.winner is None else f"variant {test.verdict.winner}"
        yield f"ended by {test.verdict.ground}: {won}; readers see variant {test.shown}"


def _candidate(one: "Headline") -> str:
    return f"refused  {one.text}  ({one.refused})" if one.refused else f"{one.origin:8} {one.text}"
