"""A web page to an article: the main text and what the page says about itself."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from typing import Any

from broadsheet.core import Article, Entry, InvalidInputError, ParseError
from broadsheet.ingest import clean, dates, labels, languages, markup, urls
from broadsheet.ingest.decode import decode
from broadsheet.ingest.quiet import quieten

# Where pages write the moment of publication, best first: Open Graph, schema.org, Dublin Core, and what the large
# Chinese portals use.
_PUBLISHED = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "publishdate",
    "pubdate",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "parsely-pub-date",
    "weibo: article:create_at",
    "apub:time",
)
_ENOUGH = {"zh": 120, "en": 400}  # characters: the shortest news briefs, below which a feed's text is a teaser
SHORT = "summary-only"


def article(payload: bytes, *, url: str = "", content_type: str = "") -> Article:
    """The article on an HTML page.

    Raises `InvalidInputError` for an empty page and `ParseError` when no main text is found.
    """
    if not payload.strip(b"\x00 \t\r\n"):
        raise InvalidInputError("the page is empty", asked=url)
    html = clean.plain(decode(payload, content_type=content_type))
    root = markup.tree(html)
    said = _meta(root)
    is_generated = labels.in_metadata(root)
    stated = tuple(_stated_dates(root, said))
    language = _declared_language(root)
    found = _main_text(root, url)
    title = clean.line(found.get("title") or "")
    text = _without_title(clean.one_a_line(found.get("text") or ""), title)
    if not text:
        raise ParseError("no article was found on this page", asked=url, do="save the text to a file and ingest that")
    is_generated = is_generated or labels.visible(text)
    address = urls.normalise(url or found.get("url") or "")
    return Article(
        title=title or text.split("\n", 1)[0][:120],
        text=text,
        url=address,
        outlet=clean.line(found.get("sitename") or "") or urls.outlet_of(address),
        author=clean.line(found.get("author") or said.get("author") or ""),
        language=languages.primary(language, text=text),
        summary=clean.line(found.get("description") or ""),
        published=_first_date((*stated, found.get("date") or ""), zone=_zone(text)),
        tags=_tags(found.get("tags") or ()) + ((labels.TAG,) if is_generated else ()),
    )


def _without_title(text: str, title: str) -> str:
    """The text without its first paragraph when that is the headline once more."""
    first, _, rest = text.partition("\n\n")
    return rest if rest and title and clean.line(first) == title else text


def _tags(found: Iterable[str]) -> tuple[str, ...]:
    """The page's tags, without the counters blogs put behind them."""
    return tuple(tag for text in found if (tag := re.sub(r"\s*\(\d+ posts?\)$", "", clean.line(text))))


def _main_text(root: Any, url: str) -> dict[str, Any]:
    import trafilatura  # 1.5 s

    quieten("trafilatura", "htmldate", "courlan")
    found = trafilatura.bare_extraction(
        root,
        url=url or None,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"extensive_search": False},  # a guessed date is worse than none
    )
    return found.as_dict() if isinstance(found, trafilatura.settings.Document) else {}


def _declared_language(root: Any) -> str:
    return root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""


def _zone(text: str) -> tzinfo:
    """Where a page without a time zone lives: Chinese ones in Beijing, the rest nobody knows, so UTC."""
    return dates.BEIJING if languages.is_chinese(text) else UTC


def _first_date(values: Iterable[str], *, zone: tzinfo) -> datetime | None:
    return next((moment for value in values if (moment := dates.parse(value, zone=zone))), None)


def _meta(root: Any) -> dict[str, str]:
    """What the page's `meta` elements say, names in lower case, the first of a name."""
    said: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        said.setdefault(name.lower(), element.get("content") or "")
    return said


def _stated_dates(root: Any, said: Mapping[str, str]) -> Iterator[str]:
    yield from (said[name] for name in _PUBLISHED if said.get(name))
    yield from (str(node["datePublished"]) for node in labels.json_ld(root) if node.get("datePublished"))
    yield from (e.get("datetime") for e in root.iter("time") if e.get("datetime") and "pub" in str(e.attrib).lower())


def is_short(text: str) -> bool:
    """Whether `text` is a teaser rather than a report."""
    return len(text) < _ENOUGH["zh" if languages.is_chinese(text) else "en"]


def from_entry(entry: Entry) -> Article:
    """The article that an entry's own words make; its text may be short, or empty."""
    text = markup.text_of(entry.html) if entry.html else clean.paragraphs(entry.text)
    summary = clean.line(markup.text_of(entry.summary))
    text = text or summary
    tags = entry.tags + ((labels.TAG,) if labels.visible(text) and labels.TAG not in entry.tags else ())
    address = urls.normalise(entry.url)
    return Article(
        title=clean.line(markup.text_of(entry.title)) or text.split("\n", 1)[0][:120],
        text=text,
        url=address,
        outlet=clean.line(entry.outlet) or urls.outlet_of(address),
        author=clean.line(entry.author),
        language=languages.primary(entry.language, text=text or entry.title),
        section=clean.line(entry.section),
        summary="" if summary == text else summary,
        published=entry.published or entry.updated,
        tags=tags,
    )


def completed(teaser: Article, page: Article) -> Article:
    """`teaser` (what a feed said) with the text of its page: the feed's word counts for all but text and gaps."""
    is_host = teaser.outlet == urls.outlet_of(teaser.url)
    return replace(
        teaser,
        title=teaser.title or page.title,
        text=page.text if len(page.text) > len(teaser.text) else teaser.text,
        outlet=page.outlet if page.outlet and is_host else teaser.outlet,
        author=teaser.author or page.author,
        language=teaser.language or page.language,
        summary=teaser.summary or page.summary,
        published=teaser.published or page.published,
        tags=tuple(dict.fromkeys(teaser.tags + tuple(t for t in page.tags if t == labels.TAG))),
    )
