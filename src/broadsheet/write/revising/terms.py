"""The terms of a glossary that stand in a text."""

import re
from collections.abc import Iterable


def terms_in(text: str, terms: Iterable[str], *, language: str) -> list[str]:
    """Those of `terms` that `text` has, in its order; one inside a longer one that it has is left out."""
    places: list[tuple[int, int, str]] = []
    for term in sorted(terms, key=len, reverse=True):
        edge = r"(?<!\w){}(?:s|es)?(?!\w)" if language == "en" else "{}"
        flags = 0 if term.isupper() else re.IGNORECASE
        found = re.search(edge.format(re.escape(term)), text, flags)
        if found and not any(a <= found.start() and found.end() <= b for a, b, _ in places):
            places.append((*found.span(), term))
    return [term for _, _, term in sorted(places)]


def says_what(name: str, sentence: str) -> bool:
    """Whether a sentence says what `name` is: by an apposition, or by is and was."""
    said = r"{}(?:, (?:an?|the|who|which)\b| (?:is|was) (?:an?|the)\b|是|，(?:位于|成立于|又称|简称)|（)"
    return bool(re.search(said.format(re.escape(name)), sentence))
