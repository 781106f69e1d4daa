"""Dates, numbers and names of languages as each language writes them."""

from datetime import datetime

from broadsheet.publish.wording import MONTHS

_DAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "zh": ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"),
}
_LANGUAGES = {
    "en": {"zh": "Chinese", "en": "English", "fr": "French", "ja": "Japanese", "es": "Spanish", "de": "German"},
    "zh": {"zh": "中文", "en": "英文", "fr": "法文", "ja": "日文", "es": "西班牙文", "de": "德文"},
}
_STEPS = ((1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB"))


def day(at: datetime, language: str) -> str:
    """`Tuesday, 9 June 2026` or `2026年6月9日 星期二`."""
    weekday = _DAYS[language][at.weekday()]
    if language == "zh":
        return f"{at.year}年{at.month}月{at.day}日 {weekday}"
    return f"{weekday}, {at.day} {MONTHS[at.month - 1]} {at.year}"


def moment(at: datetime, language: str) -> str:
    """`9 Jun, 14:05` or `6月9日 14:05`."""
    if language == "zh":
        return f"{at.month}月{at.day}日 {at:%H:%M}"
    return f"{at.day} {MONTHS[at.month - 1][:3]}, {at:%H:%M}"


def language_name(tag: str, language: str) -> str:
    """What `language` calls the language `tag`; the tag itself when it has no entry."""
    return _LANGUAGES[language].get(tag, tag)


def size(count: int) -> str:
    """Bytes in the decimal unit that leaves one to three digits before the point."""
    for step, unit in _STEPS:
        if count >= step:
            return f"{count / step:.1f} {unit}"
    return f"{count} B"


def grouped(number: float) -> str:
    """A count with thousands parted by a thin space, which both languages read."""
    return f"{number:,.0f}".replace(",", "\u202f")


def figure(number: float) -> str:
    """A figure as it was meant: no decimals it did not have, thousands parted."""
    return grouped(number) if float(number).is_integer() else f"{number:,.10g}".replace(",", "\u202f")


def minutes(time: float) -> int:
    """Minutes to read, at least one."""
    return max(1, round(time))


def language_of(text: str) -> str:
    """`zh` when a text has Han characters, else `en`: enough to mark up a name or a headline of unknown language."""
    return "zh" if any("\u4e00" <= character <= "\u9fff" for character in text) else "en"
