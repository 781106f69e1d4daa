"""What a site's robots.txt allows, by RFC 9309. It fetches nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes, urlsplit

# RFC 9309 2.5: a parser must take at least 500 kibibytes.
MAX_BYTES = 500 * 1024
_LINE = re.compile(r"^\s*([A-Za-z][A-Za-z\-]*)\s*:\s*(.*?)\s*$")
_MAX_DELAY = 30.0  # seconds; a longer crawl-delay is meant to refuse and would stall the newsroom


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one robots.txt for one crawler: (allowed, pattern) pairs and the delay it asks for, in seconds."""

    lines: tuple[tuple[bool, str], ...] = ()
    delay: float = 0.0

    def allows(self, url: str) -> bool:
        """Whether `url` may be fetched: the longest matching pattern decides, and allow wins a tie (RFC 9309 2.2.2)."""
        parts = urlsplit(url)
        path = _canonical(parts.path or "/") + (f"?{_canonical(parts.query)}" if parts.query else "")
        if path == "/robots.txt":
            return True
        best = (-1, True)
        for is_allowed, pattern in self.lines:
            if _matches(pattern, path):
                best = max(best, (len(pattern), is_allowed))
        return best[1]


ALLOW_ALL = Rules()
REFUSE_ALL = Rules(lines=((False, "/"),))


def _canonical(text: str) -> str:
    """Percent-encoding made comparable: what need not be encoded is not, the rest is in capitals (RFC 9309 2.2.2)."""
    pieces = re.split(r"(%2[Ff]|%3[Ff])", text)
    fixed = [
        p.upper() if i % 2 else quote(unquote_to_bytes(p), safe="/*$!'()+,;:@&=?~-._") for i, p in enumerate(pieces)
    ]
    return "".join(fixed)


def _matches(pattern: str, path: str) -> bool:
    """Wildcard matching without backtracking: `*` any run, a final `$` the end."""
    anchored = pattern.endswith("$")
    pieces = (pattern[:-1] if anchored else pattern).split("*")
    if not path.startswith(pieces[0]):
        return False
    position = len(pieces[0])
    for piece in pieces[1:-1] if anchored and len(pieces) > 1 else pieces[1:]:
        position = path.find(piece, position)
        if position < 0:
            return False
        position += len(piece)
    if not anchored:
        return True
    if len(pieces) == 1:
        return position == len(path)
    return len(path) - len(pieces[-1]) >= position and path.endswith(pieces[-1])


def _groups(text: str) -> Iterator[tuple[list[str], list[tuple[str, str]]]]:
    agents: list[str] = []
    rules: list[tuple[str, str]] = []
    for raw in re.split(r"\r\n|\r|\n", text):
        found = _LINE.match(raw.split("#", 1)[0])
        if not found:
            continue
        key, value = found.group(1).lower(), found.group(2)
        if key in ("user-agent", "useragent"):
            if rules:
                yield agents, rules
                agents, rules = [], []
            token = re.match(r"[A-Za-z_\-]+|\*", value)
            agents.append(token.group().lower() if token else "")
        elif agents and key in ("allow", "disallow", "crawl-delay"):
            rules.append((key, value))
    if agents:
        yield agents, rules


def parse(text: str, *, agent: str) -> Rules:
    """The rules for the crawler whose product token is `agent`.

    All groups that name it are joined; those for `*` hold when none does (RFC 9309 2.2.1).
    """
    named: list[tuple[str, str]] = []
    general: list[tuple[str, str]] = []
    is_named = False
    for agents, rules in _groups(text.lstrip("\ufeff")):
        if agent.lower() in agents:
            is_named = True
            named += rules
        if "*" in agents:
            general += rules
    chosen = named if is_named else general
    lines = tuple((key == "allow", _canonical(value)) for key, value in chosen if key != "crawl-delay" and value)
    return Rules(lines=lines, delay=max((_seconds(v) for k, v in chosen if k == "crawl-delay"), default=0.0))


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return min(value, _MAX_DELAY) if value > 0 else 0.0
