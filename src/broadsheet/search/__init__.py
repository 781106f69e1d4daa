"""Finding: full text and vectors, fused. The index is derived from the store and can always be made again."""

from broadsheet.search.finding import Found
from broadsheet.search.hits import Filters, Hit
from broadsheet.search.index import Index
from broadsheet.search.query import read

__all__ = ["Filters", "Found", "Hit", "Index", "read"]
