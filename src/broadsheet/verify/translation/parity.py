"""Whether a translation keeps what its source says: numbers, dates, names, quotations, negation, every sentence.

It compares what is stated, not how well it reads. What it can't compare it says is doubtful and never that it is right.
"""

from collections.abc import Mapping, Sequence

from broadsheet.core import Mark, Pair, Parity

# What fails a translation; a doubt never does.
_WRONG = frozenset({"changed", "missing", "added"})


def parity(
    source: str,
    target: str,
    *,
    source_language: str,
    target_language: str,
    names: Mapping[str, Sequence[str]] | None = None,
) -> Parity:
    """The parity of `target`, a translation of `source`. `names` are known renderings: 段海 to Duan Hai, Hai Duan.

    Sentences are aligned first. Raises nothing: an empty text has no sentences, so all of the other's are missing or
    added.
    """
    # The patterns of all values take a tenth of a second to compile, which `broadsheet --help` need not wait for.
    from broadsheet.verify.translation.pairing import pairs

    cut = pairs(source, target, source_language=source_language, target_language=target_language, names=names or {})
    found = tuple(cut)
    return Parity(is_kept(found), source_language, target_language, found)


def is_kept(pairs: Sequence[Pair]) -> bool:
    """Whether nothing in the pairs is lost, changed or added."""
    return not any(shortfalls(pair) for pair in pairs)


def shortfalls(pair: Pair) -> list[Mark]:
    """The marks of a pair that fail it."""
    return [mark for mark in pair.marks if mark.bearing in _WRONG]
