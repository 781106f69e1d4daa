"""How much of a sentence some of its sources have, with no model: the score that ablations take in place of its chance.

The calibrated score of a check is not used where words can be compared: it knows how often such sentences are wrong,
whatever the sources say, and that is no source's doing. Of 57 English and 60 Chinese sentences made from one of six
sentences of their story and said otherwise (tune half), words put that one first in all, the check's score in 98 %.
"""

from collections.abc import Sequence
from datetime import datetime

from broadsheet.core import Evidence
from broadsheet.verify.checking import check
from broadsheet.verify.coverage import coverage
from broadsheet.verify.reading import Reading, read
from broadsheet.verify.record import Record
from broadsheet.verify.tracing.ablating import Score


def support_of(sentence: str, evidence: Sequence[Evidence], *, language: str, dateline: datetime | None) -> Score:
    """The share of `sentence` that the sources of these numbers have, 0..1; nothing has nothing of it.

    Half of it is the words that stand anywhere in them, half what their closest sentence has. Sources all in another
    language share no words: there it is the score of the check, by values, names and dates.
    """
    draft = read(sentence, language=language, published=dateline)
    readings = [read(e.text, language=e.language, source=e.source, published=e.published) for e in evidence]

    def score(kept: Sequence[int]) -> float:
        if not len(kept):
            return 0.0
        record = Record([readings[i] for i in kept])
        return _alike(draft, record) if any(readings[i].language == draft.language for i in kept) else abroad(kept)

    def abroad(kept: Sequence[int]) -> float:
        claims = check(sentence, [evidence[i] for i in kept], language=language, dateline=dateline).claims
        return sum(c.score for c in claims) / len(claims) if claims else 0.0

    return score


def _alike(draft: Reading, record: Record) -> float:
    shares = [
        (coverage(p, record).share + max((a.share for a in record.align(p, n=1)), default=0.0)) / 2
        for p in draft.passages
    ]
    return sum(shares) / len(shares) if shares else 0.0
