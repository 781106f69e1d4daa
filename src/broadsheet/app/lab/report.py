"""The report of a training: a page one would show a colleague, with the curves, the figures and what must be beaten."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from broadsheet import media
from broadsheet.app.lab.growing import Growth, growth
from broadsheet.app.lab.keeping import LabModel
from broadsheet.app.lab.left import Left, Smaller, exports_of, smaller_of
from broadsheet.app.lab.plots import CHART, PLOTS, LabPlots
from broadsheet.app.lab.report_corpus import corpus_table
from broadsheet.app.lab.report_figures import large
from broadsheet.app.lab.report_measures import measure_tables
from broadsheet.app.lab.report_use import commands
from broadsheet.app.lab.report_values import duration, flat, said, share, size
from broadsheet.app.lab.report_words import figure_name, say, told
from broadsheet.app.lab.verdicts import Verdict, verdicts
from broadsheet.media import Look, Sheet
from broadsheet.publish import figures_page
from broadsheet.publish.figures_page import FiguresPage, Plot, Section, Table

# Two drawings stand side by side in a report, as wide as this in units.
_PLOT = 480


class LabReporting(LabPlots):
    """The part of the newsroom that reports on its lab's models."""

    def lab_report(self, name: str, *, words: str = "en") -> bytes:
        """The report on the model `name` as an HTML page that stands alone; raises `NotFoundError`."""
        language = "zh" if words == "zh" else "en"
        model = self.lab_model(name)
        main = next(iter(verdicts(model.card)), None)
        page = FiguresPage(
            title=f"lab:{name}",
            kicker=say(language, "kicker"),
            lead=told(main, language) if main else _state(model, language),
            sections=list(self._sections(model, language)),
            language=language,
            standing="passed" if main and main.wins else "",
            contents=say(language, "contents"),
            about=[one for one in (_about(model, language), _state(model, language) if main else "") if one],
        )
        return figures_page.render(page)

    def _sections(self, model: LabModel, language: str) -> Iterator[Section]:
        card = model.card
        yield from _what_came(card, language)
        if model.step:
            sheets = [self.lab_sheet(model.name, plot, words=language) for plot in PLOTS]
            yield Section(say(language, "training"), plots=[_plot(sheet, language) for sheet in sheets])
        if rows := ((card.get("measures") or {}).get("samples") or {}).get("samples"):
            yield Section(say(language, "samples"), prose=[say(language, "samples_how")], texts=_texts(rows, language))
        if grown := growth(self.lab_log(model.name)):
            tables = [_grown(one, language) for one in grown]
            yield Section(say(language, "growing"), prose=[say(language, "growing_how")], tables=tables)
        for name, figures in (card.get("measures") or {}).items():
            if tables := measure_tables(name, figures, language):
                prose = [how] if (how := say(language, f"{name}_how")) else []
                yield Section(figure_name(language, name), prose=prose, tables=tables)
        yield from _how_made(card, language)
        if lines := commands(model.name, card):
            yield Section(say(language, "use"), prose=[say(language, "use_how")], commands=lines)
        yield from _again(card, language)


def _about(model: LabModel, language: str) -> str:
    """What it is: its purpose, its kind and how large it is."""
    card = model.card
    about = str((card.get("about") or {}).get(language, ""))
    parts = [str(card.get("architecture") or "")]
    if card.get("parameters"):
        parts.append(say(language, "of_parameters", n=large(float(card["parameters"]))))
    documents = (card.get("corpus") or {}).get("documents")
    if documents:
        parts.append(say(language, "of_documents", n=said(documents)))
    if isinstance(card.get("seconds"), int | float):
        parts.append(say(language, "in_time", time=duration(card["seconds"], language)))
    return " ".join(one for one in (about, say(language, "and").join(part for part in parts if part)) if one)


def _state(model: LabModel, language: str) -> str:
    state = say(language, f"state_{model.state}", step=f"{model.step:,}", steps=f"{model.steps:,}")
    return f"{state} {model.problem}" if model.problem else state


def _plot(sheet: Sheet, language: str) -> Plot:
    rows = [[said(cell) for cell in row] for row in sheet.rows]
    numbers = Table(sheet.heads, rows)
    drawn = media.draw(CHART, sheet, Look(width=_PLOT, framed=False))
    return Plot(sheet.title, sheet.note, drawn, numbers, say(language, "numbers"))


def _grown(one: Growth, language: str) -> Table:
    heads = (say(language, "after_step"), say(language, "written"))
    return Table(heads, [(f"{step:,}", written or "–") for step, written in one.written], one.prompt)


def _what_came(card: Mapping[str, Any], language: str) -> Iterator[Section]:
    """Whether it beats what it must, and what it is."""
    if found := verdicts(card):
        prose = [told(one, language) for one in found[1:]]  # the first is said at the head of the page
        yield Section(say(language, "verdicts"), prose=prose, tables=_beaten(found, language))
    if card:
        yield Section(say(language, "what"), tables=[_made_of(card, language)])


def _how_made(card: Mapping[str, Any], language: str) -> Iterator[Section]:
    """What it learnt from, and in which formats it left."""
    if card.get("corpus"):
        notices = [str(one) for one in card["corpus"].get("notices") or ()]
        yield Section(say(language, "corpus"), prose=notices, tables=[corpus_table(card["corpus"], language)])
    if made := smaller_of(card):
        prose = [say(language, f"smaller_{made.how}", of=made.of)]
        yield Section(say(language, "smaller"), prose=prose, tables=[_smaller(made, language)])
    if left := exports_of(card):
        yield Section(say(language, "exports"), prose=[say(language, "exports_how")], tables=[_exports(left, language)])


def _again(card: Mapping[str, Any], language: str) -> Iterator[Section]:
    """How it is made again."""
    if card:
        settings = {key: card[key] for key in ("seed", "model", "tuning", "objective", "training") if key in card}
        yield Section(say(language, "again"), prose=[say(language, "again_how")], tables=[_table(settings, language)])


def _beaten(found: Sequence[Verdict], language: str) -> list[Table]:
    heads = [say(language, key) for key in ("figure", "the_model", "to_beat", "rival", "ahead")]
    rows = [
        (
            say(language, f"figure_{one.figure}"),
            said(one.mine),
            said(one.theirs),
            say(language, f"rival_{one.rival}", order=str(one.order)),
            "✓" if one.wins else "✗",
        )
        for one in found
    ]
    return [Table(heads, rows, say(language, "better_how"))]


def _made_of(card: Mapping[str, Any], language: str) -> Table:
    names: tuple[str, ...] = ("recipe", "architecture", "parameters", "vocabulary", "step", "best_step", "tokens")
    if card.get("held"):
        names = (*names[:3], "trained", "held", *names[3:])
    rows = [(figure_name(language, name), said(card[name])) for name in names if card.get(name)]
    if isinstance(card.get("seconds"), int | float):
        rows.append((figure_name(language, "seconds"), duration(card["seconds"], language)))
    if isinstance(card.get("joules"), int | float):
        how = f" ({card['method']})" if card.get("method") else ""
        rows.append((figure_name(language, "joules"), said(card["joules"]) + how))
    return Table((say(language, "figure"), say(language, "value")), rows)


def _texts(rows: Sequence[Mapping[str, Any]], language: str) -> list[tuple[str, str]]:
    heads = [(say(language, key), key) for key in ("prompt", "written", "held_out")]
    return [(head, str(row[key])) for row in rows for head, key in heads if row.get(key)]


def _exports(left: Sequence[Left], language: str) -> Table:
    reads = any(one.loss is not None for one in left)  # hidden words or labels; else text is written
    keys = ("format", "file", "size", "of_model", "speed", "loss" if reads else "bits", "agreement")
    rows = [
        (
            one.format,
            one.file,
            size(one.bytes),
            share(one.bytes / one.bytes_before) if one.bytes_before else "–",
            _both(one.speed, one.speed_before, language),
            _both(one.loss, one.loss_before, language) if reads else _both(one.bits, one.bits_before, language),
            share(one.agreement) if one.agreement is not None else "–",
        )
        for one in left
    ]
    return Table([say(language, f"export_{key}") for key in keys], rows)


def _smaller(made: Smaller, language: str) -> Table:
    names = ("tokens", "parameters", "bytes", "tokens_per_second", "bits_per_byte", "loss")
    rows = [
        (say(language, f"smaller_{name}"), *(size(int(of or 0)) if name == "bytes" else said(of) for of in both))
        for name in names
        if None not in (both := (made.before.get(name), made.after.get(name)))
    ]
    return Table([say(language, key) for key in ("figure", "smaller_before", "smaller_after")], rows)


def _both(after: float | None, before: float | None, language: str) -> str:
    if after is None:
        return "–"
    return said(after) if before is None else say(language, "instead_of", after=said(after), before=said(before))


def _table(tree: Mapping[str, Any], language: str) -> Table:
    rows = [(key, said(value)) for key, value in flat(tree)]
    return Table((say(language, "setting"), say(language, "value")), rows)
