"""Numerals in words, read as numbers: 三百二十, 3亿2000万, three hundred and twenty."""

import re

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
SMALL = {"十": 10, "百": 100, "千": 1_000}
LARGE = {"万": 10_000, "亿": 100_000_000, "兆": 1_000_000_000_000}
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ONES = {word: value for value, word in enumerate(_ONES.split())}
TENS = {word: 10 * value for value, word in enumerate(_TENS.split(), start=2)}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
COLLECTIVES = {"dozen": 12}

LONGEST = 30  # characters; the longest amount of a news text is half of that, and a longer row is no numeral
_TOKEN = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?|[零〇一二两三四五六七八九十百千万亿兆点]")


def chinese(text: str) -> float | None:
    """The number written in Chinese numerals, digits or both (三百二十, 1万2千, 3.5亿); None if it is none."""
    if len(text) > LONGEST:
        return None
    if "点" in text:
        return _with_decimals(text)
    tokens = _TOKEN.findall(text)
    if not tokens or "".join(tokens) != text:
        return None
    if len(tokens) > 1 and all(t in DIGITS for t in tokens):
        return float("".join(str(DIGITS[t]) for t in tokens))
    return _by_places(tokens)


def _with_decimals(text: str) -> float | None:
    whole, _, rest = text.partition("点")
    magnitude = rest.lstrip("".join(DIGITS))
    decimals = rest[: len(rest) - len(magnitude)]
    base = chinese(whole)
    if base is None or not decimals:
        return None
    value = base + float("0." + "".join(str(DIGITS[c]) for c in decimals))
    factor = chinese("一" + magnitude) if magnitude else 1.0
    return None if factor is None else value * factor


def _by_places(tokens: list[str]) -> float:
    total = section = 0.0
    number: float | None = None
    last_place = 1
    for token in tokens:
        if token in LARGE:
            part = section + (number or 0)
            total = total * LARGE[token] if not part and total else _join(total, part or 1, LARGE[token])
            section, number, last_place = 0.0, None, LARGE[token]
        elif token in SMALL:
            section += (1 if number is None else number) * SMALL[token]
            number, last_place = None, SMALL[token]
        else:
            number = float(DIGITS[token]) if token in DIGITS else float(token.replace(",", ""))
            last_place = 1 if DIGITS.get(token) == 0 else last_place
    if number is not None and last_place >= 100 and len(tokens) > 1 and tokens[-1] in DIGITS:
        number *= last_place / 10  # 一百二 is 120, 三万五 is 35,000
    return total + section + (number or 0)


def _join(total: float, part: float, magnitude: int) -> float:
    return (total + part) * magnitude if 0 < total < magnitude else total + part * magnitude


def english(text: str) -> float | None:
    """The number written in English words: `three hundred and twenty`, `a dozen`, `half a million`; None if none."""
    words = [w for w in re.split(r"[\s-]+", text.lower()) if w and w != "and"]
    total = current = 0.0
    seen = False
    for word in words:
        scale = SCALES.get(word) or COLLECTIVES.get(word)
        if word in ONES or word in TENS:
            current += ONES.get(word, TENS.get(word, 0))
        elif word == "half":
            current += 0.5
        elif scale is not None:
            current = (current or 1) * scale
            if scale >= 1_000:
                total, current = total + current, 0.0
        elif word in {"a", "an"}:
            continue
        else:
            return None
        seen = True
    return total + current if seen else None
