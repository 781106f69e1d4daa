"""Texts written by the newsroom's own models, each asked as it was trained, and held against what it was given."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Literal

from broadsheet import models, nlp, verify
from broadsheet.app.checking import Checking
from broadsheet.app.lab.reading import LabReading
from broadsheet.core import BroadsheetError, ConflictError, Evidence, NotFoundError
from broadsheet.models.backends.lab import way_of

if TYPE_CHECKING:
    from broadsheet.train.reading.forms import Form
    from broadsheet.train.tokens import Tokenizer

Bearing = Literal["unsupported", "contradicted", "opinion"]
Ask = Callable[[str, models.Options, int], "Sequence[models.Answer]"]
_STRANGE = {"en": "it shares no word with the text it was given", "zh": "与所给的文字没有一个词相同"}
_NOTHING = {"en": "it wrote nothing", "zh": "什么也没有写"}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A stretch of what was written that the given text does not bear out: what it is found to be, and why."""

    start: int
    end: int
    text: str
    verdict: Bearing
    message: str


@dataclass(frozen=True, slots=True)
class Written:
    """What a model wrote; `finish` is `length` where it was cut. `doubts` are in the order of the text.

    `is_checked` is false for one that only goes on: what it adds is nowhere to be found.
    """

    text: str
    finish: str
    is_checked: bool = False
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenFor:
    """The answers to one text; `is_cut` when the model read only a part of it."""

    text: str
    answers: tuple[Written, ...]
    is_cut: bool = False

    @property
    def is_borne_out(self) -> bool:
        """Whether nothing in the answers is in doubt."""
        return not any(one.doubts for one in self.answers)


class LabWriting(LabReading, Checking):
    """The part of the newsroom whose own models write."""

    def lab_form(self, name: str) -> "Form":
        """How the model `name` is asked for a text.

        Raises `NotFoundError` for one that is not there or not trained to the end, `ConflictError` for one that writes
        none.
        """
        from broadsheet.train.reading.forms import form_of

        if self.lab_model(name).state != "ready":
            raise NotFoundError("this model can't write yet", asked=name, do="train it to the end")
        return form_of(self.lab_folder(name))

    def write_with_lab(
        self, name: str, texts: Sequence[str], *, options: models.Options | None = None, n: int = 1
    ) -> Iterator[WrittenFor | BroadsheetError]:
        """What the model `name` writes for each of `texts`: `n` answers, by whatever runs it fastest here.

        What is no plain continuation is checked against its text: in one language by `verify.check`, in two by
        `verify.parity`. A text that can't be read has its error in its place. Raises as `lab_form` does, and what
        loading the model does.
        """
        form, told = self.lab_form(name), options or models.Options(max_tokens=128)
        ask, tokenizer = self._asking(name, form)
        return (self._written_for(text, form, (ask, tokenizer), options=told, n=n) for text in texts)

    def _written_for(
        self, text: str, form: "Form", asking: "tuple[Ask, Tokenizer | None]", *, options: models.Options, n: int
    ) -> WrittenFor | BroadsheetError:
        from broadsheet.train.reading.forms import asked

        ask, tokenizer = asking
        try:
            given = asked(form, text, tokenizer=tokenizer, answer=options.max_tokens)
            found = ask(given.text, options, n)
            told = [self._held(one, text, is_checked=form.kind != "goes_on") for one in found]
        except BroadsheetError as error:
            return error
        return WrittenFor(text, tuple(told), is_cut=given.is_cut)

    def _asking(self, name: str, form: "Form") -> "tuple[Ask, Tokenizer | None]":
        """What asks the model, and its tokenizer, where it has one beside it."""
        from broadsheet.train import tokens

        folder = self.lab_folder(name)
        tokenizer = tokens.load(folder) if (folder / "tokenizer.json").is_file() else None
        if not way_of(self.lab_folder(), name):
            return self._own(name, form), tokenizer
        model = self.language_model(f"lab:{name}")
        if model is None:
            raise ConflictError("this model is not one that writes", asked=name)
        return partial(_several, model), tokenizer

    def _own(self, name: str, form: "Form") -> Ask:
        """A model that only the lab's own code runs and that was not exported yet."""
        from broadsheet.train.reading.own_words import OwnWords

        return partial(_several, OwnWords(self.lab_reader(name), begins=form.begins))

    def _held(self, answer: models.Answer, source: str, *, is_checked: bool) -> Written:
        made = Written(answer.text.strip(), answer.finish)
        return replace(made, is_checked=True, doubts=self._doubts(made.text, source)) if is_checked else made

    def _doubts(self, text: str, source: str) -> tuple[Doubt, ...]:
        language, given = nlp.detect(text), nlp.detect(source)
        if not any(sign.isalnum() for sign in text):
            return (Doubt(0, len(text), text, "unsupported", _NOTHING.get(given, _NOTHING["en"])),)
        if {language, given} == {"en", "zh"}:
            return _lost(text, source, language=language, given=given)
        return self._unsupported(text, source, language=language, given=given)

    def _unsupported(self, text: str, source: str, *, language: str, given: str) -> tuple[Doubt, ...]:
        from broadsheet.train.evaluation.editorial import tells

        report = self.check(text, [Evidence("source", source, language=given)], language=language)
        strange = _STRANGE.get(language, _STRANGE["en"])
        found = [
            Doubt(c.start, c.end, c.text, c.verdict, c.reason)
            if c.verdict != "supported"
            else Doubt(c.start, c.end, c.text, "unsupported", strange)
            for c in report.claims
            if c.verdict != "supported" or not tells(c.text, source)
        ]
        places = [(one.start, one.end) for one in found]  # the reason of a sentence names what is wrong in it
        found += [
            Doubt(f.start, f.end, f.text, "contradicted", f.message)
            for f in report.findings
            if f.severity == "error" and not any(start <= f.start and f.end <= end for start, end in places)
        ]
        return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _several(model: models.LanguageModel, text: str, options: models.Options, n: int) -> "Sequence[models.Answer]":
    return models.several(model, [models.Message("user", text)], options, n=n)


def _lost(text: str, source: str, *, language: str, given: str) -> tuple[Doubt, ...]:
    """What a translation changed, added or left out; that has no place in it and stands at its sentence's end."""
    found = []
    for pair in verify.parity(source, text, source_language=given, target_language=language).pairs:
        for mark in pair.marks:
            if mark.bearing not in ("changed", "missing", "added"):
                continue
            place = mark.target or replace(pair.target, start=pair.target.end, text="")
            said = ": ".join(filter(None, (mark.bearing, mark.matter, mark.source.text if mark.source else "")))
            verdict: Bearing = "contradicted" if mark.bearing == "changed" else "unsupported"
            message = f"{said} ({mark.message})" if mark.message else said
            found.append(Doubt(place.start, place.end, place.text, verdict, message))
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))
