"""Language models and embedders behind one-method interfaces, and the catalogue they are pulled from."""

from broadsheet.models.catalogue import Entry, Origin, catalogue, installed, remove
from broadsheet.models.chain import Chain, Link, Passed
from broadsheet.models.embedding import Embedder, load_embedder
from broadsheet.models.language_model import LanguageModel, Message, Options, Token
from broadsheet.models.loading import close, load
from broadsheet.models.peeking import NextTokens, Peekable, peek
from broadsheet.models.pull import pull
from broadsheet.models.several import Answer, Beams, several
from broadsheet.models.tools import Call, Tool
from broadsheet.models.way import Progress

__all__ = [
    "Answer",
    "Beams",
    "Call",
    "Chain",
    "Embedder",
    "Entry",
    "LanguageModel",
    "Link",
    "Message",
    "NextTokens",
    "Options",
    "Origin",
    "Passed",
    "Peekable",
    "Progress",
    "Token",
    "Tool",
    "catalogue",
    "close",
    "installed",
    "load",
    "load_embedder",
    "peek",
    "pull",
    "remove",
    "several",
]
