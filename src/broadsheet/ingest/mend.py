"""Mends one kind of damage: typographic quotes lost when UTF-8 was once read as GBK and written back.

The second byte of such a quote swallowed the character after it, so `it was,” she` became `it was,"?she` and
`teachers’ unions` became `teachers"?unions`. Which quote it was is read off those still open.
"""

import re

# `say "yes"? He` is whole: there the mark follows a letter and a blank or closing sign follows it.
_DAMAGE = re.compile(r'(?<=[,.!?;:\s])"\?|"\?(?=[^\s"\')\]”’.,;!?])')
_LOST_APOSTROPHE = re.compile("(?<=[A-Za-z])\ufffd(?=(?:s|t|re|ve|ll|d|m)\\b)")
_MARK = re.compile('"\\??')


def quotes(text: str) -> str:
    """`text` with damaged quotes made quotes, apostrophes or dashes again; whole text comes back unchanged."""
    text = _LOST_APOSTROPHE.sub("’", text)
    if not _DAMAGE.search(text):
        return text
    out: list[str] = []
    position, is_open = 0, False
    for mark in _MARK.finditer(text):
        out.append(text[position : mark.start()])
        position = mark.end()
        is_damaged = mark.group() == '"?' and _DAMAGE.match(text, mark.start()) is not None
        if not is_damaged:
            out.append(mark.group())
            is_open = _opens(text, mark.start()) if mark.group() == '"' else not is_open
            continue
        before = text[mark.start() - 1 : mark.start()]
        out.append(_mended(before, is_open=is_open))
        is_open = is_open and before.isspace()
    return re.sub(r" {2,}", " ", "".join(out) + text[position:])


def _opens(text: str, at: int) -> bool:
    before = text[at - 1 : at]
    return not before or before.isspace() or before in "([—-"


def _mended(before: str, *, is_open: bool) -> str:
    if before.isspace():
        return "– "
    if is_open or before in ",.!?;:…":
        return '" '
    return "’ "
