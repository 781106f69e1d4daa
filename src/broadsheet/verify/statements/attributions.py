"""What the draft lays in another mouth than the evidence, and what it tells as so that somebody only claims."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from broadsheet.verify.reading import Passage, Reading
from broadsheet.verify.record import Aligned, Record
from broadsheet.verify.statements.counterparts import matched, related, roots, share_of
from broadsheet.verify.statements.parties import different, is_proper, names_of
from broadsheet.verify.statements.sayings import Saying, sayings

# So much of what one says, by weight of terms, is said by the other as well.
SAME_WORDS = 0.6
_MARKS = ("“", "「", "『", '"', "‘", "'")
_CLOSING = ("”", "」", "』", '"', "’")
_SOME = 0.4  # a saying that has so much of it may be the one that is meant


@dataclass(frozen=True, slots=True)
class Mouth:
    """A stretch of the draft, counted from its sentence's start, and who says it in the evidence."""

    start: int
    end: int
    who: str
    rule: str


def faults(draft: Reading, passage: Passage, record: Record) -> Iterator[Mouth]:
    """Each saying given to another speaker, and each claim of somebody's told as a fact."""
    close = related(draft, passage, record)
    mine = sayings(passage.text)
    theirs = [(s, a) for a in close for s in (*sayings(a.passage.text), *_named_behind(a))]
    for saying in mine:
        # Words in quotation marks are the business of the check of quotations.
        if saying.what.lstrip().startswith(_MARKS):
            continue
        if other := _other_mouth(saying, theirs, record):
            yield Mouth(saying.start, saying.end, other.who, "speaker")
    if not mine:
        yield from _told_as_fact(passage, theirs, close, record)


def _named_behind(aligned: Aligned) -> Iterator[Saying]:
    """Who said a sentence in quotation marks, where what is behind it only names him (“…。”黄滋表示。)."""
    quoted = aligned.passage.text.strip()
    after = aligned.reading.passages[aligned.passage.number + 1 :][:1]
    if not quoted.startswith(_MARKS):
        return
    if after and quoted.endswith(_CLOSING):
        yield from (replace(s, what=quoted) for s in sayings(after[0].text.strip()) if not roots(s.what))
    yield from (replace(s, what=quoted[: s.start]) for s in sayings(quoted) if not roots(s.what))


def _other_mouth(saying: Saying, theirs: Sequence[tuple[Saying, Aligned]], record: Record) -> Saying | None:
    wanted = roots(saying.what)
    if not wanted:
        return None
    said = [(share_of(wanted, roots(s.what), record), s, a) for s, a in theirs]
    likely = [(share, s, a) for share, s, a in said if share >= _SOME]
    if not all(different(saying.who, s.who, a.reading.plain) for _, s, a in likely):
        return None
    share, best, _ = max(likely, key=lambda found: found[0], default=(0.0, saying, None))
    speaks = any(names_of(saying.who) & names_of(s.who) for s, _ in theirs)
    sure = speaks or (is_proper(saying.who) and is_proper(best.who))
    return best if share >= SAME_WORDS and sure else None


def _told_as_fact(
    passage: Passage, theirs: Sequence[tuple[Saying, Aligned]], close: Sequence[Aligned], record: Record
) -> Iterator[Mouth]:
    for saying, aligned in theirs:
        where = matched(saying.what, passage.text, record) if saying.claimed else None
        plain_elsewhere = (
            a
            for a in close
            if a is not aligned and not sayings(a.passage.text) and matched(saying.what, a.passage.text, record)
        )
        if where and where.terms > 1 and not any(plain_elsewhere):
            yield Mouth(where.start, where.end, saying.who, "dropped")
            return
