"""The report of a training: a page one would show a colleague, with the curves, the figures and what must be beaten."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from broadsheet import media
from broadsheet.app.lab.keeping import LabModel
from broadsheet.app.lab.plots import PLOTS, LabPlots
from broadsheet.app.lab.report_words import figure_name, say
from broadsheet.media import Look
from broadsheet.publish import figures_page
from broadsheet.publish.figures_page import FiguresPage, Section, Table

# Longest list of a measure that is shown as a table; the rest is in the card's JSON.
LONGEST = 40


class LabReporting(LabPlots):
    """The part of the newsroom that reports on its lab's models."""

    def lab_report(self, name: str, *, words: str = "en") -> bytes:
        """The report on the model `name` as an HTML page that stands alone; raises `NotFoundError`."""
        language = "zh" if words == "zh" else "en"
        model = self.lab_model(name)
        plots = [media.draw("curve", self.lab_sheet(name, plot, words=language), Look()) for plot in PLOTS]
        page = FiguresPage(
            title=f"lab:{name}",
            kicker=say(language, "kicker"),
            lead=_lead(model, language),
            sections=list(_sections(model, plots if model.step else [], language)),
            language=language,
            standing="passed" if model.state == "ready" else "",
            contents=say(language, "contents"),
        )
        return figures_page.render(page)


def _lead(model: LabModel, language: str) -> str:
    about = model.card.get("about", {}).get(language, "")
    state = say(language, f"state_{model.state}", step=f"{model.step:,}", steps=f"{model.steps:,}")
    return f"{about} {state}".strip()


def _sections(model: LabModel, plots: Sequence[str], language: str) -> Iterator[Section]:
    card = model.card
    if card:
        yield Section(say(language, "what"), tables=[_made_of(card, language)])
    if plots:
        yield Section(say(language, "training"), plots=plots)
    for name, found in dict(card.get("measures", {})).items():
        yield from _measure(name, found, language)
    if card.get("exports"):
        yield Section(say(language, "exports"), tables=[_exports(card["exports"], language)])
    if card.get("corpus"):
        yield Section(say(language, "corpus"), tables=[_table(card["corpus"], language)])
    if card:
        told = {key: card[key] for key in ("model", "objective", "training") if key in card}
        yield Section(say(language, "again"), prose=[say(language, "again_how")], tables=[_table(told, language)])


def _made_of(card: Mapping[str, Any], language: str) -> Table:
    names = ("recipe", "architecture", "parameters", "vocabulary", "seed", "step", "best_step", "tokens", "seconds")
    rows = [(figure_name(language, name), _said(card[name])) for name in names if name in card]
    if "joules" in card:
        rows.append((figure_name(language, "joules"), f"{_said(card['joules'])} ({card.get('method', '')})"))
    return Table((say(language, "figure"), say(language, "value")), rows)


def _measure(name: str, found: Mapping[str, Any], language: str) -> Iterator[Section]:
    if name == "samples":
        heads = (say(language, "prompt"), say(language, "written"), say(language, "held_out"))
        texts = [
            (f"{head}", str(row[key]))
            for row in found.get("samples", ())
            for head, key in zip(heads, ("prompt", "written", "held_out"), strict=True)
            if row.get(key)
        ]
        yield Section(figure_name(language, name), prose=[say(language, "samples_how")], texts=texts)
        return
    tables = [_table(found, language)]
    if isinstance(confusion := found.get("confusion"), list) and isinstance(found.get("labels"), list):
        labels = [str(one["label"]) for one in found["labels"]]
        rows = [[label, *map(str, row)] for label, row in zip(labels, confusion, strict=True)]
        tables = [_classes(found, language), Table(("", *labels), rows, say(language, "confusion")), *tables]
    prose = [say(language, f"{name}_how")] if f"{name}_how" in _EXPLAINED else []
    yield Section(figure_name(language, name), prose=prose, tables=tables)


_EXPLAINED = ("likelihood_how", "ngram_how", "overlap_how", "editorial_how", "classes_how", "gaps_how")


def _classes(found: Mapping[str, Any], language: str) -> Table:
    names = ("label", "n", "precision", "recall", "f1")
    rows = [[_with_interval(one, name) for name in names] for one in found["labels"]]
    return Table([figure_name(language, name) for name in names], rows)


def _with_interval(row: Mapping[str, Any], name: str) -> str:
    interval = row.get(f"{name}_interval")
    return f"{row[name]:.3f} ({interval[0]:.3f}–{interval[1]:.3f})" if interval else _said(row[name])


def _exports(exports: Sequence[Mapping[str, Any]], language: str) -> Table:
    keys = list(dict.fromkeys(key for one in exports for key, _ in _flat(one)))
    rows = [[_said(dict(_flat(one)).get(key, "")) for key in keys] for one in exports]
    return Table([figure_name(language, key) for key in keys], rows)


def _table(tree: Mapping[str, Any], language: str) -> Table:
    rows = [(figure_name(language, key), _said(value)) for key, value in _flat(tree)][:LONGEST]
    return Table((say(language, "figure"), say(language, "value")), rows)


def _flat(tree: Mapping[str, Any], under: str = "") -> Iterator[tuple[str, Any]]:
    """Single values by their path; lists of tables are left to whoever shows them."""
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{under}{key}.")
        elif isinstance(value, list | tuple):
            if all(isinstance(one, int | float | str) for one in value) and len(value) <= 8:
                yield f"{under}{key}", ", ".join(_said(one) for one in value)
        elif value is not None:
            yield f"{under}{key}", value


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "✓" if value else "✗"
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:,.4g}" if isinstance(value, float) else str(value)
