"""`write KIND`: a draft from facts and sources, streamed as it is written."""

import json
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from broadsheet.core import Draft, Evidence, InvalidInputError
from broadsheet.serve.cli._decoding import MaxTokens, Seed, Stops, Strategies, Strategy, Temperature, TopK, TopP
from broadsheet.serve.cli._kinds import LIST, list_kinds
from broadsheet.serve.cli._session import FELL_SHORT, Session, batch, may, may_list, need, of, write

if TYPE_CHECKING:
    from broadsheet.app import Newsroom
    from broadsheet.models import Options


# What a batch row may have under the names of the options.
FIELDS = {"language": str, "n": int, "tone": str, "length": int, "topic": str, "style": str}
MOST = 20  # candidates: an editor reads no more


class Level(Enum):
    """How hard it may be to read."""

    simple = "simple"
    general = "general"
    expert = "expert"


class Person(Enum):
    """Who speaks."""

    first = "first"
    second = "second"
    third = "third"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("write")(draft)


def draft(
    context: typer.Context,
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="brief, headlines, poem ...; `list` tells them all, and their facts.")
    ],
    topic: Annotated[str, typer.Option(help="Written from what the archive has on it.")] = "",
    fact: Annotated[list[str] | None, typer.Option(metavar="NAME=VALUE", help="A fact; may be given again.")] = None,
    facts: Annotated[str, typer.Option(metavar="FILE", help="Facts as a JSON object or CSV.")] = "",
    source: Annotated[list[str] | None, typer.Option(metavar="ID/FILE/URL", help="May be given again.")] = None,
    language: Annotated[str, typer.Option(help="zh or en.")] = "",
    n: Annotated[int, typer.Option(min=1, max=MOST, help="How many candidates.")] = 1,
    tone: Annotated[str, typer.Option(help="In your words: sober, warm, 轻松.")] = "",
    length: Annotated[int | None, typer.Option(min=1, help="Characters (zh) or words (en).")] = None,
    keyword: Annotated[list[str] | None, typer.Option(help="Looked up as a topic is; may be given again.")] = None,
    audience: Annotated[str, typer.Option(help="Who reads it, in your words.")] = "",
    level: Annotated[Level | None, typer.Option(help="Reading level.")] = None,
    person: Annotated[Person | None, typer.Option(help="Third is kept strictly, the others are aims.")] = None,
    style: Annotated[str, typer.Option(help="A house style; a wrong one lists them all.")] = "",
    must: Annotated[list[str] | None, typer.Option(help="A word that must stand in it; may be given again.")] = None,
    avoid: Annotated[list[str] | None, typer.Option(help="A word that must not; may be given again.")] = None,
    least: Annotated[int | None, typer.Option(min=1, help="At least so many characters (zh) or words (en).")] = None,
    most: Annotated[int | None, typer.Option(min=1, help="At most so many.")] = None,
    schema: Annotated[str, typer.Option(metavar="FILE", help="A JSON schema; the text is a JSON document.")] = "",
    strategy: Strategies = Strategy.greedy,
    temperature: Temperature = 0.7,
    top_k: TopK = 40,
    top_p: TopP = 0.95,
    min_p: Annotated[float, typer.Option("--min-p", help="Leave out what is so much rarer than the best.")] = 0.0,
    beams: Annotated[int, typer.Option(help="How many beginnings a beam search keeps.")] = 4,
    repeat_penalty: Annotated[float, typer.Option("--repeat-penalty", help="1 is off.")] = 1.0,
    no_repeat_ngram: Annotated[int, typer.Option("--no-repeat-ngram", help="0 is off.")] = 0,
    min_tokens: Annotated[int, typer.Option("--min-tokens", help="At least so many tokens an answer.")] = 0,
    max_tokens: MaxTokens = 512,
    stop: Stops = None,
    seed: Seed = 0,
    rows: Annotated[str, typer.Option("--batch", metavar="FILE.jsonl", help="One order a line.")] = "",
) -> None:
    """Write a draft: evidence first, then the model phrases it, then every sentence is checked."""
    from broadsheet.models import Options
    from broadsheet.write import Controls, named_once

    session = of(context)
    options = Options(
        strategy=strategy.value,
        temperature=temperature,
        top_k=top_k,
        top_p=top_p,
        min_p=min_p,
        beams=beams,
        repeat_penalty=repeat_penalty,
        no_repeat_ngram=no_repeat_ngram,
        min_tokens=min_tokens,
        max_tokens=max_tokens,
        stop=tuple(stop or ()),
        seed=seed,
    )
    controls = Controls(
        audience=audience,
        level=level.value if level else "",
        person=person.value if person else "",
        must=tuple(must or ()),
        avoid=tuple(avoid or ()),
        least=least,
        most=most,
        schema=read_object(schema, what="schema") or None,
    )
    order = {"language": language, "n": n, "tone": tone, "length": length, "controls": controls, "style": style}
    with session.open() as room:
        if kind == LIST:
            list_kinds(session, room)
            return
        if rows:
            if not batch(rows, lambda row: _row(room, kind, row, order, options)):
                raise typer.Exit(FELL_SHORT)
            return
        given = read_facts(facts) | named_once(_pair(f) for f in fact or [])
        named = {"sources": source or [], "topic": topic, "keywords": keyword or []}
        _stream(session, room, kind, {"facts": given, "options": options} | named | order)


def _pair(text: str) -> tuple[str, str]:
    name, mark, value = text.partition("=")
    if not mark or not name.strip():
        raise InvalidInputError("a fact is NAME=VALUE", asked=text, do="for example --fact venue=码头")
    return name.strip(), value.strip()


def read_facts(path: str) -> dict[str, Any]:
    """The facts of a file: a JSON object, or a CSV file of names and values or of figures."""
    from broadsheet.write import facts_of_csv

    if not path.lower().endswith((".csv", ".tsv")):
        return read_object(path, what="facts")
    try:
        return dict(facts_of_csv(Path(path).read_bytes(), name=path))
    except OSError as error:
        raise InvalidInputError("the facts can't be read", asked=path, found=str(error)) from error


def read_object(path: str, *, what: str) -> dict[str, Any]:
    """The JSON object in a file, empty for no file; raises `InvalidInputError` that names `what` it should be."""
    if not path:
        return {}
    from broadsheet.write import named_once

    try:
        found = json.loads(
            Path(path).read_text(encoding="utf-8"), object_pairs_hook=named_once if what == "facts" else dict
        )
    except (OSError, ValueError, RecursionError) as error:
        raise InvalidInputError(
            f"the {what} can't be read", asked=path, found=str(error), do="give a JSON object"
        ) from error
    if not isinstance(found, dict):
        raise InvalidInputError(
            f"no JSON object of {what}", asked=path, found=f"a {type(found).__name__}", do='give {"name": value}'
        )
    return found


def _stream(session: Session, room: "Newsroom", kind: str, order: dict[str, Any]) -> None:
    last: tuple[Draft, int | None] | None = None
    for piece in room.write(kind, **order):
        if piece.event == "notice":
            session.aside.print(f"note: {piece.text}", markup=False)
        if piece.draft:
            last = (piece.draft, piece.draft_id)
    if last is None:
        raise InvalidInputError("nothing could be written", asked=kind)
    made, id = last
    session.answer({"id": id} | _shape(made), lambda _out: _tell(made, id))
    if any(v.report and not v.report.passed for v in made.variants):
        raise typer.Exit(FELL_SHORT)


def _shape(made: Draft) -> dict[str, Any]:
    from broadsheet.serve.shapes import jsonable
    from broadsheet.write import compared

    rows = compared(made) if len(made.variants) > 1 else ()
    return dict(jsonable(made)) | ({"compared": jsonable(rows)} if rows else {})


def _tell(made: Draft, id: int | None) -> None:
    for number, variant in enumerate(made.variants, 1):
        lead = f"[{number}] " if len(made.variants) > 1 else ""
        write(f"{lead}{variant.text}\n")
        for claim in variant.report.claims if variant.report else ():
            if claim.verdict in ("unsupported", "contradicted"):
                write(f"    ! {claim.verdict}: {claim.text} ({claim.reason})\n")
    if len(made.variants) > 1:
        _compare(made)
    write(f"\ndraft {id}, written by {made.model}, {len(made.sources)} sources\n")


def _compare(made: Draft) -> None:
    """The candidates side by side, a line each."""
    from broadsheet.write import compared

    write("\n  no.  length  faithful  differs  own  style\n")
    for row in compared(made):
        fits = " " if row.fits else "+"
        own = "yes" if row.own else "no"
        style = ", ".join(row.style) or "-"
        shares = f"{row.faithful:>8.2f}  {row.differs:>7.2f}"
        write(f"  {row.number + 1:>3}  {row.length:>5}{fits}  {shares}  {own:<3}  {style}\n")


def _row(room: "Newsroom", kind: str, row: dict[str, Any], order: dict[str, Any], options: "Options") -> Any:
    known = {k: need(row, k, type_) for k, type_ in FIELDS.items() if row.get(k) is not None}
    if not 1 <= known.get("n", 1) <= MOST or known.get("length", 1) < 1:
        raise InvalidInputError(f"n is from 1 to {MOST}, and length 1 or more", found=repr(known))
    evidence = [Evidence(f"evidence:{i}", text) for i, text in enumerate(may_list(row, "evidence"), 1)]
    facts: dict[str, Any] = may(row, "facts", {})
    if "controls" in row:
        from broadsheet.write import Controls

        known["controls"] = Controls.of(order["controls"].asked() | may(row, "controls", {}))
    wanted: dict[str, Any] = {
        "keywords": may_list(row, "keywords"),
        "sources": may_list(row, "sources"),
        "evidence": evidence,
        "facts": facts,
        "options": options,
    }
    pieces = room.write(may(row, "kind", kind), **wanted | order | known)
    made = [p for p in pieces if p.draft][-1]
    return {"draft": made.draft_id} | _shape(made.draft) if made.draft else {}
