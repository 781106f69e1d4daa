"""Translating: a text in another language with the parity of the two, names as the archive has them."""

from collections.abc import Iterator

from broadsheet import knowledge, models, nlp, verify, write
from broadsheet.app.editing import Editing
from broadsheet.core import Article, InvalidInputError, Parity, Rendering, Translation
from broadsheet.knowledge.spelling import COMPOUND, has_chinese_form, pinyin

_NAMED = ("person", "organisation", "place")
# Names looked up for one text: a lookup takes a millisecond.
_NAMES = 80
# What is looked at to tell a text's language: characters.
_TELLING = 4000


class Translating(Editing):
    """The part of the newsroom that translates, and compares translations."""

    def translate(self, text: str, *, to: str, language: str = "", model: str | None = None) -> Translation:
        """`text` in the language `to`; raises what `translating` does."""
        whole = [r.translation for r in self.translating(text, to=to, language=language, model=model)][-1]
        if whole is None:
            raise InvalidInputError("nothing was translated", asked=to)
        return whole

    def translating(
        self,
        text: str,
        *,
        to: str,
        language: str = "",
        model: str | None = None,
        options: models.Options | None = None,
    ) -> Iterator[Rendering]:
        """As `translate`, streamed: each sentence with its marks as it is done; the last has the whole.

        `language` is the text's, told from it when left out. Raises `RequestError`, `InvalidInputError` and
        `MissingModelError` before anything is translated.
        """
        source = language or nlp.detect(text[:_TELLING])
        return write.translate(
            text,
            source=source,
            to=to,
            model=self.language_model(model, task="translation"),
            names=self.renderings(text, source=source, to=to),
            options=options,
        )

    def parity(self, text: str, translation: str, *, language: str = "", to: str = "") -> Parity:
        """The parity of a translation that was made elsewhere; no model is asked.

        Raises `InvalidInputError` when either is blank or both are in one language.
        """
        source, target = language or nlp.detect(text[:_TELLING]), to or nlp.detect(translation[:_TELLING])
        if not any(c.isalnum() for c in text) or not any(c.isalnum() for c in translation):
            raise InvalidInputError("there is no text on one side", do="give the source and its translation")
        if source == target:
            raise InvalidInputError("both texts are in one language", found=source, do="name them with --from and --to")
        known = {name: (told,) for name, told in self.renderings(text, source=source, to=target).items()}
        return verify.parity(text, translation, source_language=source, target_language=target, names=known)

    def renderings(self, text: str, *, source: str, to: str) -> dict[str, str]:
        """The names of a text as the archive, else pinyin, has them in the language `to`."""
        article = Article("", text, language=source)
        rows = nlp.analyse(article, only=["entities"]).annotations["entities"] if source in ("en", "zh") else []
        names = list(dict.fromkeys(r["text"] for r in rows if r["type"] in _NAMED))[:_NAMES]
        people = {r["text"] for r in rows if r["type"] == "person"}
        found = {name: told for name in names if (told := self._named_in(name, to))}
        if (source, to) == ("zh", "en"):
            found |= {n: romanised(n) for n in names if n in people and n not in found and has_chinese_form(n)}
        return {name: told for name, told in found.items() if told}

    def _named_in(self, name: str, language: str) -> str:
        """The main name that the archive has in a language; empty where it has none or several bear it."""
        others = knowledge.other_names(self.store, name)
        return next((other for other in others if other.isascii() == (language == "en")), "")


def romanised(name: str) -> str:
    """A Chinese person's name in pinyin, surname first and the given name as one word (GB/T 28039-2011)."""
    sounds = pinyin(name)
    cut = 2 if name[:2] in COMPOUND else 1
    parts = ("".join(sounds[:cut]), "".join(sounds[cut:]))
    return " ".join(part.capitalize() for part in parts if part)
