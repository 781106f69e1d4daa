"""GraphML (graphml.graphdrawing.org, 1.0): opened by Gephi, yEd, Cytoscape and networkx."""

from xml.sax.saxutils import escape, quoteattr

from broadsheet.knowledge.graph import Graph, Node, Tie

MEDIA = "application/graphml+xml"

_NODE_KEYS = (
    ("name", "string"),
    ("name_zh", "string"),
    ("name_en", "string"),
    ("type", "string"),
    ("articles", "int"),
    ("distance", "int"),
)
_EDGE_KEYS = (
    ("kind", "string"),
    ("value", "string"),
    ("weight", "double"),
    ("confidence", "double"),
    ("sentence", "string"),
    ("article", "string"),
)
# What XML 1.0 has no way to carry (section 2.2): control characters but tab and line ends, halves of characters.
_FORBIDDEN = {c: None for c in range(32) if c not in (9, 10, 13)} | dict.fromkeys((*range(55296, 57344), 65534, 65535))


def dumps(graph: Graph, *, site: str = "") -> str:
    """The graph as one GraphML document; node ids are `e` and the entity's id."""
    del site  # GraphML names nodes within the file alone
    keys = [
        f'<key id="{where[0]}_{name}" for="{where}" attr.name="{name}" attr.type="{kind}"/>'
        for where, rows in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS))
        for name, kind in rows
    ]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *keys,
        '<graph id="broadsheet" edgedefault="directed">',
        *(_node(node) for node in graph.nodes),
        *(_edge(number, tie) for number, tie in enumerate(graph.ties)),
        "</graph>",
        "</graphml>",
    ]
    return "\n".join(lines) + "\n"


def _node(node: Node) -> str:
    names = node.label.names
    values = {
        "name": node.label.name("en"),
        "name_zh": names.get("zh", ""),
        "name_en": names.get("en", ""),
        "type": node.label.type,
        "articles": node.articles,
        "distance": node.distance,
    }
    return f'<node id="e{node.label.id}">{_data("n", values)}</node>'


def _edge(number: int, tie: Tie) -> str:
    cited = tie.citations[0] if tie.citations else None
    values = {
        "kind": tie.kind,
        "value": tie.value,
        "weight": tie.weight,
        "confidence": tie.confidence,
        "sentence": cited.text if cited else "",
        "article": str(cited.article) if cited else "",
    }
    ends = f"source={quoteattr(f'e{tie.source}')} target={quoteattr(f'e{tie.target}')}"
    return f'<edge id="r{number}" {ends}>{_data("e", values)}</edge>'


def _data(prefix: str, values: dict[str, object]) -> str:
    return "".join(
        f'<data key="{prefix}_{name}">{_text(value)}</data>' for name, value in values.items() if value != ""
    )


def _text(value: object) -> str:
    return escape(str(value).translate(_FORBIDDEN))
