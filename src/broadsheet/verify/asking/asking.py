"""The third look: a language model is asked about the sentences that rules and learnt weights leave open, one by one.

It improves a report and never makes one. A model that fails or talks past the question leaves the report as it was.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

from broadsheet.core import Claim, Evidence, Finding, ModelError, ModelInputError, Report
from broadsheet.models import LanguageModel, Message, Options
from broadsheet.verify.asking.answering import Opinion, opinion_of, schema
from broadsheet.verify.asking.prompting import messages
from broadsheet.verify.asking.settings import Asking
from broadsheet.verify.asking.showing import Shown, shown_for
from broadsheet.verify.asking.weighing import bears_out, changed, reason_of, weighed
from broadsheet.verify.asking.wording import version, worded
from broadsheet.verify.reading import Reading, read
from broadsheet.verify.record import Record

# A verdict and three numbers are some 25 tokens of JSON; what is longer is no answer.
ANSWER_TOKENS = 80
# The protocol's most: the likeliest tokens where the verdict begins, among which its three words are looked for.
LIKELIEST = 20


def ask(
    report: Report,
    text: str,
    evidence: Sequence[Evidence],
    *,
    model: LanguageModel,
    language: str = "",
    asking: Asking | None = None,
) -> Iterator[Report]:
    """`report`, improved claim by claim; each report that comes is whole, the last one final, and closing it stops.

    `text` and `evidence` are those the report was made of. Claims of fact are asked about that `Asking` calls open; an
    error that a check found closes a claim for good. Nothing is raised for what the model does: a note tells of it.
    """
    judge = _Judge(report, text, evidence, model, asking or Asking(), language)
    yield report
    yield from judge.improved()


@dataclass(slots=True)
class _Judge:
    """One text before one model."""

    report: Report
    text: str
    evidence: Sequence[Evidence]
    model: LanguageModel
    asking: Asking
    language: str
    changes: int = 0

    def improved(self) -> Iterator[Report]:
        draft = read(self.text, language=self.language)
        found = open_claims(self.report, self.asking)
        if not found:
            return
        record = Record(
            read(e.text, language=e.language, source=e.source, published=e.published) for e in self.evidence
        )
        asked, most = 0, self.asking.most
        for at in found[:most]:
            claim = self.report.claims[at]
            shown = shown_for(claim, draft.passage_at(claim.start), record)
            if not shown.spans:
                continue
            try:
                opinion = asked_once(self.model, claim.text, shown, language=draft.language)
            except ModelError as error:
                left = len(found) - asked
                yield self._noted(draft, "failed", why=error.message, left=left)
                return
            asked += 1
            self._weigh(at, opinion, shown, draft.language)
            yield self.report
        if asked:
            yield self._noted(draft, "asked", asked=asked, changed=self.changes, version=version())
        if len(found) > most:
            yield self._noted(draft, "left", left=len(found) - most, most=most)

    def _weigh(self, at: int, opinion: Opinion | None, shown: Shown, language: str) -> None:
        if opinion is None:
            return
        claim, cited = self.report.claims[at], shown.cited(opinion.numbers)
        holds = bears_out(claim, self.evidence, cited, dateline=self.asking.dateline)
        found = weighed(claim, opinion, cited, asking=self.asking, bears_out=holds)
        if found is None:
            return
        verdict, ground = found
        self.changes += 1
        reason = reason_of(ground, opinion, model=self.model.name, language=language)
        new = changed(claim, verdict, opinion=opinion, cited=cited, reason=reason)
        self.report = with_claim(self.report, at, new)

    def _noted(self, draft: Reading, note: str, **values: object) -> Report:
        said = worded(f"note.{note}", draft.language, model=self.model.name, **values)
        self.report = replace(self.report, notes=(*self.report.notes, said))
        return self.report


def open_claims(report: Report, asking: Asking) -> list[int]:
    """The numbers of the claims that nothing has decided, those first whose score says least."""
    wrong = [f for f in report.findings if f.severity == "error"]
    middle = (asking.low + asking.high) / 2
    found = [at for at, claim in enumerate(report.claims) if _is_open(claim, wrong, asking)]
    return sorted(found, key=lambda at: (abs(report.claims[at].score - middle), at))


def _is_open(claim: Claim, wrong: Sequence[Finding], asking: Asking) -> bool:
    if claim.verdict not in ("supported", "unsupported") or claim.kind in ("opinion", "question"):
        return False
    return asking.low <= claim.score <= asking.high and not any(claim.start <= f.start < claim.end for f in wrong)


def asked_once(model: LanguageModel, statement: str, shown: Shown, *, language: str) -> Opinion | None:
    """The model's opinion on one statement, None where it gives none. Raises `ModelError`."""
    said = messages(statement, [s.text for s in shown.spans], language=language)
    options = Options(max_tokens=ANSWER_TOKENS, schema=schema(len(shown.spans)), logprobs=True, top_logprobs=LIKELIEST)
    try:
        return _answer(model, said, options)
    except ModelInputError:  # a server that tells no chances may refuse the question for them
        return _answer(model, said, replace(options, logprobs=False, top_logprobs=0))


def _answer(model: LanguageModel, said: Sequence[Message], options: Options) -> Opinion | None:
    with closing(model.generate(said, options)) as stream:  # type: ignore[type-var]
        return opinion_of(list(stream))


def with_claim(report: Report, at: int, claim: Claim) -> Report:
    """`report` with claim number `at` replaced, and its findings and `passed` what they then must be."""
    claims = (*report.claims[:at], claim, *report.claims[at + 1 :])
    findings = report.findings
    if claim.verdict == "supported":
        findings = tuple(f for f in findings if not _doubts(f, claim))
    sound = all(c.verdict in ("supported", "opinion") for c in claims)
    return replace(
        report, passed=sound and all(f.severity != "error" for f in findings), claims=claims, findings=findings
    )


def _doubts(finding: Finding, claim: Claim) -> bool:
    doubt = finding.check == "support" and finding.rule in ("unsupported", "thin")
    return doubt and claim.start <= finding.start < claim.end
