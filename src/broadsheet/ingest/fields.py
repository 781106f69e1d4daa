"""Which name means what: rows of spreadsheets and JSON objects to articles."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from broadsheet.core import Article, InvalidInputError
from broadsheet.ingest import clean, dates, labels, languages, markup, urls

# Each field's names, best first, as exports of newsroom tools, scrapers and data sets write them.
NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline", "head_line", "标题", "標題", "题目", "新闻标题", "subject", "name"),
    "text": (
        "text",
        "body",
        "content",
        "article_text",
        "maintext",
        "full_text",
        "story",
        "article",
        "articlebody",
        "body_text",
        "content_text",
        "正文",
        "内容",
        "內容",
        "全文",
        "新闻内容",
        "content_html",
        "html",
        "raw_text",
    ),
    "url": (
        "url",
        "link",
        "article_source_link",
        "article_url",
        "source_url",
        "permalink",
        "href",
        "web_url",
        "canonical_url",
        "链接",
        "鏈接",
        "连结",
        "网址",
        "原文链接",
    ),
    "published": (
        "published",
        "published_at",
        "publish_date",
        "date_published",
        "datepublished",
        "pubdate",
        "pub_date",
        "publishedat",
        "date_publish",
        "publish_time",
        "publishtime",
        "date",
        "datetime",
        "time",
        "timestamp",
        "created_at",
        "发布时间",
        "发表时间",
        "发布日期",
        "時間",
        "时间",
        "日期",
    ),
    "author": ("author", "authors", "byline", "creator", "writer", "作者", "记者", "記者"),
    "outlet": (
        "outlet",
        "publisher",
        "publication",
        "source",
        "source_name",
        "site",
        "sitename",
        "media",
        "newspaper",
        "媒体",
        "媒體",
        "来源",
        "來源",
        "出处",
    ),
    "language": ("language", "lang", "语言", "語言"),
    "section": ("section", "category", "rubric", "栏目", "欄目", "频道", "分类"),
    "summary": ("summary", "abstract", "description", "subtitle", "standfirst", "lead", "摘要", "导语", "副标题"),
    "tags": ("tags", "keywords", "关键词", "标签"),
}
_HTML = re.compile(r"<(?:p|br|div|a|span|h\d|li|strong|em)\b[^>]*>", re.IGNORECASE)
_TAG_BREAK = re.compile(r"\s*[,;，；、|]\s*")


def _key(name: str) -> str:
    return re.sub(r"[\s\-]+", "_", name.strip().lstrip("\ufeff").lower())


def columns(header: Sequence[str]) -> dict[str, str]:
    """Which column of `header` holds which field: `{"title": "headLine", ...}`, those that are there."""
    by_key = {_key(name): name for name in reversed(header)}
    by_key |= {
        _key(name).replace("_", ""): name for name in reversed(header) if _key(name).replace("_", "") not in by_key
    }
    found: dict[str, str] = {}
    for field, names in NAMES.items():
        for name in names:
            if name in by_key and by_key[name] not in found.values():
                found[field] = by_key[name]
                break
    return found


def article(row: Mapping[str, Any], *, named: Mapping[str, str] | None = None) -> Article:
    """The article in `row`; `named` says which of its keys is which field, else they are recognised.

    Raises `InvalidInputError` when there is neither text nor summary.
    """
    keys = named or columns([str(key) for key in row])
    said = {field: row.get(key) for field, key in keys.items()}
    text = _prose(said.get("text")) or _prose(said.get("summary"))
    if not text:
        raise InvalidInputError(
            "there is no text in this row",
            found=", ".join(map(str, row))[:200] or "nothing",
            do=f"name the field one of {', '.join(NAMES['text'][:4])}",
        )
    url = urls.normalise(_word(said.get("url")))
    summary = _word(said.get("summary"))
    tags = _listed(said.get("tags"))
    return Article(
        title=_word(said.get("title")) or text.split("\n", 1)[0][:120],
        text=text,
        url=url,
        outlet=_word(said.get("outlet")) or urls.outlet_of(url),
        author=", ".join(_listed(said.get("author")))
        if isinstance(said.get("author"), list)
        else _word(said.get("author")),
        language=languages.primary(_word(said.get("language")), text=text),
        section=_word(said.get("section")),
        summary="" if summary == text else summary,
        published=_moment(said.get("published"), text),
        tags=tags + ((labels.TAG,) if labels.visible(text) and labels.TAG not in tags else ()),
    )


def _word(value: object) -> str:
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("title") or ""
    if isinstance(value, list):
        value = ", ".join(_listed(value))
    return clean.line(str(value)) if value is not None and not isinstance(value, bool) else ""


def _prose(value: object) -> str:
    if isinstance(value, list):
        value = "\n\n".join(str(part) for part in value)
    if not isinstance(value, str):
        return ""
    if _HTML.search(value):
        return markup.text_of(value)
    return clean.paragraphs(value)


def _listed(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(part for part in _TAG_BREAK.split(clean.line(value)) if part)
    if isinstance(value, list | tuple):
        return tuple(word for part in value if (word := _word(part)))
    return ()


def _moment(value: object, text: str) -> datetime | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(int(value)) if abs(value) < 1e14 else ""
    return dates.parse(_word(value), zone=dates.BEIJING if languages.is_chinese(text) else UTC)
