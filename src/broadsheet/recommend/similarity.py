"""Similar articles: what is like one article, whoever reads it."""

import numpy as np

from broadsheet.core import Item
from broadsheet.recommend.view import View

_ALIKE = 0.15
"""Nine in ten pairs of unrelated reports have a smaller cosine: nothing under it is called similar."""
_REASONS = {
    "story": {"zh": "同一事件的报道", "en": "Another report of the same event"},
    "alike": {"zh": "内容相近", "en": "On much the same subject"},
}


def similar(view: View, article: int, *, n: int, language: str) -> tuple[Item, ...]:
    """Up to `n` items like `article`, the most alike first; what the reader read or refused is left out."""
    row = view.catalogue.rows.get(article)
    if row is None or n < 1:
        return ()
    rows = view.like(row, most=max(4 * n, 64))
    rows = rows[~np.isin(rows, [*view.profile.read, *view.profile.refused])]
    cosines = view.catalogue.vectors[rows] @ view.catalogue.vectors[row]
    rows, cosines = rows[cosines >= _ALIKE][:n], cosines[cosines >= _ALIKE][:n]
    own = int(view.catalogue.story[row])
    tongue = "zh" if language == "zh" else "en"
    items = []
    for rank, (other, cosine) in enumerate(zip(rows.tolist(), cosines.tolist(), strict=True), start=1):
        story = int(view.catalogue.story[other])
        kind = "story" if own >= 0 and story == own else "alike"
        items.append(
            Item(
                int(view.catalogue.ids[other]),
                rank,
                round(cosine, 6),
                {"similar": round(cosine, 6)},
                _REASONS[kind][tongue],
                "similar",
                story if story >= 0 else None,
            )
        )
    return tuple(items)
