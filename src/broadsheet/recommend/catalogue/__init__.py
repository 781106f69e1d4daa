"""The articles a page is chosen from: columns that grow, embeddings, tags, what is near what, and the copy on disk."""

from broadsheet.recommend.catalogue.catalogue import ROOTS, Card, Catalogue, Floats, Parents, card, card_of

__all__ = ["ROOTS", "Card", "Catalogue", "Floats", "Parents", "card", "card_of"]
