"""The tables of each measure in a report: what it found, beside people or the simplest rival where it has them."""

from collections.abc import Mapping
from typing import Any

from broadsheet.app.lab.report_values import flat, interval, said
from broadsheet.app.lab.report_words import figure_name, say
from broadsheet.publish.figures_page import Table

_CLASS = ("label", "n", "precision", "recall", "f1")
# Who wrote the texts of `overlap` and `editorial`, the model first and people, where they are judged too, next.
_WRITERS = ("model", "people", "base", "lead", "first_sentence", "source")
# Confusions of more classes than this can't be read on a page; they are in the card.
MOST_CLASSES = 20


def measure_tables(name: str, found: Mapping[str, Any], language: str) -> list[Table]:
    """The tables of the measure `name`; none for what stands elsewhere in the report (samples, the n-gram line)."""
    if name in ("samples", "ngram"):
        return []
    if name in ("classes", "tags"):
        return _classes(found, language)
    if name == "overlap":
        return _overlap(found, language)
    if name == "editorial":
        return _editorial(found, language)
    return [_plain(found, language)]


def _classes(found: Mapping[str, Any], language: str) -> list[Table]:
    labels = [one for one in found.get("labels") or () if isinstance(one, Mapping)]
    tables = []
    if labels:
        rows = [[_with_interval(one, name) for name in _CLASS] for one in labels]
        tables.append(Table([figure_name(language, name) for name in _CLASS], rows))
    confusion = found.get("confusion")
    if confusion and len(labels) == len(confusion) <= MOST_CLASSES:
        names = [str(one["label"]) for one in labels]
        rows = [[label, *map(str, row)] for label, row in zip(names, confusion, strict=True)]
        tables.append(Table(("", *names), rows, say(language, "confusion")))
    calibration = (found.get("calibration") or {}).get("error")
    rest = {key: found[key] for key in ("n", "accuracy", "accuracy_interval", "macro_f1") if key in found}
    return [_plain(rest | ({"calibration_error": calibration} if calibration is not None else {}), language), *tables]


def _with_interval(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return interval(value, row.get(f"{name}_interval")) if isinstance(value, float) else said(value)


def _overlap(found: Mapping[str, Any], language: str) -> list[Table]:
    writers = [who for who in _WRITERS if isinstance(found.get(who), Mapping)]
    figures = dict.fromkeys(key for who in writers for key in found[who].get("figures") or {})
    rows = [[figure_name(language, key), *(_scored(found[who], key) for who in writers)] for key in figures]
    heads = [say(language, "figure"), *(figure_name(language, who) for who in writers)]
    return [Table(heads, rows, say(language, "overlap_caption"))]


def _scored(found: Mapping[str, Any], key: str) -> str:
    value, ends = (found.get("figures") or {}).get(key), (found.get("intervals") or {}).get(key)
    if isinstance(value, float) and ends:
        return f"{value:.1f} ({ends[0]:.1f}–{ends[1]:.1f})"
    return said(value)


def _editorial(found: Mapping[str, Any], language: str) -> list[Table]:
    writers = [who for who in _WRITERS if isinstance(found.get(who), Mapping)]
    questions = dict.fromkeys(key for who in writers for key in found[who])
    rows = [[figure_name(language, key), *(_shared(found[who].get(key)) for who in writers)] for key in questions]
    caption = say(language, "editorial_passed" if found.get("pass") else "editorial_short")
    return [Table([say(language, "question"), *(figure_name(language, who) for who in writers)], rows, caption)]


def _shared(row: Any) -> str:
    if not isinstance(row, Mapping) or not row.get("n"):
        return "–"
    return f"{interval(float(row['share'] or 0.0), row.get('interval'))}, {said(row['right'])} / {said(row['n'])}"


def _plain(found: Mapping[str, Any], language: str) -> Table:
    rows = []
    for key, value in flat(found):
        if not key.endswith("_interval"):
            ends = found.get(f"{key}_interval")
            rows.append((figure_name(language, key), interval(value, ends) if ends else said(value)))
    return Table((say(language, "figure"), say(language, "value")), rows)
