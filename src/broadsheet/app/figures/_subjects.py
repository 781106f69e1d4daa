"""The subjects with most articles, bin by bin: what a stream graph and a heat map are both drawn from."""

from broadsheet.app.asked import Asked, window_said
from broadsheet.app.trending import Trending
from broadsheet.media import Sheet


def counted(room: Trending, asked: Asked, *, title: str, heads: tuple[str, ...], key: str, n: int) -> Sheet:
    """A row for each of the `n` subjects with most articles and each bin, under the columns `key`, start and value."""
    starts = asked.view.bins().starts()
    rows = []
    for subject, counts in room.most(n, kind=asked.kind, view=asked.view):
        name = room.called(subject, kind=asked.kind, language=asked.language)
        rows += [(name, start, count) for start, count in zip(starts, counts, strict=False)]
    articles = sum(point.count for point in room.series(kind=asked.kind, view=asked.view))
    return Sheet(
        title=title,
        note=window_said(asked.view, articles=articles, language=asked.language),
        columns=(key, "start", "value"),
        rows=tuple(rows),
        heads=heads,
        language=asked.language,
        unit=asked.view.bins().unit,
    )
