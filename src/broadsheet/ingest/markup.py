"""HTML to plain text, without what its author hid from human eyes. Nothing that comes out is mark-up."""

import re
from typing import Any

from broadsheet.core import ParseError, TooLargeError
from broadsheet.ingest import clean

# Elements whose content is never running text.
_SILENT = frozenset({"script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math", "canvas"})
_SILENT |= {"head", "select", "button", "textarea", "audio", "video", "form"}
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption"}
    | {"figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p"}
    | {"pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)
_HIDING = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|opacity:0(?:\.0+)?(?:;|!|$)|font-size:0(?:[a-z%]|;|!|$)"
    r"|(?:left|top|text-indent):-\d{4,}|clip:rect\(0|clip-path:inset\((?:50|100)%|(?:max-)?(?:height|width):0(?:px)?;.*overflow:hidden"
)
_COLOUR = re.compile(r"(?<![a-z-])color:([^;!]+)")
_BACKGROUND = re.compile(r"background(?:-color)?:([^;!]+)")
_WHITE = frozenset({"white", "#fff", "#ffffff", "rgb(255,255,255)", "rgba(255,255,255,1)", "transparent"})
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_NESTED_RULE = re.compile(r"@[^{;]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_SIMPLE_SELECTOR = re.compile(r"(?:[a-z0-9]*)([.#])([\w-]+)")


def tree(html: str) -> Any:
    """The lxml tree of `html`, hidden elements removed; raises `ParseError`, `TooLargeError`."""
    import lxml.etree
    import lxml.html

    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = lxml.html.document_fromstring(clean.plain(html).encode("utf-8"), parser=parser)
    except (lxml.etree.LxmlError, ValueError) as error:
        raise ParseError("this is not an HTML page", found=str(error)) from error
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        raise TooLargeError("the page nests more than 255 elements")  # libxml2 drops what lies deeper
    _drop_hidden(root)
    return root


def _declarations(style: str) -> str:
    return re.sub(r"/\*.*?\*/|\s+", "", style, flags=re.DOTALL).lower()


def _hides(style: str) -> bool:
    """Whether a list of CSS declarations makes text invisible, its own colour on its own background included."""
    rules = _declarations(style)
    if _HIDING.search(rules):
        return True
    colour, background = _COLOUR.search(rules), _BACKGROUND.search(rules)
    if colour is None:
        return False
    if background is None:
        return colour.group(1) == "transparent"
    same = colour.group(1) == background.group(1)
    return same or (colour.group(1) in _WHITE and background.group(1) in _WHITE)


def _white_on_page(style: str) -> bool:
    """White text with no background of its own: invisible unless something around it is dark."""
    rules = _declarations(style)
    colour = _COLOUR.search(rules)
    return colour is not None and colour.group(1) in _WHITE and "background" not in rules


def _hidden_names(root: Any) -> set[tuple[str, str]]:
    """The classes and ids that the page's own style sheets hide outright, outside media queries."""
    names: set[tuple[str, str]] = set()
    for sheet in root.iter("style"):
        text = re.sub(r"/\*.*?\*/", "", sheet.text or "", flags=re.DOTALL)[:200_000]
        for selectors, body in _RULE.findall(_NESTED_RULE.sub("", text)):
            if _hides(body):
                found = (_SIMPLE_SELECTOR.fullmatch(s.strip()) for s in selectors.split(","))
                names |= {(match.group(1), match.group(2)) for match in found if match}
    return names


def _is_hidden(element: Any, names: set[tuple[str, str]]) -> bool:
    if "hidden" in element.attrib and element.get("hidden") != "until-found":
        return True
    style = element.get("style", "")
    if style and (_hides(style) or (_white_on_page(style) and not _has_dark_parent(element))):
        return True
    marks = {("#", element.get("id", ""))} | {(".", name) for name in (element.get("class") or "").split()}
    return bool(marks & names)


def _has_dark_parent(element: Any) -> bool:
    around = (_declarations(parent.get("style", "")) + parent.get("bgcolor", "") for parent in element.iterancestors())
    return any(("background" in style or style.startswith("#")) for style in around)


def _drop_hidden(root: Any) -> None:
    names = _hidden_names(root)
    body = root.find("body")
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element is root or element is body:
            continue
        if element.getparent() is not None and _is_hidden(element, names):
            element.drop_tree()


def text_of(html: str) -> str:
    """The visible text of an HTML page or fragment, its blocks as paragraphs."""
    if "<" not in html and "&" not in html:
        return clean.paragraphs(html)
    if not html.strip():
        return ""
    pieces: list[str] = []
    _walk(tree(html), pieces)
    return clean.one_a_line("".join(pieces))


def _walk(root: Any, pieces: list[str]) -> None:
    """Appends the text below `root`, a line feed around each block. No recursion: pages nest as they like."""
    stack: list[tuple[Any, str]] = [(root, "open")]
    while stack:
        element, step = stack.pop()
        if step == "tail":
            pieces.append(_spaced(element.tail))
        elif step == "close":
            pieces.append("\n")
        elif isinstance(element.tag, str) and element.tag not in _SILENT:
            is_block = element.tag in _BLOCKS
            pieces.append(("\n" if is_block or element.tag == "br" else "") + _spaced(element.text))
            if is_block:
                stack.append((element, "close"))
            for child in reversed(element):
                stack += [(child, "tail"), (child, "open")]


def _spaced(text: str | None) -> str:
    return re.sub(r"\s+", " ", text) if text else ""
