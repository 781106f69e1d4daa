"""Personal data that a desk masks before printing: numbers told by their checksums, mobiles, e-mail, plates."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from broadsheet.core import Finding
from broadsheet.core.evidence import Severity
from broadsheet.verify.finding import finding
from broadsheet.verify.reading import Reading
from broadsheet.verify.record import Record
from broadsheet.verify.values import Place

_IDENTITY = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{5}(?P<born>(?:18|19|20)\d{6})\d{3}[0-9Xx](?![0-9A-Za-z])")
_CARD = re.compile(r"(?<![\d.,-])[3-6]\d{3}(?:[ -]?\d{4}){2,3}(?:[ -]?\d{1,4})?(?![\d-])")
_CREDIT_CODE = re.compile(r"(?<![0-9A-Za-z])[159Y][1239]\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Za-z])")
_MOBILE = re.compile(r"(?<![\d.,])(?:(?:\+|00)?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?![\d,.]\d|\d)")
_EMAIL = re.compile(r"(?<![\w.+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}(?![\w-])")
_PLATE = re.compile(
    r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][A-HJ-NP-Z][·• ]?"
    r"(?:[0-9A-HJ-NP-Z]{5}|[DF][0-9]{5}|[0-9]{5}[DF])(?![0-9A-Za-z])"
)

# GB 11643-1999, 4.2.4: weights of the first seventeen digits, and the check character for each remainder by eleven.
_WEIGHTS, _CHECKS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), "10X98765432"
# GB 32100-2015, 5.3: the alphabet of unified social credit codes and their weights, modulo 31.
_ALPHABET, _CODE_WEIGHTS = "0123456789ABCDEFGHJKLMNPQRTUWXY", [3**i % 31 for i in range(17)]


def check(draft: Reading, record: Record) -> Iterator[Finding]:
    """A finding for each piece of personal data, whatever the evidence says; each character counts once."""
    del record
    taken: list[tuple[int, int]] = []
    for rule, pattern, valid, severity in _KINDS:
        for m in pattern.finditer(draft.plain):
            if valid(m) and not any(a < m.end() and m.start() < b for a, b in taken):
                taken.append(m.span())
                yield finding(draft, Place(*m.span()), f"personal_data.{rule}", severity=severity)


def _is_identity(m: re.Match[str]) -> bool:
    digits, born = m.group().upper(), m["born"]
    try:
        date(int(born[:4]), int(born[4:6]), int(born[6:]))
    except ValueError:
        return False
    total = sum(w * int(d) for w, d in zip(_WEIGHTS, digits[:17], strict=True))
    return _CHECKS[total % 11] == digits[17]


def _is_card(m: re.Match[str]) -> bool:
    """The checksum of ISO/IEC 7812-1, annex B (Luhn)."""
    digits = [int(c) for c in m.group() if c.isdigit()]
    doubled = [d if i % 2 == 0 else d * 2 - 9 * (d > 4) for i, d in enumerate(reversed(digits))]
    return 13 <= len(digits) <= 19 and sum(doubled) % 10 == 0


def _is_credit_code(m: re.Match[str]) -> bool:
    total = sum(w * _ALPHABET.index(c) for w, c in zip(_CODE_WEIGHTS, m.group()[:17], strict=True))
    return _ALPHABET[-total % 31] == m.group()[17]


def _always(m: re.Match[str]) -> bool:
    return bool(m)


_Kind = tuple[str, re.Pattern[str], Callable[[re.Match[str]], bool], Severity]
_KINDS: tuple[_Kind, ...] = (
    ("identity_number", _IDENTITY, _is_identity, "warning"),
    ("credit_code", _CREDIT_CODE, _is_credit_code, "advice"),
    ("bank_card", _CARD, _is_card, "warning"),
    ("mobile", _MOBILE, _always, "warning"),
    ("email", _EMAIL, _always, "advice"),
    ("plate", _PLATE, _always, "advice"),
)
