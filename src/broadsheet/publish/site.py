"""Where published pieces stand on the web; the feeds need it for their links."""

from dataclasses import dataclass

from broadsheet.core import InvalidInputError


@dataclass(frozen=True, slots=True)
class Site:
    """A newsroom's public site.

    `url` is its address (http or https) and `feed_url` that of the feed itself; `piece_path` is a piece's path below
    `url`, with `{id}` for the publication's id. `language` is a BCP 47 tag, or empty for a site in several.
    """

    title: str
    url: str
    description: str = ""
    language: str = ""
    feed_url: str = ""
    piece_path: str = "pieces/{id}"

    def __post_init__(self) -> None:
        if not self.url.startswith(("http://", "https://")):
            raise InvalidInputError("a site's address starts with http:// or https://", asked=self.url)

    def piece(self, id: int) -> str:
        """The address of one published piece."""
        return f"{self.url.rstrip('/')}/{self.piece_path.format(id=id).lstrip('/')}"
