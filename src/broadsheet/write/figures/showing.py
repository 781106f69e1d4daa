"""What a table shows, column by column, each statement with its formula. It never says why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from broadsheet.core import UnknownNameError
from broadsheet.write.figures.account import Account, Derived
from broadsheet.write.figures.amounts import Amount
from broadsheet.write.figures.printing import points_apart, print_amount, print_share, share_of
from broadsheet.write.figures.roles import adds_up, is_time, labels_of, measures_of, named
from broadsheet.write.figures.showing_words import WORDS
from broadsheet.write.figures.tables import Column, Table

# Columns that a paragraph tells of, and places of a rank or names of a tie that it lists.
_TOLD, _RANKS, _NAMED = 3, 3, 3
# Fewer rows than this need no rank: the highest and the lowest say it all.
_RANKED = 5
# A formula lists so many terms; of more it says how many there are.
_TERMS = 12


@dataclass(frozen=True, slots=True)
class Shown:
    """A column being told of: its rows (label, value) that have a value, of `rows` looked at."""

    column: Column
    rows: Sequence[tuple[str, Decimal]]
    number: int
    language: str
    named: bool

    @property
    def words(self) -> Mapping[str, str]:
        """The words of its language."""
        return WORDS[self.language]

    def at(self, value: Decimal) -> str:
        """A value in print, with the column's unit."""
        return print_amount(Amount(value, "" if self.column.mixed else self.column.unit), self.language)

    def derived(self, name: str, text: str, formula: str = "") -> Derived:
        """A statement of this column."""
        return Derived(f"{name}.{self.number}", text, formula)

    def terms(self, joint: str) -> str:
        """The values as a formula has them."""
        values = [f"{v.normalize():f}" for _, v in self.rows]
        shown = joint.join(values[:_TERMS])
        return shown if len(values) <= _TERMS else f"{shown}{joint}… ({len(values)})"


def table_account(table: Table, *, title: str, publisher: str, wanted: str, language: str) -> Account:
    """What there is to tell of a table; raises `UnknownNameError` for a wanted column that it does not have."""
    words = WORDS[language]
    labels = labels_of(table)
    measures = _wanted(table, wanted) if wanted else _telling(table)
    in_time = labels is not None and is_time(labels)
    told = [_size(table, title, publisher, language)]
    cautions = list(_cautions(table, measures, wanted, language))
    for number, column in enumerate(measures[:_TOLD], start=1):
        names = named(labels, language) if labels else [words["row"].format(n=i) for i in range(1, table.read + 1)]
        rows = [(name, v) for name, v in zip(names, column.values, strict=True) if v is not None]
        if not rows:
            continue
        if column.mixed:
            cautions.append(words["mixed"].format(column=column.name, units=", ".join(column.mixed)))
            continue
        told += _of_column(Shown(column, rows, number, language, labels is not None), in_time=in_time)
    return Account(_headline(table, title, measures, labels, language), told, cautions)


def _telling(table: Table) -> list[Column]:
    """The columns of figures in order, those that are the same in every row last."""
    return sorted(measures_of(table), key=lambda c: len(set(c.values)) == 1)


def _wanted(table: Table, wanted: str) -> list[Column]:
    names = [n.strip() for n in wanted.replace("，", ",").split(",") if n.strip()]
    found = []
    for name in names:
        column = table.column(name)
        if column is None or not column.numeric:
            raise UnknownNameError(
                f"the table has no column of figures called {name!r}", asked=name,
                choices=[c.name for c in table.columns if c.numeric],
            )  # fmt: skip
        found.append(column)
    return found


def _size(table: Table, title: str, publisher: str, language: str) -> Derived:
    words = WORDS[language]
    whose = words["publisher"].format(publisher=publisher) if publisher else ""
    what = words["titled"].format(title=title) if title else words["untitled"]
    count = print_amount(Amount(Decimal(table.read)), language)
    key = "size" if table.read > 1 else "size_one"
    return Derived("size", words[key].format(what=what, rows=count, publisher=whose))


def _of_column(shown: Shown, *, in_time: bool) -> Iterator[Derived]:
    values = [v for _, v in shown.rows]
    if min(values) == max(values):
        key = "all_same" if len(values) > 1 else "only"
        text = shown.words[key].format(column=shown.column.name, value=shown.at(values[0]), label=shown.rows[0][0])
        yield shown.derived("same", text)
        return
    yield _extremes(shown)
    if in_time:
        yield from _change(shown)
    elif shown.named and len(values) >= _RANKED:
        yield from _ranks(shown)
    if adds_up(shown.column, in_time=in_time):
        yield from _total(shown, in_time=in_time)
    elif not in_time:
        mean = share_of(sum(values, Decimal(0)), Decimal(len(values)))
        text = shown.words["mean"].format(column=shown.column.name, value=shown.at(mean))
        yield shown.derived("mean", text, f"({shown.terms(' + ')}) / {len(values)} = {shown.at(mean)}")


def _extremes(shown: Shown) -> Derived:
    """The highest and the lowest, with all that share them."""
    blanks: dict[str, str] = {"column": shown.column.name}
    formula = []
    for name, pick in (("high", max), ("low", min)):
        best = pick(v for _, v in shown.rows)
        blanks[name] = shown.at(best)
        blanks[f"{name}_at"] = _listed([label for label, v in shown.rows if v == best], shown)
        formula.append(f"{pick.__name__}({shown.terms(', ')}) = {best.normalize():f}")
    return shown.derived("extremes", shown.words["extremes"].format(**blanks), "; ".join(formula))


def _listed(names: Sequence[str], shown: Shown) -> str:
    """Names in running text: a few by name, the others by their number."""
    distinct = list(dict.fromkeys(names))
    if len(distinct) > _NAMED:
        more = shown.words["more"].format(n=len(distinct) - _NAMED)
        return shown.words["joint"].join(distinct[:_NAMED]) + more
    if len(distinct) == 1:
        return distinct[0]
    return shown.words["joint"].join(distinct[:-1]) + shown.words["and"] + distinct[-1]


def _change(shown: Shown) -> Iterator[Derived]:
    """From the first row to the last; in percentage points for a share, in percent only from a base above nought."""
    (first, was), (last, now) = shown.rows[0], shown.rows[-1]
    blanks = {"column": shown.column.name, "first": first, "last": last, "was": shown.at(was), "now": shown.at(now)}
    if was == now:
        yield shown.derived("change", shown.words["unchanged"].format(**blanks), f"{now} − {was} = 0")
        return
    key = "rose" if now > was else "fell"
    if shown.column.unit == "%":
        amount = points_apart(now / 100, was / 100, shown.language)
        formula = f"{now} − {was} = {now - was}"
    elif was > 0 and now >= 0:
        growth = share_of(now - was, was)
        amount = print_share(abs(growth), shown.language)
        formula = f"({now} − {was}) / {was} = {'-' if growth < 0 else ''}{amount}"
    else:
        amount, formula = shown.at(abs(now - was)), f"{now} − {was} = {now - was}"
    yield shown.derived("change", shown.words[key].format(**blanks, amount=amount), formula)


def _ranks(shown: Shown) -> Iterator[Derived]:
    """The first three, where no tie runs over the last of them and each has a name of its own."""
    ranked = sorted(shown.rows, key=lambda row: row[1], reverse=True)
    top = ranked[:_RANKS]
    if ranked[_RANKS][1] == top[-1][1] or len({label for label, _ in ranked}) < len(ranked):
        return
    rows = shown.words["joint"].join(shown.words["rank"].format(label=label, value=shown.at(v)) for label, v in top)
    yield shown.derived("ranks", shown.words["ranks"].format(column=shown.column.name, rows=rows))


def _total(shown: Shown, *, in_time: bool) -> Iterator[Derived]:
    values = [v for _, v in shown.rows]
    total = sum(values, Decimal(0))
    text = shown.words["total"].format(column=shown.column.name, value=shown.at(total))
    yield shown.derived("total", text, f"{shown.terms(' + ')} = {total.normalize():f}")
    largest = max(shown.rows, key=lambda row: row[1])
    alone = sum(v == largest[1] for v in values) == 1 and sum(n == largest[0] for n, _ in shown.rows) == 1
    if shown.named and not in_time and alone and min(values) >= 0 and total > 0:
        share = print_share(share_of(largest[1], total), shown.language)
        text = shown.words["share"].format(column=shown.column.name, label=largest[0], share=share)
        yield shown.derived("share", text, f"{largest[1].normalize():f} / {total.normalize():f} = {share}")


def _cautions(table: Table, measures: Sequence[Column], wanted: str, language: str) -> Iterator[str]:
    words = WORDS[language]
    yield from _shape(table, words, language)
    for column in measures[:_TOLD]:
        if column.missing:
            yield words["missing"].format(column=column.name, n=column.missing)
        if column.strange:
            yield words["strange"].format(column=column.name, n=column.strange)
    if len(measures) > _TOLD and not wanted:
        left = words["joint"].join(c.name for c in measures[_TOLD : 2 * _TOLD])
        yield words["left_out"].format(columns=left, n=len(measures) - _TOLD)
    if not measures:
        yield words["no_figures"]


def _shape(table: Table, words: Mapping[str, str], language: str) -> Iterator[str]:
    """What is wrong with the table as a whole."""
    if table.rows > table.read:
        read, rows = (print_amount(Amount(Decimal(n)), language) for n in (table.read, table.rows))
        yield words["bounded"].format(read=read, rows=rows)
    if table.bare:
        yield words["bare"].format(headings=words["joint"].join(c.name for c in table.columns[:_NAMED]))
    if table.ragged:
        yield words["ragged"].format(n=table.ragged)


def _headline(table: Table, title: str, measures: Sequence[Column], labels: Column | None, language: str) -> str:
    words = WORDS[language]
    name = title or (measures[0].name if measures else table.columns[0].name)
    if not measures or measures[0].mixed or labels is None or not is_time(labels):
        return words["headline"].format(name=name)
    rows = [(n, v) for n, v in zip(named(labels, language), measures[0].values, strict=True) if v is not None]
    if len(rows) < 2:
        return words["headline"].format(name=name)
    key = (
        "headline.up" if rows[-1][1] > rows[0][1] else "headline.down" if rows[-1][1] < rows[0][1] else "headline.same"
    )
    return words[key].format(name=measures[0].name, first=rows[0][0], last=rows[-1][0])
