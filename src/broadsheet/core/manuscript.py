"""A draft's text: lines of a small part of Markdown, each character of which keeps its place.

A line is a paragraph, a heading (`## `, `### `), a quotation (`> `), an item (`- `, `1. `) or an image
(`![what it shows](/images/...)`). In a line stand `*emphasis*`, `**strong**`, `[links](https://...)` and, after a
backslash, a character that would else be a mark. A text without marks is itself. The studio's
`static/js/studio/manuscript.js` reads and writes the same; a test holds the two together.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["paragraph", "heading", "quote", "item", "image"]

# What a mark may hold, in characters: without an end to look for, a long line of stars would take the square of it.
_REACH = 1000
_PREFIX = re.compile(r"(#{2,3}|>|[-*]|\d{1,3}[.)]) +(?=\S)")
_IMAGE = re.compile(r"!\[([^\[\]\n]*)\]\((/images/[\w.-]+|https?://[^\s()<>]+)\)[ \t]*")
_INLINE = re.compile(
    r"\\(?P<escaped>[\\*\[\]#>!.)-])"
    rf"|\*\*(?=\S)(?P<strong>(?:\\.|[^\\\n]){{1,{_REACH}}}?)(?<=\S)\*\*"
    rf"|(?<![A-Za-z0-9*])\*(?=[^\s*])(?P<emphasis>(?:\\.|[^\\*\n]){{1,{_REACH}}}?)(?<=[^\s])\*(?![A-Za-z0-9*])"
    rf"|\[(?P<label>(?:\\.|[^\\\[\]\n]){{1,{_REACH}}})\]\((?P<href>https?://[^\s()<>]{{1,{_REACH}}})\)"
)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of what is read, `text[start:end]` of the whole, with the marks over it; `href` is empty or http(s)."""

    text: str
    start: int
    emphasis: bool = False
    strong: bool = False
    href: str = ""

    @property
    def end(self) -> int:
        """Where it ends in the whole text."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Block:
    """One line, `text[start:end]` of the whole.

    `marker` is what makes it more than a paragraph (`##`, `>`, `-`, `3.`). An image has no runs but a `source` (its
    address) and `alt` (what it shows, for who can't see it).
    """

    kind: Kind
    start: int
    end: int
    runs: tuple[Run, ...] = ()
    marker: str = ""
    source: str = ""
    alt: str = ""

    @property
    def opening(self) -> int:
        """Where its words begin, behind its marker."""
        return self.runs[0].start if self.runs else self.end


def blocks(text: str) -> tuple[Block, ...]:
    """The lines of `text` that are not blank, in order."""
    return tuple(_block(text, line.start(), line.end()) for line in re.finditer(r"[^\n]+", text) if line[0].strip())


def blanked(text: str) -> str:
    """`text` with every mark and image turned into blanks, character for character: offsets stay."""
    if not _may_hold_marks(text):
        return text
    parts: list[str] = []
    at = 0
    for block in blocks(text):
        parts.append(text[at : block.start])
        at = block.start
        for run in block.runs:
            parts += [" " * (run.start - at), run.text]
            at = run.end
        parts.append(" " * (block.end - at))
        at = block.end
    return "".join(parts) + text[at:]


def plain(text: str) -> str:
    """What is read, without the marks; an image is what it shows, in brackets."""
    if not _may_hold_marks(text):
        return text
    parts: list[str] = []
    at = 0
    for block in blocks(text):
        parts += [text[at : block.start], f"[{block.alt}]" if block.kind == "image" else "".join(_words(block))]
        at = block.end
    return "".join(parts) + text[at:]


def images(text: str) -> tuple[str, ...]:
    """The addresses of the images in `text`, in order."""
    return tuple(block.source for block in blocks(text) if block.kind == "image")


def clipped(block: Block, start: int, end: int) -> Iterator[Run]:
    """The parts of the block's runs that lie in `[start, end)` of the whole text."""
    for run in block.runs:
        first, last = max(start, run.start), min(end, run.end)
        if first < last:
            yield replace(run, text=run.text[first - run.start : last - run.start], start=first)


def _may_hold_marks(text: str) -> bool:
    return bool(re.search(r"[\\*\[!]|^(?:#{2,3}|>|-|\d{1,3}[.)]) ", text, re.MULTILINE))


def _words(block: Block) -> Iterator[str]:
    """The block as plain text shows it: of its markers only an item's stays."""
    if block.kind == "item":
        yield f"{block.marker} "
    for run in block.runs:
        yield run.text


def _block(text: str, start: int, end: int) -> Block:
    image = _IMAGE.fullmatch(text, start, end)
    if image:
        return Block("image", start, end, source=image[2], alt=image[1].strip())
    prefix = _PREFIX.match(text, start, end)
    if prefix is None:
        return Block("paragraph", start, end, tuple(_runs(text, Run("", start), end)))
    marker = prefix[1]
    kind: Kind = "heading" if marker[0] == "#" else "quote" if marker == ">" else "item"
    return Block(kind, start, end, tuple(_runs(text, Run("", prefix.end()), end)), marker=marker)


def _runs(text: str, style: Run, end: int) -> Iterator[Run]:
    """The runs of `text[style.start:end]`, each with the marks of `style` and those inside."""
    at = style.start
    while found := _INLINE.search(text, at, end):
        if found.start() > at:
            yield replace(style, text=text[at : found.start()], start=at)
        name = str(found.lastgroup) if found.lastgroup != "href" else "label"
        inner, stop = found.span(name)
        if name == "escaped":
            yield replace(style, text=found[name], start=inner)
        else:
            yield from _runs(text, _styled(style, name, found, inner), stop)
        at = found.end()
    if at < end:
        yield replace(style, text=text[at:end], start=at)


def _styled(style: Run, name: str, found: re.Match[str], start: int) -> Run:
    if name == "label":
        return replace(style, href=found["href"], start=start)
    if name == "strong":
        return replace(style, strong=True, start=start)
    return replace(style, emphasis=True, start=start)
