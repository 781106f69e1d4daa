"""What days of weather tell: the range, the turn, the first frost, the rain and the wind. Warnings only as given."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from broadsheet.core import InvalidInputError
from broadsheet.write.figures.account import Account, Derived
from broadsheet.write.figures.amounts import Amount
from broadsheet.write.figures.forecast_words import COLUMNS, WORDS
from broadsheet.write.figures.printing import print_amount
from broadsheet.write.figures.tables import Column, Table, read_table

# What no place on earth has had (WMO archive: −89.2 and 56.7 °C; 1,825 mm in a day; 408 km/h), with room.
_WORLD = {"low": (-95, 60), "high": (-95, 60), "rain": (0, 2000), "wind": (0, 450)}
_FREEZING = {"C": 0, "F": 32}
# A turn of fewer degrees from one day to the next is no news.
_TURN = 4


@dataclass(frozen=True, slots=True)
class WeatherFacts:
    """Weather. `days` is a table headed day, low, high, rain, wind, sky (日期, 最低, 最高, 降水, 风速, 天气).

    A file of facts gives it as `table`. Degrees are Celsius unless a heading names °F, rain mm, wind kilometres
    an hour. `warnings` are printed as they were issued and `issuer` says by whom; none is ever made up.
    """

    place: str = ""
    days: str = ""
    table: str = ""
    warnings: str = ""
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class Days:
    """The days in order: their names, and each measure's values (None where a day has none)."""

    names: tuple[str, ...]
    measures: Mapping[str, Sequence[Decimal | None]]
    sky: tuple[str, ...]
    degree: str

    def known(self, measure: str) -> list[tuple[str, Decimal]]:
        """The days that give a measure, with it."""
        rows = zip(self.names, self.measures.get(measure, ()), strict=False)
        return [(name, value) for name, value in rows if value is not None]


def weather_account(given: WeatherFacts, *, language: str) -> Account:
    """What there is to tell of the days, in `language`; raises `InvalidInputError` for figures that are no weather."""
    table = given.days or given.table
    if not given.place or not table:
        raise InvalidInputError(
            "a weather report needs a place and its days", do="give place, and days as a table: day, low, high, rain"
        )
    words = WORDS[language]
    days = _read(table)
    told = [
        *_temperatures(days, given, language), *_frost(days, words, language), *_rain(days, words, language),
        *_wind(days, words, language), *_sky(days, words),
    ]  # fmt: skip
    if not told:
        raise InvalidInputError("the days give no figure", found=table[:80], do="give low, high, rain, wind or sky")
    if given.warnings:
        text = given.warnings.rstrip("。.") + ("。" if language == "zh" else ".")
        said = words["warning"].format(issuer=given.issuer, text=text) if given.issuer else text
        told.append(Derived("warning", said))
    return Account(_headline(days, given, language), told, _crossed(days, words))


def _read(text: str) -> Days:
    table = read_table(text.replace(";", "\n") if "\n" not in text else text)
    found = {name: table.column(*others) for name, others in COLUMNS.items()}
    day = found["day"] or table.columns[0]
    measures = {name: _values(name, found[name]) for name in _WORLD if found[name]}
    sky = found["sky"]
    return Days(day.cells, measures, sky.cells if sky else (), _degree(table))


def _degree(table: Table) -> str:
    column = table.column(*COLUMNS["low"]) or table.column(*COLUMNS["high"])
    return "F" if column and column.unit.casefold() in ("°f", "f", "℉", "华氏度") else "C"


def _values(name: str, column: Column | None) -> Sequence[Decimal | None]:
    if column is None or not column.numeric:
        raise InvalidInputError(
            f"the column {name} holds no numbers", found=", ".join(column.cells[:3]) if column else ""
        )
    least, most = _WORLD[name]
    wild = [c for c, v in zip(column.cells, column.values, strict=True) if v is not None and not least <= v <= most]
    fahrenheit = name in ("low", "high") and column.unit.casefold() in ("°f", "f", "℉", "华氏度")
    if wild and not fahrenheit:
        raise InvalidInputError(f"no place has had this as its {name}", found=wild[0], do=f"give {least} to {most}")
    return column.values


def _crossed(days: Days, words: Mapping[str, str]) -> list[str]:
    """A caution for each day whose low is above its high."""
    lows, highs = days.measures.get("low", ()), days.measures.get("high", ())
    rows = [(d, a, b) for d, a, b in zip(days.names, lows, highs, strict=False) if a is not None and b is not None]
    return [words["crossed"].format(day=d, low=a, high=b) for d, a, b in rows if a > b]


def _at(value: Decimal, unit: str, language: str) -> str:
    return print_amount(Amount(value), language) + unit


def _named(days: Sequence[str], language: str) -> str:
    if language == "zh":
        return "、".join(days)
    return days[0] if len(days) == 1 else f"{', '.join(days[:-1])} and {days[-1]}"


def _temperatures(days: Days, given: WeatherFacts, language: str) -> Iterator[Derived]:
    words, unit = WORDS[language], WORDS[language][days.degree]
    lows, highs = days.known("low"), days.known("high")
    if lows and highs:
        low, high = min(v for _, v in lows), max(v for _, v in highs)
        text = words["range"].format(
            place=given.place, low=_at(low, unit, language), high=_at(high, unit, language),
            cold=_named([d for d, v in lows if v == low], language),
            warm=_named([d for d, v in highs if v == high], language),
        )  # fmt: skip
        yield Derived("range", text, f"min({_row(lows)}) = {low}; max({_row(highs)}) = {high}")
    for name, rows in (("high", highs), ("low", lows)):
        if rows and not (lows and highs):
            best = max(v for _, v in rows) if name == "high" else min(v for _, v in rows)
            day = _named([d for d, v in rows if v == best], language)
            text = words[f"only_{name}"].format(place=given.place, day=day, value=_at(best, unit, language))
            yield Derived("range", text, f"{'max' if name == 'high' else 'min'}({_row(rows)}) = {best}")
    turns = [(highs[i + 1][1] - highs[i][1], highs[i], highs[i + 1]) for i in range(len(highs) - 1)]
    if turns and abs((turn := max(turns, key=lambda t: abs(t[0])))[0]) >= _TURN:
        change, before, after = turn
        text = words["warmer" if change > 0 else "colder"].format(
            n=_at(abs(change), unit, language), one=before[0], other=after[0],
            was=_at(before[1], unit, language), now=_at(after[1], unit, language),
        )  # fmt: skip
        yield Derived("turn", text, f"{after[1]} − {before[1]} = {change}")


def _row(rows: Sequence[tuple[str, Decimal]]) -> str:
    return ", ".join(str(v) for _, v in rows)


def _frost(days: Days, words: Mapping[str, str], language: str) -> Iterator[Derived]:
    """The days at or below freezing; a first frost is only told of where a day without one comes before it."""
    lows = days.known("low")
    cold = [(d, v) for d, v in lows if v <= _FREEZING[days.degree]]
    if cold:
        day, value = cold[0]
        key = "frosts" if len(cold) > 1 else "frost_on" if cold[0] == lows[0] else "frost"
        text = words[key].format(day=day, value=_at(value, words[days.degree], language), n=len(cold))
        yield Derived("frost", text, f"{value} ≤ {_FREEZING[days.degree]}")


def _rain(days: Days, words: Mapping[str, str], language: str) -> Iterator[Derived]:
    rows = days.known("rain")
    wet = [(d, v) for d, v in rows if v > 0]
    if not rows:
        return
    if not wet:
        yield Derived("rain", words["dry"])
        return
    total = sum((v for _, v in wet), Decimal(0))
    unit = WORDS[language]["mm"]
    most = max(v for _, v in wet)
    blanks = {"n": len(wet), "total": _at(total, unit, language), "most": _at(most, unit, language)}
    blanks |= {"day": _named([d for d, v in wet if v == most], language), "days": len(rows)}
    text = words["rain" if len(wet) > 1 else "rain_once"].format(**blanks)
    yield Derived("rain", text, f"{' + '.join(str(v) for _, v in wet)} = {total}" if len(wet) > 1 else "")


def _wind(days: Days, words: Mapping[str, str], language: str) -> Iterator[Derived]:
    rows = days.known("wind")
    if rows:
        most = max(v for _, v in rows)
        day = _named([d for d, v in rows if v == most], language)
        text = words["wind"].format(day=day, value=_at(most, words["kmh"], language))
        yield Derived("wind", text, f"max({_row(rows)}) = {most}")


def _sky(days: Days, words: Mapping[str, str]) -> Iterator[Derived]:
    rows = [words["sky"].format(day=d, sky=s) for d, s in zip(days.names, days.sky, strict=False) if s.strip()]
    if rows:
        yield Derived("sky", words["skies"].format(rows=words["joint"].join(rows)))


def _headline(days: Days, given: WeatherFacts, language: str) -> str:
    words = WORDS[language]
    lows, highs = days.known("low"), days.known("high")
    if lows and highs:
        low, high = min(v for _, v in lows), max(v for _, v in highs)
        return words["headline.range"].format(
            place=given.place, low=_at(low, words[days.degree], language), high=_at(high, words[days.degree], language)
        )
    return words["headline"].format(place=given.place)
