"""The report on a text of a kind: the evidence check, or for fiction none, and the kind's own checks."""

from dataclasses import replace

from broadsheet.core import Draft, Finding, Report, UnknownNameError
from broadsheet.write.checking import check
from broadsheet.write.controls import Controls
from broadsheet.write.documents import as_prose
from broadsheet.write.kind import Kind, kind
from broadsheet.write.preparing import prepare
from broadsheet.write.rule import findings as control_findings
from broadsheet.write.shapes import Ask

_INVENTED = {
    "en": "This is invented: nothing in it was checked against any source.",
    "zh": "这是虚构作品，没有对照任何来源核对。",
}


def report_on(text: str, what: Kind, ask: Ask) -> Report:
    """The report on a text that answers `ask`; raises what `verify.check` does."""
    label = what.label[ask.language] if what.label else ""
    if what.fiction:
        said = _INVENTED[ask.language]
        report = Report(passed=True, findings=(Finding("fiction", "invented", "advice", 0, len(text), "", said),))
    elif what.report is not None:
        report = what.report(text, ask)
    else:
        frame = what.frame[ask.language] if what.frame else ()
        # A form is checked by its strings, which stand where they stood.
        shown = text if ask.controls.schema is None else as_prose(text)
        report = check(shown, ask.evidence, language=ask.language, aside=label, frame=frame)
    told = text.removesuffix(label).rstrip() if label else text
    own = (*control_findings(told, ask.controls, ask.language), *(what.findings(text, ask) if what.findings else ()))
    passed = report.passed and not any(f.severity == "error" for f in own)
    return replace(report, passed=passed, findings=(*report.findings, *own))


def report_of(draft: Draft, text: str) -> Report:
    """The report on `text` as the text of `draft`; of a kind that is no longer there, the evidence check alone."""
    try:
        what = kind(draft.kind)
        ask = prepare(
            draft.kind,
            facts=draft.facts,
            evidence=draft.sources,
            language=draft.language,
            controls=Controls.of(draft.controls),
        )
    except UnknownNameError:
        return check(text, draft.sources, language=draft.language)
    return report_on(text, what, replace(ask, evidence=draft.sources))
