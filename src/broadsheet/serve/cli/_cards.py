"""The card of a trained analysis as tables for the terminal."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

MATRIX_MOST = 14  # labels: a wider matrix does not fit a terminal


def tell_card(card: Mapping[str, Any], out: "Console") -> None:
    """What the analysis is and how well it did on what was held out."""
    held, low = card["held_out"], card["held_out"]["accuracy_interval"]
    out.print(f"{card['name']}, training {card['version']}: {sum(card['examples'].values())} texts", markup=False)
    out.print(
        f"held out {held['n']}: accuracy {held['accuracy']:.3f} ({low[0]:.3f} to {low[1]:.3f}), "
        f"macro F1 {held['macro_f1']:.3f}, calibration error {held['calibration']['error']:.3f}",
        markup=False,
    )
    for name, said in (("majority", "the commonest label"), ("logistic", "TF-IDF and logistic regression")):
        row = held["beside"][name]
        out.print(f"beside {said}: accuracy {row['accuracy']:.3f}, macro F1 {row['macro_f1']:.3f}", markup=False)
    out.print(_scores(held["labels"]))
    if len(held["labels"]) <= MATRIX_MOST:
        out.print(_matrix(card["labels"], held["confusion"]))
    if held["wanted"]:
        out.print(f"More labels of these would help most: {', '.join(held['wanted'])}", markup=False)


def _scores(rows: Sequence[Mapping[str, Any]]) -> "Table":
    from rich.table import Table

    table = Table("label", "texts", "precision", "recall", "F1", title="On what was held out, with 95 % intervals")
    for row in rows:
        said = [
            f"{row[f]:.2f} ({row[f'{f}_interval'][0]:.2f}-{row[f'{f}_interval'][1]:.2f})"
            for f in ("precision", "recall", "f1")
        ]
        table.add_row(_plain(row["label"]), str(row["n"]), *said)
    return table


def _matrix(labels: Sequence[str], confusion: Sequence[Sequence[int]]) -> "Table":
    from rich.table import Table

    table = Table("true \\ taken for", title="What was mistaken for what")
    for number, _ in enumerate(labels, 1):
        table.add_column(str(number), justify="right")
    for number, (label, row) in enumerate(zip(labels, confusion, strict=True), 1):
        table.add_row(_plain(f"{number} {label}"), *(str(n) if n else "·" for n in row))
    return table


def _plain(text: str) -> str:
    from rich.markup import escape

    return escape(text)
