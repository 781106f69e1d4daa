"""What models cost, told in columns."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from broadsheet.app.accounting import Account, Total

_HEAD = ("", "answers", "in", "out", "seconds", "CPU s", "joules", "known by", "money")
# The columns that hold words and not numbers.
_WORDS = (0, 7)


def told(account: "Account") -> Iterator[str]:
    """The account's lines: by model, by task, and the energy of an accepted sentence where it can be known."""
    if not account.models:
        yield f"No model was asked since {account.since:%Y-%m-%d}."
        return
    for head, totals in (("model", account.models), ("task", account.tasks)):
        yield from _table([(head, *_HEAD[1:]), *(_row(total) for total in totals)])
        yield ""
    if account.joules_a_sentence is None:
        yield "No sentence of a model was accepted yet."
    else:
        yield f"{account.joules_a_sentence:,.1f} J for each of {account.accepted} accepted sentences"


def _row(total: "Total") -> tuple[str, ...]:
    return (
        total.name,
        f"{total.answers:,}",
        f"{total.prompt_tokens:,}",
        f"{total.completion_tokens:,}",
        f"{total.seconds:,.1f}",
        f"{total.cpu_seconds:,.1f}",
        f"{total.joules:,.0f}" if total.methods else "-",
        ", ".join(total.methods) or "nobody here",
        f"{total.money:.4f}" if total.money else "-",
    )


def _table(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    kept = list(rows)
    widths = [max(len(row[n]) for row in kept) for n in range(len(kept[0]))]
    for row in kept:
        cells = zip(row, widths, strict=True)
        said = [cell.ljust(w) if n in _WORDS else cell.rjust(w) for n, (cell, w) in enumerate(cells)]
        yield "  ".join(said).rstrip()
