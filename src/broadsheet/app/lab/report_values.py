"""Values of a report as people read them: numbers, sizes, times, shares."""

from collections.abc import Iterator, Mapping
from typing import Any

# From here on what stands behind the point says nothing, and four digits would be written with an exponent.
_WHOLE = 10_000
_SIZES = ("B", "kB", "MB", "GB")


def said(value: Any) -> str:
    """A value in a table's cell: whole numbers by thousands, others to four digits, a dash for none."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "✓" if value else "✗"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, int):
        return f"{value:,}"
    if not isinstance(value, float):
        return str(value)
    return f"{value:,.0f}" if abs(value) >= _WHOLE else f"{value:,.4g}"


def size(count: float) -> str:
    """Bytes for people."""
    for unit in _SIZES[:-1]:
        if count < 1000:
            return f"{count:.0f} {unit}" if unit == "B" else f"{count:.1f} {unit}"
        count /= 1000
    return f"{count:.2f} {_SIZES[-1]}"


def duration(seconds: float, language: str) -> str:
    """A time for people."""
    units = ("秒", "分钟", "小时") if language == "zh" else ("s", "min", "h")
    if seconds < 100:
        return f"{seconds:.0f} {units[0]}"
    return f"{seconds / 60:.0f} {units[1]}" if seconds < 7200 else f"{seconds / 3600:.1f} {units[2]}"


def share(value: float) -> str:
    """A share in per cent."""
    return f"{100 * value:.1f}%"


def interval(value: float, ends: Any) -> str:
    """A figure with its 95 % interval, when it has one."""
    if isinstance(ends, list | tuple) and len(ends) == 2:
        return f"{value:.3f} ({ends[0]:.3f}–{ends[1]:.3f})"
    return said(value)


def flat(tree: Mapping[str, Any], under: str = "") -> Iterator[tuple[str, Any]]:
    """Single values by their path; lists of tables are left to whoever shows them."""
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{under}{key}.")
        elif isinstance(value, list | tuple):
            if value and all(isinstance(one, int | float | str) for one in value) and len(value) <= 8:
                yield f"{under}{key}", ", ".join(said(one) for one in value)
        elif value not in (None, ""):
            yield f"{under}{key}", value
