"""A served page's items as bytes: what is text as JSON, what is numbers as floats side by side, the whole deflated.

The features are kept to 24 bits (IEEE 754 single precision): they are what a model learns from, and its trees split at
thresholds of that precision. Scores and propensities, which are divided by, are kept whole.
"""

import json
import struct
import zlib
from typing import Any

from broadsheet.core import Served, Shown

_LEVEL = 1  # of deflate: a page of 30 with 40 features takes about 2 kB; level 6 took four times as long for 6 % less


def pack(page: Served) -> bytes:
    """The items and columns of a page. Every item has one feature a column, or none."""
    items = page.items
    texts = {
        "columns": page.columns,
        "articles": [i.article for i in items],
        "positions": [i.position for i in items],
        "explored": [i.position for i in items if i.explored],
        "titles": {i.position: i.title for i in items if i.title},
        "widths": [len(i.features) for i in items],
    }
    head = json.dumps(texts, ensure_ascii=False, separators=(",", ":")).encode()
    whole = [n for i in items for n in (i.score, i.propensity)]
    features = [n for i in items for n in i.features]
    body = struct.pack(f"<I{len(head)}s{len(whole)}d{len(features)}f", len(head), head, *whole, *features)
    return zlib.compress(body, _LEVEL)


def unpack(value: bytes, **told: Any) -> Served:
    """The page that `pack` wrote; `told` are its other fields."""
    body = zlib.decompress(value)
    (size,) = struct.unpack_from("<I", body)
    texts = json.loads(body[4 : 4 + size])
    articles, widths = texts["articles"], texts["widths"]
    whole = struct.unpack_from(f"<{2 * len(articles)}d", body, 4 + size)
    features = struct.unpack_from(f"<{sum(widths)}f", body, 4 + size + 16 * len(articles))
    explored = set(texts["explored"])
    items, start = [], 0
    for place, (article, position) in enumerate(zip(articles, texts["positions"], strict=True)):
        mine = features[start : start + widths[place]]
        start += widths[place]
        title = texts["titles"].get(str(position), "")
        score, propensity = whole[2 * place], whole[2 * place + 1]
        items.append(Shown(article, position, score, propensity, position in explored, title, mine))
    return Served(items=tuple(items), columns=tuple(texts["columns"]), **told)
