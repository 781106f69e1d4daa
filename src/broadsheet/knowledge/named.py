"""Who and what one article names: its mentions gathered, short forms joined to the full name they stand for."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from broadsheet.core import Article
from broadsheet.knowledge.folding import HAN, family, folded, key_of, known_as
from broadsheet.knowledge.glosses import glosses
from broadsheet.knowledge.short_forms import antecedent

TYPES = ("person", "organisation", "place", "other")
# Names that name nobody in particular: 李某, 老姚, 王女士, and forms of address.
_NOBODY = re.compile(
    r"某|^[老小阿][\u3400-\u9fff]$|(?:阿姨|师傅|大爷|大妈|婆婆|奶奶|爷爷|老太|医生|老师)$|^(?:本报|记者)"
)
# What taggers take for names in English: order words of a page and words with a capital that are none.
_NOT_NAMES = frozenset(
    {"article", "photo", "file", "video", "read", "more", "share", "source", "staff", "mr", "mrs", "ms"}
)
LEAST_LETTERS = 2
_JOINTS = frozenset("·•‧")  # between the parts of a foreign name in Chinese
_CUT = (" of", " the", " and", " for", " as")  # how a name ends that was cut short


@dataclass(frozen=True, slots=True)
class Named:
    """One thing an article names: its fullest name, every spelling with its count, and where each mention stands.

    `aliases` are names in another script that the text gives beside it, as in 华为（Huawei）. `partial` marks a bare
    surname whose owner the article does not name.
    """

    key: str
    family: str
    type: str
    name: str
    spellings: Mapping[str, int]
    spans: tuple[tuple[int, int], ...]
    aliases: tuple[str, ...] = ()
    partial: bool = False


def named(article: Article) -> list[Named]:
    """What `article.annotations["entities"]` names, most often named first.

    Rows of dates, amounts and quotations are no names. Spans are offsets into `article.text`, in order.
    """
    rows = [r for r in article.annotations.get("entities") or [] if r["type"] in TYPES and _may_be(r, article.text)]
    owners = _owners(rows)
    groups: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in rows:
        groups.setdefault(owners[_mark(row)], []).append(row)
    beside = glosses(article.text)
    found = [_gathered(key, members, beside) for key, members in groups.items()]
    return sorted(found, key=lambda n: (-len(n.spans), n.spans[0]))


def _mark(row: Mapping[str, Any]) -> tuple[str, str]:
    return family(row["type"]), folded(row["text"], row["type"])


def _may_be(row: Mapping[str, Any], text: str) -> bool:
    key = folded(row["text"], row["type"])
    if len(key) < LEAST_LETTERS or key in _NOT_NAMES or key.endswith(_CUT) or key.replace(" ", "").isdecimal():
        return False
    if text[row["end"] : row["end"] + 1] in _JOINTS or text[max(0, row["start"] - 1) : row["start"]] in _JOINTS:
        return False  # a foreign name of which the tagger has one part
    return not (row["type"] == "person" and HAN.search(key) and _NOBODY.search(key) and not known_as(key, "person"))


def _owners(rows: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], tuple[str, str]]:
    """For each (family, folded name) of an article the (family, key) it stands for."""
    names = Counter(_mark(row) for row in rows)
    types = {_mark(row): row["type"] for row in rows}
    owners = {mark: (mark[0], key_of(mark[1], types[mark])) for mark in names}
    for mark in names:
        full = antecedent(mark, [m for m in names if m != mark])
        if (full and known_as(full[1], types[full]) == known_as(mark[1], types[mark])) or (
            full and not known_as(mark[1], types[mark])
        ):
            owners[mark] = owners[full]
    return owners


def _gathered(key: tuple[str, str], rows: Sequence[Mapping[str, Any]], beside: Mapping[str, str]) -> Named:
    spellings = Counter(_bare(row["text"]) for row in rows)
    types = Counter(row["type"] for row in rows)
    type = max(types, key=lambda t: (types[t], -TYPES.index(t)))
    one = next((k for k in (known_as(s, type) for s in spellings) if k), None)
    type = one.kind if one else type
    name = max(spellings, key=lambda s: (len(folded(s, type).split()), len(folded(s, type)), spellings[s]))
    aliases = tuple(sorted({beside[s] for s in spellings if s in beside}))
    spans = tuple(sorted((int(row["start"]), int(row["end"])) for row in rows))
    partial = key[0] == "person" and one is None and " " not in key[1] and not HAN.search(key[1])
    return Named(key[1], key[0], type, name, spellings, spans, aliases, partial)


def _bare(name: str) -> str:
    """A spelling as it is shown: on one line, without a possessive."""
    return re.sub(r"(?:['’]s|(?<=s)['’])$", "", " ".join(name.split()))
