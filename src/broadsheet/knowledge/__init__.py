"""Who and what the archive is about: entities across spellings and languages, relations, dossiers, the graph."""

from broadsheet.knowledge.about import about
from broadsheet.knowledge.aligning import align_some
from broadsheet.knowledge.deciding import merge, rename, split
from broadsheet.knowledge.dossier import Citation, Dossier, Fact, Figure, Label, Moment, Mood, Neighbour, Spelling
from broadsheet.knowledge.evidence import evidence
from broadsheet.knowledge.export import export, export_formats, media_type
from broadsheet.knowledge.graph import Graph, Node, Tie, archive, neighbourhood
from broadsheet.knowledge.labels import labels
from broadsheet.knowledge.layout import layout
from broadsheet.knowledge.linking import link, link_some, pending
from broadsheet.knowledge.listing import Listed, listed, names_in, told_apart
from broadsheet.knowledge.lookup import TYPES, called, find, other_names
from broadsheet.knowledge.reading import VERSION, Reading, read, relations

__all__ = [
    "TYPES",
    "VERSION",
    "Citation",
    "Dossier",
    "Fact",
    "Figure",
    "Graph",
    "Label",
    "Listed",
    "Moment",
    "Mood",
    "Neighbour",
    "Node",
    "Reading",
    "Spelling",
    "Tie",
    "about",
    "align_some",
    "archive",
    "called",
    "evidence",
    "export",
    "export_formats",
    "find",
    "labels",
    "layout",
    "link",
    "link_some",
    "listed",
    "media_type",
    "merge",
    "names_in",
    "neighbourhood",
    "other_names",
    "pending",
    "read",
    "relations",
    "rename",
    "split",
    "told_apart",
]
