"""An amount as a person or a table gives it, read exactly: full-width digits, grouped digits, scale words, units."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from broadsheet.core import InvalidInputError

# No amount of the news has more digits; a longer row is a code.
_MOST_DIGITS = 30
_SCALES: Mapping[str, int] = {
    "万亿": 12, "亿": 8, "百万": 6, "万": 4, "千": 3,
    "trillion": 12, "billion": 9, "million": 6, "thousand": 3, "tn": 12, "bn": 9, "mn": 6, "m": 6, "k": 3,
}  # fmt: skip
# ¥ is the yuan's sign here and not the yen's: Chinese desks write 日元.
_CURRENCIES: Mapping[str, str] = {
    "元": "CNY", "人民币": "CNY", "元人民币": "CNY", "yuan": "CNY", "rmb": "CNY", "cny": "CNY", "¥": "CNY",
    "$": "USD", "us$": "USD", "usd": "USD", "dollar": "USD", "dollars": "USD", "美元": "USD",
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "欧元": "EUR",
    "£": "GBP", "gbp": "GBP", "pounds": "GBP", "英镑": "GBP",
    "jpy": "JPY", "yen": "JPY", "日元": "JPY", "hk$": "HKD", "hkd": "HKD", "港元": "HKD",
    "krw": "KRW", "won": "KRW", "韩元": "KRW",
}  # fmt: skip
CURRENCIES = frozenset(_CURRENCIES.values())
_PERCENT = frozenset({"%", "percent", "per cent", "pct"})
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_AMOUNT = re.compile(
    r"(?P<sign>[-+]|minus |负|亏损|(?:net )?loss of )?\s*"
    r"(?P<before>us\$|hk\$|[$€£¥]|rmb|cny|usd|eur|gbp|jpy|hkd|人民币)?\s*(?P<inner>-)?"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)\s*"
    rf"(?P<scale>(?:{_SCALE})(?![a-z]))?\s*(?P<unit>[^\d\s][^\d\n]{{0,23}})?",
)
_DASHES = str.maketrans({"−": "-", "–": "-", "—": "-"})


@dataclass(frozen=True, slots=True)
class Amount:
    """An exact number with its unit: a currency's code (ISO 4217), `%`, another unit as it was written, or nothing."""

    value: Decimal
    unit: str = ""


def read_amount(text: str, *, name: str) -> Amount:
    """The amount that `text` gives; `name` is whose it is, for the message.

    A number in brackets is negative, as in accounts. Raises `InvalidInputError` when it is no single amount.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES).strip().lower()
    bracketed = plain.startswith("(") and plain.endswith(")")
    match = _AMOUNT.fullmatch(plain[1:-1].strip() if bracketed else plain)
    if match is None or len(match["number"]) > _MOST_DIGITS:
        raise InvalidInputError(
            f"{name} is not an amount",
            asked=text[:60],
            do="give one number with its unit, such as 1.2亿元 or $3.4 million",
        )
    size = Decimal(match["number"].replace(",", "")) * Decimal(10) ** _SCALES.get(match["scale"] or "", 0)
    negative = bracketed or match["sign"] not in (None, "+") or bool(match["inner"])
    return Amount(-size if negative else size, _unit(match["before"] or match["unit"] or ""))


def read_whole(text: str, *, name: str) -> int:
    """A count of things, 0 or more; raises `InvalidInputError` for anything else."""
    amount = read_amount(text, name=name)
    if amount.value < 0 or amount.value != amount.value.to_integral_value():
        raise InvalidInputError(f"{name} is a whole number, 0 or more", asked=text[:60])
    return int(amount.value)


def _unit(text: str) -> str:
    unit = text.strip().rstrip("。.")
    return "%" if unit in _PERCENT else _CURRENCIES.get(unit, unit)
