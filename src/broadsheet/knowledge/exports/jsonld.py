"""JSON-LD 1.1 (W3C Recommendation, 16 July 2020) in the words of schema.org."""

import json
from typing import Any

from broadsheet.knowledge.dossier import Citation
from broadsheet.knowledge.graph import Graph, Node, Tie

MEDIA = "application/ld+json"

_TYPES = {"person": "Person", "organisation": "Organization", "place": "Place", "other": "Thing"}
# Relations that schema.org has a property for, from subject to object; what it has none for is a Statement.
_PROPERTIES = {
    "works_for": "worksFor",
    "founded": "founder",  # of the organisation: turned round below
    "subsidiary_of": "parentOrganization",
    "located_in": "location",
    "married": "spouse",
    "kin_of": "relatedTo",
    "born": "birthPlace",
    "died": "deathPlace",
}
_TURNED = frozenset({"founded"})


def dumps(graph: Graph, *, site: str = "") -> str:
    """The graph as one document; ids are addresses below `site`, and stay the same from export to export."""
    base = site.rstrip("/") or "urn:broadsheet"
    nodes = {node.label.id: _node(node, base) for node in graph.nodes}
    claims = []
    for number, tie in enumerate(graph.ties):
        source, target = (tie.target, tie.source) if tie.kind in _TURNED else (tie.source, tie.target)
        if tie.kind in _PROPERTIES:
            nodes[source].setdefault(_PROPERTIES[tie.kind], []).append({"@id": _id(base, target)})
        claims.append(_claim(tie, base, number))
    made = {"@context": "https://schema.org", "@graph": [*nodes.values(), *claims]}
    return json.dumps(made, ensure_ascii=False, indent=1).encode("utf-8", "replace").decode() + "\n"


def _id(base: str, id: int) -> str:
    return f"{base}/about/{id}"


def _node(node: Node, base: str) -> dict[str, Any]:
    names = [{"@language": language, "@value": name} for language, name in sorted(node.label.names.items())]
    return {"@id": _id(base, node.label.id), "@type": _TYPES[node.label.type], "name": names}


def _claim(tie: Tie, base: str, number: int) -> dict[str, Any]:
    """One relation with its sentences: a schema.org Claim, its appearances the reports."""
    return {
        "@id": f"{_id(base, tie.source)}#{tie.kind}-{tie.target}-{number}",
        "@type": "Claim",
        "name": tie.kind,
        "about": [{"@id": _id(base, tie.source)}, {"@id": _id(base, tie.target)}],
        **({"description": tie.value} if tie.value else {}),
        "additionalProperty": [
            {"@type": "PropertyValue", "name": "confidence", "value": tie.confidence},
            {"@type": "PropertyValue", "name": "reports", "value": tie.weight},
        ],
        **({"appearance": [_appearance(c, base) for c in tie.citations]} if tie.citations else {}),
    }


def _appearance(cited: Citation, base: str) -> dict[str, Any]:
    found = {
        "@type": "NewsArticle",
        "@id": f"{base}/articles/{cited.article}",
        "headline": cited.title,
        "text": cited.text,
        "inLanguage": cited.language,
        "publisher": {"@type": "Organization", "name": cited.outlet} if cited.outlet else None,
        "datePublished": cited.at.isoformat() if cited.at else None,
    }
    return {name: value for name, value in found.items() if value}
