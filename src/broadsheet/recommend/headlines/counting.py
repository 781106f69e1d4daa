"""From readers' acts to what they add to the tests: each act is traced to the page that was served and its headline."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from broadsheet.core import Event, HeadlineMark, HeadlineTest, Served, Stored

GRACE = timedelta(seconds=2)
"""Pages are told of a new test within a second: what was served before that was not drawn."""
READ = frozenset({"finish", "like", "share", "save"})


def marks(
    acts: Iterable[Event], *, tests: Mapping[int, Stored[HeadlineTest]], pages: Mapping[str, Served]
) -> list[HeadlineMark]:
    """What `acts` add to the running `tests` (by article); `pages` are the served pages they happened on, by key.

    Views and clicks count where the page is known and had the article. A page that was served to nobody by name, as
    without personalisation, is its own unit, so nothing of it leads to a reader. Staying and finishing come without a
    page from sites that send them so: they count for the reader who has clicked.
    """
    found = []
    for act in acts:
        test = tests.get(act.article or 0)
        if test is None or act.at < test.value.since:
            continue
        mark = _mark(act, test=test, page=pages.get(act.page))
        if mark is not None:
            found.append(mark)
    return found


def _mark(act: Event, *, test: Stored[HeadlineTest], page: Served | None) -> HeadlineMark | None:
    told = {"finished": act.action in READ, "dwell": act.value if act.action == "dwell" else 0.0}
    if page is None:
        if act.action in ("view", "click") or test.value.unit == "page":
            return None
        return HeadlineMark(test.id, test.value.number(act.reader), **told)  # type: ignore[arg-type]
    unit = test.value.number(unit_of(page, test.value))
    if act.action not in ("view", "click"):
        return HeadlineMark(test.id, unit, **told)  # type: ignore[arg-type]
    variant = _variant(page, test.value)
    if variant is None or page.at < test.value.since + GRACE:
        return None
    return HeadlineMark(test.id, unit, variant, seen=act.action == "view", clicked=act.action == "click")


def unit_of(page: Served, test: HeadlineTest) -> str:
    """What is counted once: the reader where the test goes by reader and the page names one, else the page."""
    return page.reader if test.unit == "reader" and page.reader else f"page:{page.key}"


def _variant(page: Served, test: HeadlineTest) -> int | None:
    """The place of the variant that the page showed; None where it had the article not, or under another headline."""
    shown = next((item.title for item in page.items if item.article == test.article), None)
    if shown is None:
        return None
    texts = [headline.text for headline in test.variants]
    if not shown:
        return 0
    return texts.index(shown) if shown in texts else None
