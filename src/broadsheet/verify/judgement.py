"""The standing of a sentence: supported, unsupported or opinion, with how much of it the evidence has.

It reads no mind: a sentence whose words are all in the evidence may still put them together wrongly.
"""

from dataclasses import dataclass, replace

from broadsheet.core.evidence import Decider, Verdict
from broadsheet.verify.claim_kinds import is_view
from broadsheet.verify.coverage import Coverage, coverage
from broadsheet.verify.learnt import Estimate
from broadsheet.verify.reading import Passage, Reading
from broadsheet.verify.record import Record
from broadsheet.verify.statements.sayings import asks

# The least share of a sentence's telling words that the evidence must have. Chinese, tune half of UHGEval: 0.66 marks
# .87 of hallucinated continuations and .08 of human headlines (0.62: .85 and .08; 0.70: .91 and .10;
# 0.72: .92 and .12).
# English, 150 real headlines: 0.55 marks one in ten, and lets .01 of the sentences of other stories pass.
ENOUGH = {"zh": 0.66, "en": 0.55}
ENOUGH_ELSEWHERE = 0.6
# Of a sentence with so few telling words (a heading, 完) a share says nothing; it passes when it has none missing.
FEW = 2
# A sentence that has less of its words in the evidence is not said there, whatever else speaks for it. Nine in ten true
# sentences written freely about real stories have .68 (zh) and .80 (en) and more.
# Of a short one a single word said otherwise is a large share.
LEAST, LEAST_OF_SHORT, SHORT = 0.45, 0.2, 3


@dataclass(frozen=True, slots=True)
class Standing:
    """What the wording alone says of a sentence; values and polarity are judged by their own checks."""

    verdict: Verdict
    coverage: Coverage
    cross: bool = False


def standing(passage: Passage, draft: Reading, record: Record) -> Standing:
    """The standing of a sentence of the draft. `cross`: no evidence in its language, so wording can't be compared."""
    share = coverage(passage, record)
    if draft.language not in record.languages:
        return Standing("unsupported", share, cross=True)
    if share.share >= ENOUGH.get(draft.language, ENOUGH_ELSEWHERE) or (share.words <= FEW and not share.missing):
        return Standing("supported", share)
    if asks(passage.text) or is_view(passage.text):
        return Standing("opinion", share)
    return Standing("unsupported", share)


def judged(stands: Standing, guess: Estimate, passage: Passage, record: Record) -> tuple[Standing, Decider]:
    """The standing of a sentence in which the rules found no error, by what the learnt model makes of it.

    Word for word in the evidence, and too few words to tell, are the rules' to decide; so is what is no statement.
    """
    short = stands.coverage.words <= FEW and not stands.coverage.missing
    verbatim = record.has_verbatim(passage.text)
    if asks(passage.text) and not verbatim:
        return replace(stands, verdict="opinion"), "rules"  # its words being in the evidence answers no question
    if short or verbatim:
        return replace(stands, verdict="supported"), "rules"
    if stands.verdict == "opinion":
        return stands, "rules"
    least = LEAST if stands.coverage.words > SHORT else LEAST_OF_SHORT
    if guess.enough and stands.coverage.share >= least:
        return replace(stands, verdict="supported"), "learnt"
    if is_view(passage.text):
        return replace(stands, verdict="opinion"), "rules"
    return replace(stands, verdict="unsupported"), "learnt"
