"""The forms a poem may have, by language, and what holds of each."""

from collections.abc import Mapping, Sequence

from broadsheet.core import UnknownNameError
from broadsheet.write.prosody import FORMS, SCHEMES, Fault, haiku, lines_of, scan, sonnet

FREE = "free"
# Other names that people type.
_ALSO: Mapping[str, str] = {
    "五言绝句": "五绝",
    "七言绝句": "七绝",
    "五言律诗": "五律",
    "七言律诗": "七律",
    "wujue": "五绝",
    "qijue": "七绝",
    "wulü": "五律",
    "wulv": "五律",
    "qilü": "七律",
    "qilv": "七律",
    "自由": FREE,
    "自由诗": FREE,
    "新诗": FREE,
    "shakespearean": "sonnet",
    "italian": "petrarchan",
}


def forms(language: str) -> tuple[str, ...]:
    """The names of the forms of a language; the usual one first."""
    return ("七绝", "五绝", "七律", "五律", FREE) if language == "zh" else ("haiku", *SCHEMES, FREE)


def form_of(asked: str, *, language: str) -> str:
    """The form meant, the language's usual one when none is; raises `UnknownNameError` listing those there are."""
    name = _ALSO.get(asked.lower(), asked.lower()) or forms(language)[0]
    if name not in forms(language):
        raise UnknownNameError(
            f"there is no form of poem called {asked!r} in this language", asked=asked, choices=forms(language)
        )
    return name


def lines_in(text: str, *, language: str) -> list[str]:
    """The lines of a verse: in Chinese without punctuation."""
    block = text.split("\n\n", 1)[0]
    return lines_of(block) if language == "zh" else [line.strip() for line in block.splitlines() if line.strip()]


def faults(lines: Sequence[str], form: str, *, book: str) -> list[Fault]:
    """What breaks or strains the form; a free poem has none."""
    if form in FORMS:
        return scan(lines, form, book=book)[1]
    if form == "haiku":
        return haiku(lines)
    return sonnet(lines, form) if form in SCHEMES else []


def set_lines(lines: Sequence[str], *, language: str) -> list[str]:
    """The lines with what stands before each: Chinese couplets share a printed line and are punctuated."""
    if language != "zh":
        return [("\n" if i else "") + line for i, line in enumerate(lines)]
    return [("\n" if i and i % 2 == 0 else "") + line + ("。" if i % 2 else "，") for i, line in enumerate(lines)]
