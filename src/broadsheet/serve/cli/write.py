"""`write KIND`: a draft from facts and sources, streamed as it is written."""

import json
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from broadsheet.core import Draft, Evidence, InvalidInputError
from broadsheet.serve.cli._session import FELL_SHORT, Session, batch, may, may_list, need, of, write

if TYPE_CHECKING:
    from broadsheet.app import Newsroom
    from broadsheet.models import Options


FIELDS = {"language": str, "n": int, "tone": str, "length": int, "topic": str}  # of a batch row, as its options
MOST = 20  # candidates: an editor reads no more


class Strategy(Enum):
    """How the next token is chosen."""

    greedy = "greedy"
    sample = "sample"
    beam = "beam"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("write")(draft)


def draft(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(help="brief, headlines, summary, social ...; a wrong one lists them all.")],
    topic: Annotated[str, typer.Option(help="Written from what the archive has on it.")] = "",
    fact: Annotated[list[str] | None, typer.Option(metavar="NAME=VALUE", help="A fact; may be given again.")] = None,
    facts: Annotated[str, typer.Option(metavar="FILE", help="Facts as a JSON object.")] = "",
    source: Annotated[list[str] | None, typer.Option(metavar="ID/FILE/URL", help="May be given again.")] = None,
    language: Annotated[str, typer.Option(help="zh or en.")] = "",
    n: Annotated[int, typer.Option(min=1, max=MOST, help="How many candidates.")] = 1,
    tone: Annotated[str, typer.Option()] = "",
    length: Annotated[int | None, typer.Option(min=1, help="Characters (zh) or words (en).")] = None,
    strategy: Annotated[Strategy, typer.Option(help="beam where the model has it.")] = Strategy.greedy,
    temperature: Annotated[float, typer.Option()] = 0.7,
    top_k: Annotated[int, typer.Option("--top-k")] = 40,
    top_p: Annotated[float, typer.Option("--top-p")] = 0.95,
    max_tokens: Annotated[int, typer.Option("--max-tokens")] = 512,
    stop: Annotated[list[str] | None, typer.Option(help="Text that ends it; may be given again.")] = None,
    seed: Annotated[int, typer.Option()] = 0,
    rows: Annotated[str, typer.Option("--batch", metavar="FILE.jsonl", help="One order a line.")] = "",
) -> None:
    """Write a draft: evidence first, then the model phrases it, then every sentence is checked."""
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
    order = {"language": language, "n": n, "tone": tone, "length": length}
    with session.open() as room:
        if rows:
            if not batch(rows, lambda row: _row(room, kind, row, order, options)):
                raise typer.Exit(FELL_SHORT)
            return
        given = _facts(facts) | dict(_pair(f) for f in fact or [])
        _stream(
            session, room, kind, {"facts": given, "sources": source or [], "topic": topic, "options": options} | order
        )


def _pair(text: str) -> tuple[str, str]:
    name, mark, value = text.partition("=")
    if not mark or not name.strip():
        raise InvalidInputError("a fact is NAME=VALUE", asked=text, do="for example --fact venue=码头")
    return name.strip(), value.strip()


def _facts(path: str) -> dict[str, Any]:
    if not path:
        return {}
    try:
        found = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InvalidInputError(
            "the facts can't be read", asked=path, found=str(error), do="give a JSON object"
        ) from error
    if not isinstance(found, dict):
        raise InvalidInputError("the facts are not a JSON object", asked=path, found=type(found).__name__)
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

    return dict(jsonable(made))


def _tell(made: Draft, id: int | None) -> None:
    for number, variant in enumerate(made.variants, 1):
        lead = f"[{number}] " if len(made.variants) > 1 else ""
        write(f"{lead}{variant.text}\n")
        for claim in variant.report.claims if variant.report else ():
            if claim.verdict in ("unsupported", "contradicted"):
                write(f"    ! {claim.verdict}: {claim.text} ({claim.reason})\n")
    write(f"\ndraft {id}, written by {made.model}, {len(made.sources)} sources\n")


def _row(room: "Newsroom", kind: str, row: dict[str, Any], order: dict[str, Any], options: "Options") -> Any:
    known = {k: need(row, k, type_) for k, type_ in FIELDS.items() if row.get(k) is not None}
    if not 1 <= known.get("n", 1) <= MOST or known.get("length", 1) < 1:
        raise InvalidInputError(f"n is from 1 to {MOST}, and length 1 or more", found=repr(known))
    evidence = [Evidence(f"evidence:{i}", text) for i, text in enumerate(may_list(row, "evidence"), 1)]
    facts: dict[str, Any] = may(row, "facts", {})
    wanted: dict[str, Any] = {
        "sources": may_list(row, "sources"),
        "evidence": evidence,
        "facts": facts,
        "options": options,
    }
    pieces = room.write(may(row, "kind", kind), **wanted | order | known)
    made = [p for p in pieces if p.draft][-1]
    return {"draft": made.draft_id} | _shape(made.draft) if made.draft else {}
