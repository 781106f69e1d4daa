"""Two texts told apart word by word; joining its stretches gives back either text to the letter."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from broadsheet import nlp
from broadsheet.core import Change
from broadsheet.core.suggestion import Op

# Sentences are matched first where there are more words than this: matching words takes their square in time.
_MANY = 1500


def word_diff(before: str, after: str) -> tuple[Change, ...]:
    """The changes from `before` to `after`, in order: a stretch taken out stands before the one put in its place."""
    one, other = _words(before), _words(after)
    steps = _by_words(one, other) if max(len(one), len(other)) <= _MANY else _by_sentences(before, after)
    return tuple(_joined(_without_islands(list(steps))))


def _words(text: str) -> list[str]:
    """The words of a text and, character by character, what stands between them."""
    found: list[str] = []
    at = 0
    for _, start, end in nlp.words(text):
        found += text[at:start]
        found.append(text[start:end])
        at = end
    return [*found, *text[at:]]


def _sentences(text: str) -> list[str]:
    """The stretches of a text up to the end of each sentence, what follows it included."""
    starts = [0, *(start for start, _ in nlp.sentences(text)[1:])]
    return [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


def _by_words(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    for op, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if op == "equal":
            yield Change("same", "".join(before[a:b]))
            continue
        yield Change("delete", "".join(before[a:b]))
        yield Change("insert", "".join(after[c:d]))


def _by_sentences(before: str, after: str) -> Iterator[Change]:
    one, other = _sentences(before), _sentences(after)
    for op, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        old, new = "".join(one[a:b]), "".join(other[c:d])
        if op == "equal":
            yield Change("same", old)
            continue
        was, now = _words(old), _words(new)
        if max(len(was), len(now)) <= _MANY:
            yield from _by_words(was, now)
        else:
            yield from (Change("delete", old), Change("insert", new))


def _without_islands(steps: list[Change]) -> Iterator[Change]:
    """The changes with blanks and marks that stayed between two of them taken into both: they would only flicker."""
    for number, step in enumerate(steps):
        inner = 0 < number < len(steps) - 1
        if step.op == "same" and inner and len(step.text) <= 1 and not step.text.isalnum():
            yield from (Change("delete", step.text), Change("insert", step.text))
        else:
            yield step


def _joined(steps: Iterator[Change]) -> Iterator[Change]:
    """Neighbouring changes as one deletion and one insertion."""
    gone, come, same = "", "", ""
    for step in steps:
        if step.op == "same":
            yield from _told(("delete", gone), ("insert", come))
            gone, come, same = "", "", same + step.text
            continue
        yield from _told(("same", same))
        same = ""
        gone += step.text if step.op == "delete" else ""
        come += step.text if step.op == "insert" else ""
    yield from _told(("same", same), ("delete", gone), ("insert", come))


def _told(*pairs: tuple[Op, str]) -> Iterator[Change]:
    return (Change(op, text) for op, text in pairs if text)
