"""Language models and embedders behind one-method interfaces, and the catalogue they are pulled from."""

from broadsheet.models.catalogue import Entry, Origin, catalogue, installed, remove
from broadsheet.models.embedding import Embedder, load_embedder
from broadsheet.models.language_model import LanguageModel, Message, Options, Token
from broadsheet.models.loading import close, load
from broadsheet.models.pull import pull
from broadsheet.models.way import Progress

__all__ = [
    "Embedder",
    "Entry",
    "LanguageModel",
    "Message",
    "Options",
    "Origin",
    "Progress",
    "Token",
    "catalogue",
    "close",
    "installed",
    "load",
    "load_embedder",
    "pull",
    "remove",
]
