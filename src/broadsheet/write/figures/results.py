"""What a company's figures tell: growth, margins and surprises, each with its formula. Causes are never given."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from broadsheet.core import InvalidInputError
from broadsheet.write.figures.account import Account, Derived
from broadsheet.write.figures.amounts import CURRENCIES, Amount, read_amount
from broadsheet.write.figures.printing import points_apart, print_amount, print_share, share_of
from broadsheet.write.figures.result_words import WORDS

_LINES = ("revenue", "profit")


@dataclass(frozen=True, slots=True)
class ResultFacts:
    """Results of a company. Amounts carry their currency (12.4亿元, $3.1 billion); a loss is negative, or 亏损5亿元.

    `compared` is what the earlier period is called: a year earlier, 上年同期. `guidance` is printed as it was given.
    """

    company: str = ""
    period: str = ""
    revenue: str = ""
    prior_revenue: str = ""
    expected_revenue: str = ""
    profit: str = ""
    prior_profit: str = ""
    expected_profit: str = ""
    compared: str = ""
    guidance: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of results: now, before and as it was expected."""

    name: str
    now: Amount
    before: Amount | None = None
    expected: Amount | None = None


def results_account(given: ResultFacts, *, language: str) -> Account:
    """What there is to tell of a company's results, in `language`; raises `InvalidInputError` for bad figures."""
    words = WORDS[language]
    if not given.company or not (given.revenue or given.profit):
        raise InvalidInputError(
            "results need a company and its revenue or profit", do="give company, and revenue or profit with a currency"
        )
    cautions: list[str] = []
    lines = [_line(name, given, words, cautions, language) for name in _LINES if getattr(given, name)]
    frame = {
        "company": given.company,
        "period": given.period or words["period"],
        "then": given.compared or words["then"],
    }
    told = [row for line in lines for row in _told(line, frame, language)]
    told += _margins(lines, frame, words, cautions, language)
    if given.guidance:
        told.append(Derived("guidance", given.guidance))
    return Account(_headline(lines[0], frame, language), told, cautions)


def _line(name: str, given: ResultFacts, words: Mapping[str, str], cautions: list[str], language: str) -> Line:
    now = _money(getattr(given, name), name)
    if name == "revenue" and now.value < 0:
        raise InvalidInputError("a revenue is not negative", asked=given.revenue)
    others: list[Amount | None] = []
    for label in (f"prior_{name}", f"expected_{name}"):
        text = getattr(given, label)
        other = _money(text, label) if text else None
        if other and other.unit != now.unit:
            amounts = {"one": print_amount(now, language), "other": print_amount(other, language)}
            cautions.append(words["currencies"].format(line=words[name], **amounts))
            other = None
        others.append(other)
    return Line(name, now, *others)


def _money(text: str, name: str) -> Amount:
    amount = read_amount(text, name=name)
    if amount.unit not in CURRENCIES:
        raise InvalidInputError(
            f"{name} has no currency that is known", asked=text[:60], do="give it as 1.2亿元 or $3.4 million",
            choices=sorted(CURRENCIES),
        )  # fmt: skip
    return amount


def _print(value: Decimal, line: Line, language: str) -> str:
    return print_amount(Amount(abs(value), line.now.unit), language)


def _key(line: Line, value: Decimal) -> str:
    return "loss" if line.name == "profit" and value < 0 else line.name


def _told(line: Line, frame: Mapping[str, str], language: str) -> Iterator[Derived]:
    words = WORDS[language]
    now = _print(line.now.value, line, language)
    blanks = {**frame, "line": words[_key(line, line.now.value)], "now": now}
    if line.before is None:
        yield Derived(line.name, words["only"].format(**blanks))
    else:
        yield _change(line, line.before, blanks, language)
    if line.expected is not None:
        yield _surprise(line, line.expected, blanks, language)


def _change(line: Line, before: Amount, blanks: Mapping[str, str], language: str) -> Derived:
    """The change since the earlier period. Across or from nought a percentage says nothing, so none is given."""
    words = WORDS[language]
    one, other = line.now.value, before.value
    blanks = {**blanks, "before": _print(other, line, language)}
    label = words[line.name]
    if (one < 0) != (other < 0) or not other:
        key = "to_loss" if one < 0 else "to_profit" if other < 0 else "from_nothing"
        return Derived(
            line.name, words[key].format(**blanks), f"{label}: {_exact(one)} − {_exact(other)} = {_exact(one - other)}"
        )
    if one == other:
        return Derived(line.name, words["unchanged"].format(**blanks), f"{label}: {_exact(one)} = {_exact(other)}")
    growth = share_of(abs(one) - abs(other), abs(other))
    key = "wider" if one < other < 0 else "narrower" if other < one <= 0 else "rose" if one > other else "fell"
    percent = print_share(abs(growth), language)
    quotient = f"({_exact(abs(one))} − {_exact(abs(other))}) / {_exact(abs(other))}"
    formula = f"{label}: {quotient} = {'-' if growth < 0 else ''}{percent}"
    return Derived(line.name, words[key].format(**blanks, percent=percent), formula)


def _surprise(line: Line, expected: Amount, blanks: Mapping[str, str], language: str) -> Derived:
    words = WORDS[language]
    gap = line.now.value - expected.value
    loss = expected.value < 0
    target = words["expected_loss" if loss and line.name == "profit" else "expected"].format(
        amount=_print(expected.value, line, language)
    )
    key = "met" if not gap else "above" if gap > 0 else "below"
    text = words[key].format(**blanks, target=target, gap=_print(gap, line, language))
    return Derived(
        f"{line.name}.expected", text, f"{_exact(line.now.value)} − {_exact(expected.value)} = {_exact(gap)}"
    )


def _margins(
    lines: list[Line], frame: Mapping[str, str], words: Mapping[str, str], cautions: list[str], language: str
) -> Iterator[Derived]:
    """Profit as a share of revenue now, and how far that moved, where both are in one currency."""
    if len(lines) < len(_LINES) or not lines[0].now.value:
        return
    revenue, profit = lines
    if revenue.now.unit != profit.now.unit:
        amounts = {"one": print_amount(revenue.now, language), "other": print_amount(profit.now, language)}
        cautions.append(words["no_margin"].format(**amounts))
        return
    margin = share_of(profit.now.value, revenue.now.value)
    if margin < 0:
        return
    percent = print_share(margin, language)
    formula = f"{_exact(profit.now.value)} / {_exact(revenue.now.value)} = {percent}"
    earlier = _earlier_margin(revenue, profit)
    if earlier is None:
        yield Derived("margin", words["margin"].format(**frame, percent=percent), formula)
        return
    then = print_share(earlier, language)
    key = "margin_same" if earlier == margin else "margin_up" if margin > earlier else "margin_down"
    text = words[key].format(**frame, percent=percent, earlier=then, points=points_apart(margin, earlier, language))
    yield Derived("margin", text, f"{formula}; {words['earlier']}: {then}")


def _earlier_margin(revenue: Line, profit: Line) -> Decimal | None:
    if revenue.before is None or profit.before is None or revenue.before.value <= 0 or profit.before.value < 0:
        return None
    return share_of(profit.before.value, revenue.before.value)


def _headline(line: Line, frame: Mapping[str, str], language: str) -> str:
    words = WORDS[language]
    one = line.now.value
    blanks = {**frame, "line": words[_key(line, one)], "now": _print(one, line, language)}
    before = line.before.value if line.before else None
    if before is None or not before or (one < 0) != (before < 0) or one == before:
        return words["headline.only"].format(**blanks)
    percent = print_share(abs(share_of(abs(one) - abs(before), abs(before))), language)
    return words["headline.up" if abs(one) > abs(before) else "headline.down"].format(**blanks, percent=percent)


def _exact(value: Decimal) -> str:
    return f"{value.normalize():f}"
