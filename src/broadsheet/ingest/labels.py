"""Reads the labels by which others say that a text was generated: hidden metadata and the words a reader sees."""

import json
import re
from collections.abc import Iterator
from typing import Any

TAG = "ai-generated"

# IPTC Digital Source Type vocabulary: made by a trained model, wholly or in part.
_IPTC = re.compile(
    r"trainedAlgorithmicMedia|compositeWithTrainedAlgorithmicMedia|algorithmicallyEnhanced", re.IGNORECASE
)
# GB 45438-2025, 5.2 and appendix: the file's metadata carry an AIGC element whose Label is 1 (is), 2 (may be) or
# 3 (is suspected to be) generated.
_AIGC_LABEL = re.compile(r'"?Label"?\s*[:=]\s*"?([123])"?')
_META_NAMES = ("aigc", "digitalsourcetype", "iptc:digitalsourcetype", "ai-generated", "generated-by-ai", "ai-content")
# A label is a short line of its own; "AI-generated images flood the web" in a report is not one.
_LABEL_LENGTH = 60
_VISIBLE = re.compile(
    r"^[\W_]*(?:"
    r"(?:本文|本内容|此内容|以上内容|文章|内容|部分内容|本报道|本稿)?(?:由|为|系|經|经)?\s*(?:AI|人工智能|人工智慧|大模型)\s*"
    r"(?:大模型|技术|工具|輔助|辅助)?\s*(?:自动|自動)?(?:生成|合成|撰写|撰寫|写作)(?:合成)?(?:内容|內容)?"
    r"|(?:this (?:article|story|text|content|report|summary) (?:was|is|has been) )?(?:partly |automatically )?"
    r"(?:AI[- ]generated|generated (?:by|with|using) (?:an? )?(?:AI|artificial intelligence)"
    r"|(?:written|produced|created) (?:by|with) (?:an? )?(?:AI|artificial intelligence))(?: content| text| article)?"
    r")(?P<rest>.*)$",
    re.IGNORECASE,
)
_REST = 24  # characters a label may go on for ("，仅供参考", "and reviewed by an editor")
_EDGE = 3  # labels stand in the first or last few paragraphs


def _is_label(paragraph: str) -> bool:
    if len(paragraph) > _LABEL_LENGTH:
        return False
    found = _VISIBLE.match(paragraph)
    return found is not None and len(found.group("rest")) <= _REST


def visible(text: str) -> bool:
    """Whether one of the first or last paragraphs of `text` is a label that it was generated."""
    parts = text.split("\n\n")
    return any(_is_label(part.strip()) for part in parts[:_EDGE] + parts[-_EDGE:])


def in_metadata(root: Any) -> bool:
    """Whether the page's `meta` elements or its JSON-LD article say so; `root` is an lxml tree."""
    for element in root.iter("meta"):
        name = (element.get("name") or element.get("property") or "").lower()
        if name in _META_NAMES and _says_so(name, element.get("content") or ""):
            return True
    return any(_IPTC.search(str(node.get("digitalSourceType", ""))) for node in _articles(root))


def _says_so(name: str, content: str) -> bool:
    if name == "aigc":
        return bool(_AIGC_LABEL.search(content)) or content.strip().lower() in ("1", "true", "yes")
    if "source" in name:
        return bool(_IPTC.search(content))
    return content.strip().lower() in ("1", "true", "yes", "ai", "generated")


def _articles(root: Any) -> Iterator[dict[str, Any]]:
    yield from (node for node in json_ld(root) if "Article" in str(node.get("@type", "")))


def json_ld(root: Any) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD blocks, those of a `@graph` one by one."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text:
            continue
        try:
            found = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):
            continue
        rows = found if isinstance(found, list) else [found]
        for row in rows:
            if isinstance(row, dict):
                graph = row.get("@graph")
                yield from (n for n in (graph if isinstance(graph, list) else [row]) if isinstance(n, dict))
