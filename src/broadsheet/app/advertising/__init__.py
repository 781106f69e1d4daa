"""Advertisements in the newsroom: who advertises what, slots and events, what came of it, and its charts."""

from broadsheet.app.advertising.advertising import Ads, Advertising

__all__ = ["Ads", "Advertising"]
