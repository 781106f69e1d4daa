"""Checking: any text against any evidence, and the checks that are kept to be shown and attached."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from broadsheet import __version__, nlp, publish, verify
from broadsheet.app.gathering import Gathering
from broadsheet.app.models import ModelShelf
from broadsheet.core import Checked, CheckLine, Decision, Evidence, InvalidInputError, NotFoundError, Report, Stored


class Checking(Gathering, ModelShelf):
    """The part of the newsroom that says what each sentence of a text stands on."""

    def check(
        self,
        text: str,
        evidence: Sequence[Evidence],
        *,
        language: str = "",
        dateline: datetime | None = None,
        model: str | None = None,
    ) -> Report:
        """The report on a text against its evidence; `checking` says what `model` does.

        Raises `EmptyEvidenceError`, `InvalidInputError` and, for a `model`, what loading it raises.
        """
        return list(self.checking(text, evidence, language=language, dateline=dateline, model=model))[-1]

    def checking(
        self,
        text: str,
        evidence: Sequence[Evidence],
        *,
        language: str = "",
        dateline: datetime | None = None,
        model: str | None = None,
    ) -> Iterator[Report]:
        """The report by rules and learnt weights; with a `model` then the same, improved as the model answers.

        Each report is whole and the last one final; leaving off early keeps the last. `dateline` is the day that the
        text's relative dates start from. Without a `model` (or with `none`) no language model is asked.
        """
        asked = self.language_model(model, task="labels") if model else None
        known = distinct(evidence)
        spoken = language or nlp.detect(text)
        abroad = any(e.language and e.language != spoken for e in known)
        embedder = self.embedder if abroad else None
        report = verify.check(text, known, language=spoken, dateline=dateline, embedder=embedder)
        yield report
        if asked is not None:
            how = verify.Asking(dateline=dateline)
            yield from verify.ask(report, text, known, model=asked, language=spoken, asking=how)

    def examined(
        self,
        text: str,
        evidence: Sequence[Evidence],
        *,
        language: str = "",
        dateline: datetime | None = None,
        model: str | None = None,
    ) -> Checked:
        """The check as a value that may be kept: the text, its evidence, the report, and what made it."""
        return list(self.examining(text, evidence, language=language, dateline=dateline, model=model))[-1]

    def examining(
        self,
        text: str,
        evidence: Sequence[Evidence],
        *,
        language: str = "",
        dateline: datetime | None = None,
        model: str | None = None,
    ) -> Iterator[Checked]:
        """The same as it comes: whole each time, the last one final; `checking` says what `model` does."""
        known, spoken = tuple(distinct(evidence)), language or nlp.detect(text)
        for report in self.checking(text, known, language=spoken, dateline=dateline, model=model):
            yield Checked(
                text=text,
                evidence=known,
                report=report,
                language=spoken,
                title=opening(text),
                dateline=dateline,
                checks=tuple(verify.CHECKS.names()),
                version=__version__,
                model=model or "none",
            )

    def examined_draft(self, id: int) -> Checked:
        """The check that a draft's chosen text carries, with what its editors cleared; raises `NotFoundError`."""
        draft = self.store.drafts.get(id).value
        chosen = draft.variants[draft.chosen]
        if chosen.report is None:
            raise InvalidInputError("this draft was not checked, so there is no check to keep", asked=f"draft {id}")
        return Checked(
            text=chosen.text,
            evidence=draft.sources,
            report=chosen.report,
            language=draft.language,
            title=draft.title or opening(chosen.text),
            checks=tuple(verify.CHECKS.names()),
            version=__version__,
            draft=id,
            cleared=tuple(d for d in draft.history if d.action == "clear" and d.note in draft.cleared),
        )

    def keep_check(self, checked: Checked) -> Stored[Checked]:
        """Keep a check, so that it has an address, a report and a badge."""
        return self.store.checks.add(checked)

    def checked(self, id: int) -> Stored[Checked]:
        """The check kept under `id`; raises `NotFoundError`."""
        return self.store.checks.get(id)

    def checks(self, *, limit: int = 50, before: int | None = None) -> list[Stored[CheckLine]]:
        """The kept checks, newest first; `before` is the last id of the page before."""
        return self.store.checks.list(limit=limit, before=before)

    def check_of_draft(self, draft: int, *, text: str) -> Stored[Checked] | None:
        """The newest check that was kept of a draft, where it is of this very text: no other may be shown beside it."""
        stored = self.store.checks.of_draft(draft)
        return stored if stored and stored.value.text.strip() == text.strip() else None

    def clear_checked(self, id: int, sentence: str, *, by: str) -> Stored[Checked]:
        """Let a sentence of a kept check stand, by name; the report stays as it was found.

        Raises `NotFoundError` for the check or the sentence, `InvalidInputError` without a name.
        """
        known = self.checked(id).value
        if not by.strip():
            raise InvalidInputError("who lets a sentence stand signs for it", asked=sentence, do="give a name")
        claims = [c for c in known.report.claims if c.text.strip() == sentence.strip()]
        if not claims:
            raise NotFoundError("the checked text has no such sentence", asked=sentence)
        decision = Decision("clear", by.strip(), self.now(), claims[0].text)
        self.store.checks.replace(id, replace(known, cleared=(*known.cleared, decision)))
        return self.checked(id)

    def forget_check(self, id: int) -> None:
        """Forget a kept check; raises `NotFoundError`."""
        self.store.checks.remove(id)

    def check_report(self, id: int, format: str = "html", *, language: str = "") -> bytes:
        """A kept check as a file that can be attached to a piece: `html`, `pdf` or `badge`.

        Its words are in `language`, else in the text's. Raises `NotFoundError`, `UnknownNameError` for the format.
        """
        return publish.check_report(self.checked(id), format, language=language)

    def check_file(self, checked: Checked, format: str = "html", *, language: str = "") -> bytes:
        """The same of a check that is not kept."""
        return publish.check_report(Stored(0, checked, self.now()), format, language=language)

    def check_reports(self) -> list[str]:
        """The formats of a kept check."""
        return publish.check_reports()


def distinct(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence with each text once and each name for one text: a second text of a name is called `name#2`."""
    kept: dict[str, Evidence] = {}
    for one in evidence:
        name, n = one.source, 1
        while name in kept and kept[name].text != one.text:
            n += 1
            name = f"{one.source}#{n}"
        kept.setdefault(name, one if name == one.source else replace(one, source=name))
    return list(kept.values())


TITLE_WIDTH = 84  # Latin characters, or half as many Han: one line in a list


def opening(text: str) -> str:
    """The first line that says something, or its first sentence, short enough for a title."""
    first = next((line.strip().lstrip("#> ").strip() for line in text.splitlines() if line.strip()), "")
    most = TITLE_WIDTH // 2 if nlp.detect(first) == "zh" else TITLE_WIDTH
    if len(first) <= most:
        return first
    start, end = nlp.sentences(first)[0]
    said = first[start:end]
    if len(said) <= most:
        return said
    return (said[:most].rpartition(" ")[0] or said[:most]).rstrip("，、,;；") + "…"
