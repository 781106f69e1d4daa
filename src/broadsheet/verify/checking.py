"""A text against its evidence: every sentence a claim with a verdict, every doubtful value a finding."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from broadsheet.core import Claim, EmptyEvidenceError, Evidence, Finding, InvalidInputError, Plugins, Report

if TYPE_CHECKING:
    from broadsheet.models import Embedder
    from broadsheet.verify.reading import Passage, Reading
    from broadsheet.verify.record import Record
    from broadsheet.verify.witnesses import Hearing

CHECKS = Plugins("broadsheet.verify.checks", "check")
# What is looked for in verse and code too, and what tells nothing about whether a source agrees.
_ALWAYS = frozenset({"injection", "personal_data"})
_NO_TESTIMONY = _ALWAYS | {"overlap", "table"}
# Characters of a text that is checked at once: a long feature has a fifth of it, and it is answered within seconds.
# Evidence may be longer than a book.
LONGEST_DRAFT = 100_000


class Check(Protocol):
    """The shape of a module in `verify/checks`: its findings about a draft, with the evidence as a `Record`."""

    def check(self, draft: "Reading", record: "Record") -> Iterator[Finding]:
        """A finding for each thing an editor should look at, in any order."""


def check(
    text: str,
    evidence: Sequence[Evidence],
    *,
    language: str = "",
    dateline: datetime | None = None,
    only: Sequence[str] | None = None,
    embedder: "Embedder | None" = None,
) -> Report:
    """The report on `text` against `evidence`.

    Relative dates of the text start from `dateline` (without one, from the newest report's day), those of each evidence
    from its `published`. `only` names the checks to run; without `support` among them no sentence is judged and the
    report has no claims. `embedder` compares meaning where the evidence is in another language only.

    Raises `EmptyEvidenceError` when there is no evidence or all of it is blank, `InvalidInputError` when the text is
    or is longer than `LONGEST_DRAFT`, `UnknownNameError` for a check there is not.
    """
    # The patterns of all values take a tenth of a second to compile, which `broadsheet --help` need not wait for.
    from broadsheet.verify.claims import unsaid
    from broadsheet.verify.reading import read
    from broadsheet.verify.record import Record
    from broadsheet.verify.texts.forms import form_of
    from broadsheet.verify.texts.notes import notes_of
    from broadsheet.verify.texts.surface import as_compared, compared, restored

    given = _usable(text, evidence)
    names = CHECKS.names() if only is None else list(only)
    modules = {name: _load(name) for name in names}
    published = [e.published for e in given if e.published]
    draft = read(compared(text), language=language, published=dateline or max(published, default=None))
    readings = [list(_readings(as_compared(e))) for e in given]
    record = Record(chain.from_iterable(readings))
    form = form_of(draft, record)
    unheard = form in ("verse", "code")
    told = {name: m for name, m in modules.items() if not unheard or name in _ALWAYS}
    findings = sorted({f for m in told.values() for f in m.check(draft, record)}, key=_order)
    claims: tuple[Claim, ...] = ()
    if "support" in names and unheard:
        claims = tuple(_unjudged(p, draft.language) for p in draft.passages)
    elif "support" in names:
        hearing = _hearing(draft, given, readings, told)
        findings = hearing.settled(draft, findings)
        claims = hearing.attested(draft, _claims(draft, record, findings, embedder), findings)
        findings = sorted([*findings, *unsaid(draft, record, claims, findings)], key=_order)
    sound = all(c.verdict in {"supported", "opinion"} for c in claims)
    notes = notes_of(text, given, draft, record, form=form, blank=len(evidence) - len(given))
    report = Report(sound and all(f.severity != "error" for f in findings), claims, tuple(findings), notes)
    return restored(report, text, given)


def _order(finding: Finding) -> tuple[int, int, str]:
    return finding.start, finding.end, finding.check


def _unjudged(passage: "Passage", language: str) -> Claim:
    """A line of verse or code: nothing that could be true or false."""
    from broadsheet.verify.messages import say

    return Claim(passage.text, passage.start, passage.end, "opinion", 0.5, (), say(language, "reason.verse"), "opinion")


def _hearing(
    draft: "Reading", given: Sequence[Evidence], readings: "Sequence[Sequence[Reading]]", modules: Mapping[str, Check]
) -> "Hearing":
    from broadsheet.verify.record import Record
    from broadsheet.verify.witnesses import call

    checks = [m.check for name, m in modules.items() if name not in _NO_TESTIMONY]
    return call(draft, given, [Record(r) for r in readings], checks)


def _readings(evidence: Evidence) -> "Iterator[Reading]":
    """The report, and its title and outlet, which a draft may name though no span points at them."""
    from broadsheet.verify.reading import read

    text = read(evidence.text, language=evidence.language, source=evidence.source, published=evidence.published)
    yield text
    heading = "\n".join(filter(str.strip, (evidence.title, evidence.outlet)))
    if heading:
        yield replace(read(heading, language=text.language, published=evidence.published), cited=False)


def _claims(
    draft: "Reading", record: "Record", findings: Sequence[Finding], embedder: "Embedder | None"
) -> tuple[Claim, ...]:
    from broadsheet.verify.abroad import Meaning
    from broadsheet.verify.claims import claims_of

    return claims_of(draft, record, findings, meaning=Meaning(embedder, record) if embedder else None)


@lru_cache(maxsize=64)
def _load(name: str) -> Check:
    # Looking a plugin up lists its folder each time, and a check of one sentence loads them all.
    module: Check = CHECKS.load(name)
    return module


def _usable(text: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    if not _says_something(text):
        raise InvalidInputError("there is no text to check", found=repr(text[:40]), do="give the text to be checked")
    if len(text) > LONGEST_DRAFT:
        raise InvalidInputError(
            f"a text that is checked has at most {LONGEST_DRAFT:,} characters",
            found=f"{len(text):,} characters",
            do="check it in parts; `check --batch` takes a part a line",
        )
    given = [e for e in evidence if _says_something(e.text)]
    if not given:
        found = f"{len(evidence)} pieces of evidence, all blank" if evidence else "no evidence"
        raise EmptyEvidenceError(
            "a text can't be checked without evidence",
            found=found,
            do="give at least one report or source to check against",
        )
    return given


def _says_something(text: str) -> bool:
    """Whether there is a letter or a figure in it: signs alone state nothing and support nothing."""
    return any(c.isalnum() for c in text)
