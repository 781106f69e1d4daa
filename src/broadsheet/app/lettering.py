"""A newsletter for each reader: their page, every sentence of it checked, written once for all who get the article."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from broadsheet import publish
from broadsheet.app.notifying import Notifying
from broadsheet.app.writing import Writing
from broadsheet.core import BroadsheetError, Context, Draft, FrontPage, InvalidInputError, Letter, LetterItem

TEN = 10
MOST_ITEMS = 30
# Two sentences: a letter is read standing up.
_LENGTH = {"zh": 90, "en": 55}
Format = Literal["html", "text"]


@dataclass(frozen=True, slots=True)
class Lettered:
    """How a reader's letter came out: made and sent now, sent already, or an error that stopped this one alone."""

    reader: str
    letter: Letter | None = None
    was_there: bool = False
    error: BroadsheetError | None = None


@dataclass(slots=True)
class Written:
    """What was written of each article in this run: many readers get the same one."""

    texts: dict[int, str] = field(default_factory=dict)


class Lettering(Notifying, Writing):
    """The part of the newsroom that writes to readers."""

    def letter(
        self,
        name: str,
        *,
        n: int = TEN,
        language: str = "",
        model: str | None = "none",
        written: Written | None = None,
    ) -> Letter:
        """A reader's newsletter of today: the `n` of their page, what each says and why it is there. Keeps it.

        Each article is told by the kind `newsletter` from its own text, in its own language, and only sentences that
        the check finds supported stay; `model` phrases them (`none`: by extraction, None: the newsroom's own).
        """
        if not 1 <= n <= MOST_ITEMS:
            raise InvalidInputError(f"a letter has 1 to {MOST_ITEMS} items", asked=str(n))
        page = self.front_page(name, n=n, language=language, context=Context(surface="newsletter"))
        items = tuple(self._items(page, written or Written(), model=model))
        made = Letter(
            reader=page.reader,
            edition=self.now().date().isoformat(),
            title=publish.letter_title(items, language=page.language, day=self.now()),
            language=page.language,
            made=self.now(),
            items=items,
            key=self.subscription(name).letter_key or self.subscribe(name).letter_key,
        )
        self.store.letters.put(made)
        return made

    def letters(self, name: str) -> list[Letter]:
        """A reader's letters, newest first."""
        return self.store.letters.of(self.reader(name).name)

    def write_letters(self, *, model: str | None = "none", language: str = "") -> Iterator[Lettered]:
        """Today's letter for every reader who wants one, and sent; goes on where an earlier run of the day stopped.

        One that fails stops no other, and is tried again by the next run.
        """
        written, today = Written(), self.now().date().isoformat()
        for wish in self.store.subscriptions.list():
            if not wish.letters:
                continue
            there = self.store.letters.get(wish.reader, today)
            if there and there.sent:
                yield Lettered(wish.reader, there, was_there=True)
            else:
                yield self._lettered(wish.reader, written, model=model, language=language)

    def render_letter(self, letter: Letter, format: Format = "html") -> str:
        """A letter as one page that can be mailed, or as plain text, with links to stop it and to change it."""
        if format not in ("html", "text"):
            raise InvalidInputError("a letter is html or text", asked=format, choices=("html", "text"))
        made = publish.letter_html if format == "html" else publish.letter_text
        return made(letter, site=self.settings.site.rstrip("/"), newsroom=self.settings.name)

    def _items(self, page: FrontPage, written: Written, *, model: str | None) -> Iterator[LetterItem]:
        """What a letter says of each article of a page that is still kept."""
        found = {a.id: a.value for a in self.store.articles.get_many([item.article for item in page.items])}
        for item in page.items:
            if article := found.get(item.article):
                yield LetterItem(
                    article=item.article,
                    title=item.title or article.title,
                    text=self._sentences_of(item.article, written, model=model),
                    reason=item.reason,
                    outlet=article.outlet,
                    language=article.language,
                    published=article.published,
                )

    def _lettered(self, name: str, written: Written, *, model: str | None, language: str) -> Lettered:
        try:
            letter = self.letter(name, language=language, model=model, written=written)
            message = {"kind": "letter", "reader": name, "title": letter.title, "language": letter.language}
            forms = {"html": self.render_letter(letter), "text": self.render_letter(letter, "text")}
            self.send({**message, **forms})
        except BroadsheetError as error:
            return Lettered(name, error=error)
        sent = replace(letter, sent=self.now())
        self.store.letters.put(sent)
        return Lettered(name, sent)

    def _sentences_of(self, article: int, written: Written, *, model: str | None) -> str:
        """What an article says in a sentence or two; empty when nothing could be told that stands."""
        if article not in written.texts:
            language = self.article(article).value.language
            order: dict[str, Any] = {"length": _LENGTH.get(language, _LENGTH["en"]), "model": model}
            try:
                source = [f"article:{article}"]
                pieces = list(self.write("newsletter", sources=source, save=False, language=language, **order))
                draft = next((piece.draft for piece in reversed(pieces) if piece.draft), None)
                written.texts[article] = supported(draft, f"article:{article}") if draft else ""
            except BroadsheetError:  # a picture with a line under it has no sentence to tell: its headline stands alone
                written.texts[article] = ""
        return written.texts[article]


def supported(draft: Draft, source: str) -> str:
    """The sentences of a draft that rest on `source` and that its check found supported, without its headline."""
    variant = draft.variants[draft.chosen]
    verdicts = {claim.text: claim.verdict for claim in variant.report.claims} if variant.report else {}
    kept = [
        sentence.text
        for sentence in variant.sentences
        if any(span.source == source for span in sentence.evidence)
        and verdicts.get(sentence.text) == "supported"
        and f"## {sentence.text}" not in variant.text
    ]
    return ("" if draft.language == "zh" else " ").join(kept)
