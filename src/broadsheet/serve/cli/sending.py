"""`notify`, `newsletter` and `subscribe`: what is sent to readers, and what they want sent."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from broadsheet.serve.cli._session import FELL_SHORT, lines, of, write

if TYPE_CHECKING:
    from broadsheet.app.lettering import Lettered
    from broadsheet.app.notifying import Notified

_SAID = {
    "off": "wants no notices",
    "quiet": "sleeps now",
    "enough": "had today's notices",
    "soon": "had one within the hour",
    "nothing": "nothing worth it",
    "sent": "sent",
}


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("notify")(notify)
    app.command("newsletter")(newsletter)
    app.command("subscribe")(subscribe)


def notify(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="[READER]", help="Everybody who wants notices, without one.")] = "",
    language: Annotated[str, typer.Option("--language", help="Of the reasons.")] = "",
) -> None:
    """Send the notice that is worth it now, if there is one; says for each reader what came of it."""
    session = of(context)
    with session.open() as room:
        found = [room.notify(name, language=language)] if name else list(room.notify_all(language=language))
    session.answer({"readers": found}, lambda out: lines(out, map(_notified, found)))
    if any(one.error for one in found):
        raise typer.Exit(FELL_SHORT)


def newsletter(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="[READER]", help="Everybody who wants one, without one.")] = "",
    n: Annotated[int, typer.Option("--n", help="How many articles.")] = 10,
    language: Annotated[str, typer.Option("--language", help="Of the reasons.")] = "",
    format: Annotated[str, typer.Option("--format", help="text or html.")] = "text",
) -> None:
    """Write a reader's newsletter of today, every sentence checked; without a reader everyone's, and send it.

    By extraction, unless a model is named with --model. A run that was ended goes on where it was.
    """
    session = of(context)
    model = session.model or "none"
    with session.open() as room:
        if name:
            letter = room.letter(name, n=n, language=language, model=model)
            made = room.render_letter(letter, format)  # type: ignore[arg-type]  # it says itself what it takes
            session.answer(letter, lambda _out: write(made))
            return
        found = list(room.write_letters(model=model, language=language))
    session.answer({"readers": found}, lambda out: lines(out, map(_lettered, found)))
    if any(one.error for one in found):
        raise typer.Exit(FELL_SHORT)


def subscribe(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="READER")],
    notices: Annotated[str, typer.Option("--notices", help="on or off.")] = "",
    letters: Annotated[str, typer.Option("--newsletter", help="on or off.")] = "",
    most: Annotated[int, typer.Option("--most", help="Notices a day.")] = -1,
    quiet: Annotated[str, typer.Option("--quiet", help="Hours without notices, as 22-7.")] = "",
    zone: Annotated[str, typer.Option("--zone", help="Whose hours those are, as Asia/Shanghai.")] = "",
    threshold: Annotated[float, typer.Option("--threshold", help="What a notice must be worth, 0 to 1.")] = -1,
) -> None:
    """What a reader wants sent; without options it is shown."""
    wishes: dict[str, Any] = {"zone": zone} if zone else {}
    wishes |= {key: _is_on(said) for key, said in (("notices", notices), ("letters", letters)) if said}
    wishes |= {"most_a_day": most} if most >= 0 else {}
    wishes |= {"threshold": threshold} if threshold >= 0 else {}
    wishes |= dict(zip(("quiet_from", "quiet_to"), _hours(quiet), strict=True)) if quiet else {}
    session = of(context)
    with session.open() as room:
        kept = room.subscribe(name, **wishes) if wishes else room.subscription(name)
    shown = [f"{key}: {value}" for key, value in asdict(kept).items() if key != "letter_key"]
    session.answer(kept, lambda out: lines(out, shown))


def _is_on(said: str) -> bool:
    from broadsheet.core import UnknownNameError

    if said not in ("on", "off"):
        raise UnknownNameError("this is on or off", asked=said, choices=("on", "off"))
    return said == "on"


def _hours(quiet: str) -> tuple[int, int]:
    from broadsheet.core import InvalidInputError

    start, _, end = quiet.partition("-")
    if not (start.isdecimal() and end.isdecimal() and len(quiet) <= 5):
        raise InvalidInputError("quiet hours are two hours with a hyphen", asked=quiet, do="give them as 22-7")
    return int(start), int(end)


def _notified(one: "Notified") -> str:
    if one.error:
        return f"{one.reader}: {one.error}"
    told = f": {one.notice.value.title} ({one.notice.value.reason})" if one.notice else ""
    return f"{one.reader}: {_SAID[one.because]}{told}"


def _lettered(one: "Lettered") -> str:
    if one.error:
        return f"{one.reader}: {one.error}"
    return f"{one.reader}: {'sent already' if one.was_there else one.letter.title if one.letter else ''}"
