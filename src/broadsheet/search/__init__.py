"""Finding: full text and vectors, fused. The index is derived from the store and can always be made again."""

from broadsheet.search.hits import Filters, Hit
from broadsheet.search.index import Index

__all__ = ["Filters", "Hit", "Index"]
