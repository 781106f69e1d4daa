"""The words of a published page in Chinese and English: the label people read, dates, headings, corrections."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from broadsheet.core import Evidence, Publication
from broadsheet.publish.provenance import Provenance


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed words of one language."""

    label: str
    sources: str
    corrections: str
    withdrawn: str
    withdrawn_note: str
    updated: str
    published: str
    fact: str
    quoted: str
    separator: str
    opening: str
    closing: str


_WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "zh": Words(
            label="内容标识",
            sources="稿源",
            corrections="更正",
            withdrawn="本文已撤回",
            withdrawn_note="原文不再提供。撤回原因：",
            updated="更新于",
            published="发布于",
            fact="编辑部提供的事实",
            quoted="依据",
            separator="，",
            opening="《",
            closing="》",
        ),
        "en": Words(
            label="How this was made",
            sources="Sources",
            corrections="Corrections",
            withdrawn="This piece has been withdrawn",
            withdrawn_note="The text is no longer available. Reason: ",
            updated="Updated",
            published="Published",
            fact="Fact given by the desk",
            quoted="Based on",
            separator=", ",
            opening="“",
            closing="”",
        ),
    }
)

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def words(language: str) -> Words:
    """The words for a language; English for one there are none for."""
    return _WORDS["zh" if language.startswith("zh") else "en"]


def date(at: datetime, language: str) -> str:
    """A date and time to the minute as the language writes it, with its offset from UTC."""
    offset = at.strftime("%z")
    zone = "UTC" if offset in ("+0000", "") else f"UTC{offset[:3]}:{offset[3:5]}"
    if language.startswith("zh"):
        return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M} {zone}"
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}, {at:%H:%M} {zone}"


def label(record: Provenance) -> str:
    """The label people read: what wrote the piece and who answers for it.

    With a model it says AI and generation together, as the Chinese labelling measures ask (AI生成, 人工智能生成).
    """
    return _label_zh(record) if record.language.startswith("zh") else _label_en(record)


def _label_zh(record: Provenance) -> str:
    review = f"，经编辑{record.reviewed_by}审核" if record.reviewed_by else ""
    if record.by_model:
        named = f"（模型：{record.model}）" if record.model else ""
        if record.model_sentences == record.sentences:
            return f"AI生成：本文由人工智能（AI）生成{named}{review}。"
        return f"AI生成：本文部分内容由人工智能（AI）生成{named}；{_shares_zh(record)}{review}。"
    if record.compiled_sentences:
        shares = f"；{_shares_zh(record)}" if record.person_sentences else ""
        return f"自动生成：本文由程序根据所列稿源摘录编排生成，未使用AI生成模型{shares}{review}。"
    return f"本文由编辑撰写{review}。"


def _shares_zh(record: Provenance) -> str:
    parts = [(record.model_sentences, "句由AI生成"), (record.compiled_sentences, "句由程序摘自稿源")]
    parts.append((record.person_sentences, "句由编辑撰写"))
    return f"全文{record.sentences}句，" + "，".join(f"{n}{what}" for n, what in parts if n)


def _label_en(record: Provenance) -> str:
    review = f", reviewed by an editor ({record.reviewed_by})" if record.reviewed_by else ""
    if record.by_model:
        named = f" (model: {record.model})" if record.model else ""
        if record.model_sentences == record.sentences:
            return f"AI-generated{named}{review}."
        return f"AI-generated in part{named}: {_shares_en(record)}{review}."
    if record.compiled_sentences:
        shares = f" ({_shares_en(record)})" if record.person_sentences else ""
        how = "compiled from the sources below without a generative AI model"
        return f"Automatically generated: {how}{shares}{review}."
    return f"Written by an editor{review}."


def _shares_en(record: Provenance) -> str:
    parts = [(record.model_sentences, "by AI"), (record.compiled_sentences, "taken from the sources by a program")]
    parts.append((record.person_sentences, "by an editor"))
    return f"of {record.sentences} sentences, " + ", ".join(f"{n} {what}" for n, what in parts if n)


def source_line(source: Evidence, language: str) -> str:
    """One source for the list of sources, without its link: outlet, title and date."""
    say = words(language)
    if source.source.startswith("fact:"):
        colon = "：" if say.separator == "，" else ": "
        return f"{say.fact}{colon}{source.source.removeprefix('fact:')} = {source.text}"
    title = f"{say.opening}{source.title}{say.closing}" if source.title else ""
    when = date(source.published, language) if source.published else ""
    return say.separator.join(part for part in (source.outlet, title, when) if part) or source.source


def corrections(piece: Publication) -> list[str]:
    """The corrections of a piece with their dates as the language writes them, oldest first."""
    return [_correction(entry, piece.language) for entry in piece.corrections]


def _correction(entry: str, language: str) -> str:
    stamp, _, note = entry.partition(" ")
    try:
        at = datetime.fromisoformat(stamp)
    except ValueError:
        return entry
    return f"{date(at, language)}{'：' if language.startswith('zh') else ': '}{note}"
