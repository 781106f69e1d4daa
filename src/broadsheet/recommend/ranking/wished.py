"""What a reader said they want less of, whatever a ranker has learnt: their word is no feature among others."""

import numpy as np

from broadsheet.core import Reader
from broadsheet.recommend.catalogue import Catalogue, Floats
from broadsheet.recommend.view import Rows

_LESS = 2.0
"""What a tag that is to count for nothing takes from a score: more than freshness and fame together give."""


def less(catalogue: Catalogue, rows: Rows, reader: Reader) -> Floats:
    """For each of `rows` 0, or what the most unwanted of its tags takes away; an outlet's name is a tag here."""
    found = np.zeros(len(rows), dtype=np.float32)
    if not reader.personalised:
        return found
    outlets = catalogue.names["outlets"].names
    for tag, weight in reader.weights.items():
        if weight < 1:
            named = [number for number, outlet in enumerate(outlets) if outlet and outlet.casefold() == tag]
            has = catalogue.having(rows, [tag]) | np.isin(catalogue.outlet[rows], named)
            found[has] = np.minimum(found[has], np.float32(_LESS * (weight - 1)))
    return found
