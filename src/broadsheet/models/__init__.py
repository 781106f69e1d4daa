"""Language models and embedders behind one-method interfaces, and the catalogue they are pulled from."""

from broadsheet.models.catalogue import Entry, Origin, catalogue, installed, remove
from broadsheet.models.chain import Chain, Link, Passed
from broadsheet.models.embedding import Embedder, load_embedder
from broadsheet.models.fencing import as_data, fence_for, is_instruction
from broadsheet.models.filling import Filling, FillMask, fill
from broadsheet.models.idling import Idling
from broadsheet.models.language_model import LanguageModel, Message, Options, Token
from broadsheet.models.leads import embed_leads
from broadsheet.models.likelihood import Scorer, likelihood
from broadsheet.models.loading import close, load
from broadsheet.models.machine import Machine, advised, advised_for_labels, this_machine
from broadsheet.models.meter import Meter, meter_of
from broadsheet.models.metering import Books, Metered
from broadsheet.models.peeking import NextTokens, Peekable, peek
from broadsheet.models.pictures import ImageModel, load_image_model
from broadsheet.models.pull import pull
from broadsheet.models.request import check_ranges
from broadsheet.models.several import Answer, Beams, several
from broadsheet.models.tools import Call, Tool
from broadsheet.models.way import Progress

__all__ = [
    "Answer",
    "Beams",
    "Books",
    "Call",
    "Chain",
    "Embedder",
    "Entry",
    "FillMask",
    "Filling",
    "Idling",
    "ImageModel",
    "LanguageModel",
    "Link",
    "Machine",
    "Message",
    "Meter",
    "Metered",
    "NextTokens",
    "Options",
    "Origin",
    "Passed",
    "Peekable",
    "Progress",
    "Scorer",
    "Token",
    "Tool",
    "advised",
    "advised_for_labels",
    "as_data",
    "catalogue",
    "check_ranges",
    "close",
    "embed_leads",
    "fence_for",
    "fill",
    "installed",
    "is_instruction",
    "likelihood",
    "load",
    "load_embedder",
    "load_image_model",
    "meter_of",
    "peek",
    "pull",
    "remove",
    "several",
    "this_machine",
]
