"""Publishing: what the desk let go, to the public, as pieces and as feeds."""

from dataclasses import replace

from broadsheet import publish
from broadsheet.app.picturing import MEDIA_TYPES, Picturing
from broadsheet.core import Draft, NotFoundError, Publication, Stored


class Publishing(Picturing):
    """The part of the newsroom that its readers see."""

    def publications(self, *, language: str = "", limit: int = 50) -> list[Stored[Publication]]:
        """What was published, newest first."""
        return list(self.store.publications.list(language=language, limit=limit))

    def publication(self, id: int) -> Stored[Publication]:
        """One publication; raises `NotFoundError`."""
        return self.store.publications.get(id)

    def publication_of(self, draft: int) -> Stored[Publication] | None:
        """The publication of a draft, if it is published."""
        return self.store.publications.of_draft(draft)

    def render(self, id: int, format: str = "html") -> bytes:
        """A publication in a format, with its labels; raises `UnknownNameError` with the formats there are.

        A page holds its images, so that it can be sent and kept as one file.
        """
        made = publish.render(self.publication(id), format)
        return publish.embedded(made, self._picture) if format == "html" else made

    def _picture(self, name: str) -> tuple[str, bytes] | None:
        try:
            path = self.image(name)
        except NotFoundError:  # the text has its words for those who see no image
            return None
        return MEDIA_TYPES[path.suffix[1:]], path.read_bytes()

    def feed(self, format: str = "rss", *, language: str = "") -> bytes:
        """What was published as a feed; a withdrawn piece is a tombstone under its old id."""
        path = f"feeds/{format}" + (f"?language={language}" if language else "")
        site = publish.Site(
            title=self.settings.name,
            url=self.settings.site,
            language=language,
            feed_url=f"{self.settings.site.rstrip('/')}/{path}",
            piece_path="published/{id}",
        )
        return publish.feed(self.publications(language=language), format, site)

    def formats(self) -> list[str]:
        """The formats of one piece."""
        return publish.formats()

    def feeds(self) -> list[str]:
        """The formats of feeds."""
        return publish.feeds()

    def release(self, draft: Stored[Draft]) -> None:
        """Put the published text of a draft before the public, in the place of what was there."""
        piece = publish.publication(draft, self.now())
        known = self.store.publications.of_draft(draft.id)
        if known:
            self.store.publications.update(known.id, replace(piece, published=known.value.published))
        else:
            self.store.publications.add(piece)
