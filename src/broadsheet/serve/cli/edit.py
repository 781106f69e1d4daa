"""`edit EDIT`: the writing assistant on a text or a selection; `accept`, `refuse`, `export`: what people made of it."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from broadsheet.core import InvalidInputError, Offer, Suggestion
from broadsheet.serve.cli._decoding import MaxTokens, Seed, Stops, Strategies, Strategy, Temperature, TopK, TopP
from broadsheet.serve.cli._session import FELL_SHORT, Session, lines, of, read_text, write
from broadsheet.serve.shapes import jsonable

if TYPE_CHECKING:
    from broadsheet.app import Newsroom

EXPORT, LIST = "export", "list"
FATES = {"accept": "accepted", "refuse": "refused"}
_MARKS = {"same": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("edit")(edit)


def edit(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="EDIT",
            help="rewrite, shorten, fix ...; `list` names them; `accept` or `refuse` with the number of a suggestion "
            "settles it, `export` writes what was settled.",
        ),
    ],
    file: Annotated[str, typer.Argument(help="The text, or - for standard input.")] = "-",
    start: Annotated[int, typer.Option(min=0, help="Where the selection begins, in characters.")] = 0,
    end: Annotated[int | None, typer.Option(min=0, help="Where it ends; the text's end when left out.")] = None,
    instruction: Annotated[str, typer.Option(help="What you ask for, in your own words; for `tone` the tone.")] = "",
    evidence: Annotated[
        list[str] | None, typer.Option(metavar="FILE", help="ID, file or URL; may be given again.")
    ] = None,
    draft: Annotated[int | None, typer.Option(min=1, help="The draft the text belongs to.")] = None,
    language: Annotated[str, typer.Option(help="zh or en.")] = "",
    length: Annotated[int | None, typer.Option(min=1, help="Characters (zh) or words (en) that are wanted.")] = None,
    n: Annotated[int, typer.Option(min=1, max=8, help="How many to choose from.")] = 1,
    diff: Annotated[bool, typer.Option("--diff", help="Show what was taken out and put in.")] = False,
    text: Annotated[str, typer.Option("--text", metavar="FILE", help="With accept: the text as you edited it.")] = "",
    by: Annotated[str, typer.Option("--by", help="With accept and refuse: who decides.")] = "",
    strategy: Strategies = Strategy.greedy,
    temperature: Temperature = 0.7,
    top_k: TopK = 40,
    top_p: TopP = 0.95,
    max_tokens: MaxTokens = 512,
    stop: Stops = None,
    seed: Seed = 0,
) -> None:
    """Suggest an edit of a text, or of a selection of it; nothing is written back. Or settle a suggestion."""
    from broadsheet.models import Options

    session = of(context)
    options = Options(
        strategy=strategy.value,
        temperature=temperature,
        top_k=top_k,
        top_p=top_p,
        max_tokens=max_tokens,
        stop=tuple(stop or ()),
        seed=seed,
    )
    asked: dict[str, Any] = {
        "start": start,
        "end": end,
        "instruction": instruction,
        "sources": tuple(evidence or ()),
        "draft": draft,
    }
    asked |= {"language": language, "length": length, "n": n, "options": options}
    with session.open() as room:
        if name in (EXPORT, LIST):
            _told(session, room, name)
            return
        if name in FATES:
            _settle(session, room, name, file, text=text, by=by)
            return
        made = _made(session, room.suggest(name, read_text(file), **asked))
        session.answer({"id": made.id, **jsonable(made.suggestion)}, lambda _out: _tell(made.suggestion, diff))
        if made.id is not None and not session.is_json:
            session.aside.print(f"suggestion {made.id}: broadsheet edit accept {made.id}, or refuse", markup=False)
        if made.suggestion and made.suggestion.report and not made.suggestion.report.passed:
            raise typer.Exit(FELL_SHORT)


def _told(session: Session, room: "Newsroom", what: str) -> None:
    """The edits there are, or every settled suggestion as JSON lines."""
    if what == EXPORT:
        for line in room.suggestions_export():
            write(line + "\n")
        return
    rows = [{"edit": e.name, "label": e.label, "effect": e.effect, "needs": e.needs} for e in room.edits()]
    named = [f"{e.name:10} {e.label['en']} · {e.label['zh']}" for e in room.edits()]
    session.answer(rows, lambda out: lines(out, named))


def _settle(session: Session, room: "Newsroom", what: str, number: str, *, text: str, by: str) -> None:
    """Note what a person made of a suggestion; with a text of their own it was edited."""
    if not number.isdecimal():
        raise InvalidInputError(
            "a suggestion is settled by its number", asked=number, do=f"broadsheet edit {what} NUMBER"
        )
    if text and what == "refuse":
        raise InvalidInputError("what is refused leaves no text of your own", asked=f"--text {text}", do="accept it")
    fate: Any = "edited" if text and what == "accept" else FATES[what]
    settled = room.settle(int(number), fate, text=read_text(text) if text else "", by=by)
    said = f"suggestion {settled.id}: {settled.value.fate}"
    session.answer(settled, lambda out: out.print(said, markup=False))


def _made(session: Session, offers: Any) -> Offer:
    last = Offer("notice")
    for last in offers:
        if last.event == "notice":
            session.aside.print(f"note: {last.text}", markup=False)
    return last


def _tell(made: Suggestion | None, diff: bool) -> None:
    if made is None:
        return
    for passage in made.citations:
        named = " · ".join(filter(None, (passage.outlet, passage.title, passage.source)))
        write(f"{passage.says}: {passage.about}\n    {passage.text}\n    {named}\n")
    if made.effect == "note":
        return
    write("".join(_MARKS[c.op].format(c.text) for c in made.diff) if diff else made.after.strip("\n"))
    write("\n")
    for number, text in enumerate(made.alternatives, 2):
        write(f"[{number}] {text.strip()}\n")
