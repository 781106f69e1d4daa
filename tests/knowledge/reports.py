"""Reports with their entities written down, for tests that need no tagger."""

from collections.abc import Iterable
from datetime import UTC, datetime

from broadsheet.core import Article

AT = datetime(2026, 11, 8, 9, tzinfo=UTC)


def report(text: str, names: Iterable[tuple[str, str]], *, language: str = "en", **more: object) -> Article:
    """An article in which each (name, type) is found wherever it stands."""
    rows = []
    taken: set[int] = set()
    for name, type in sorted(names, key=lambda pair: -len(pair[0])):
        start = text.find(name)
        while start >= 0:
            if taken.isdisjoint(range(start, start + len(name))):
                rows.append({"text": name, "type": type, "start": start, "end": start + len(name)})
                taken.update(range(start, start + len(name)))
            start = text.find(name, start + 1)
    notes = {"entities": sorted(rows, key=lambda r: int(str(r["start"]))), "language": language}
    values: dict[str, object] = {"title": text[:30], "published": AT, "outlet": "Meridian Wire"} | more
    return Article(text=text, language=language, annotations=notes, **values)  # type: ignore[arg-type]
