"""The recommender by itself: a site's own items and events in, pages out; nothing else of the newsroom is needed."""

from broadsheet.recommend.item_feed.item_feed import ItemFeed
from broadsheet.recommend.item_feed.nouns import Page, Pick, Put, Refused

__all__ = ["ItemFeed", "Page", "Pick", "Put", "Refused"]
