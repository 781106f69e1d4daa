"""The newsroom's own archive as a corpus: each report a document, its headline the target."""

from collections.abc import Iterator

from broadsheet.app.opened import Opened
from broadsheet.core import Article, InvalidInputError, Stored
from broadsheet.train.corpus.document import Document

# Read together: enough that the store is asked seldom, few enough that their texts are some megabytes.
TOGETHER = 256


class ArchiveCorpus(Opened):
    """The part of the newsroom whose archive is a corpus."""

    def archive_documents(self, *, language: str = "", label: str = "") -> Iterator[Document]:
        """Every report as a document, the oldest number first: body, headline as `target`, source `article 12`.

        `language` leaves out those in others. `label` names an analysis with a label for each report (`category`, or
        an own one), which becomes the document's. Raises `InvalidInputError` for an archive without a report, or
        without one that has the label.
        """
        ids = self.store.articles.ids()
        if not ids:
            do = "take reports in, broadsheet ingest URL, or name texts of your own, --data PATH"
            raise InvalidInputError("the archive has no report to learn from", found="no report", do=do)
        labelled, known = not label, set[str]()
        for start in range(0, len(ids), TOGETHER):
            for stored in self.store.articles.get_many(ids[start : start + TOGETHER]):
                document = _document(stored, label=label)
                labelled = labelled or bool(document.label)
                if not labelled:
                    known.update(_labelling(stored.value))
                if not language or document.language == language:
                    yield document
        if not labelled:
            do = f"have it labelled, broadsheet analyse --only {label}, or take another analysis"
            raise InvalidInputError(
                "no report of the archive has this label", asked=label, choices=sorted(known), do=do
            )


def _labelling(article: Article) -> Iterator[str]:
    """The analyses that gave the article a label."""
    for name, said in article.annotations.items():
        if isinstance(said, dict) and isinstance(said.get("label"), str):
            yield name


def _document(stored: Stored[Article], *, label: str) -> Document:
    article = stored.value
    said = article.annotations.get(label) if label else None
    # A category is named in the article's language; its id is the same in all.
    value = (said.get("id") or said.get("label", "")) if isinstance(said, dict) else said
    return Document(
        text=article.text,
        id=f"article {stored.id}",
        target=article.title,
        label=str(value or ""),
        language=article.language or str(article.annotations.get("language", "")),
        source=f"article {stored.id}",
    )
