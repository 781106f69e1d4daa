"""People, places and organisations in English text, by rule: capitals, lists, titles, and what the rest of it says."""

import re
from collections.abc import Iterator, Sequence

from broadsheet.nlp.mention import Mention, Type
from broadsheet.nlp.name_kinds_en import Span, kind_of, surely_person
from broadsheet.nlp.name_lists_en import is_common, is_title, lists
from broadsheet.nlp.sentence_split import sentences

# How much of a long text is read, in characters.
READ = 20_000
LONGEST = 8

_WORD = r"(?:[A-ZÀ-Þ][\w&]*(?:['’.\-][A-Za-zÀ-ÿ][\w]*)*|(?:al|el|bin|ibn)-[A-Z]\w+)"
_ACRONYM = r"(?:[A-Z]\.){2,}"
_SPAN = re.compile(
    rf"(?<![\w@#/.])(?:{_ACRONYM}|{_WORD})"
    rf"(?:(?:\s|\.\s(?=[A-Z][a-z]))(?:(?:of|for|the|and|de|da|del|der|di|du|la|le|van|von|bin|ibn|al)\s){{0,2}}(?:{_ACRONYM}|{_WORD})){{0,9}}"
)
_POSSESSIVE = re.compile(r"['’]s?$")
_INITIAL = re.compile(r"^[A-Z]\.?$")
_SHORT_FORM = re.compile(r"\s?\(([A-Z][A-Za-z]{1,9})\)")
_GAP = re.compile(r"\s")


def names(text: str) -> Iterator[Mention]:
    """The names of `text`, in no order; surnames and short forms count as what the full name is."""
    spans = [span for start, end in sentences(text[:READ]) for span in _spans(text, start, end)]
    lower = {word for word in re.findall(r"(?<![A-Za-z])[a-z]{2,}", text[:READ])}
    spans = [span for span in spans if not (span.opens and _only_opens(span, lower))]
    known = _known(text, spans)
    for span in spans:
        kind = known.get(span.name) or kind_of(span)
        if kind is None and span.opens and len(span.words) == 1:
            continue
        yield Mention(span.start, span.end, kind or "other")
        yield from _short_form(text, span, kind)


def _only_opens(span: Span, lower: set[str]) -> bool:
    """Whether a single capital at a sentence's start is there for that alone: the word also occurs in lower case."""
    return len(span.words) == 1 and (span.name.lower() in lower or is_common(span.name))


def _spans(text: str, start: int, end: int) -> Iterator[Span]:
    for match in _SPAN.finditer(text, start, end):
        opens = not text[start : match.start()].strip("\"'“‘([ ")
        for first, last in _parts(text, match.start(), match.end()):
            span = _span(text, first, last, opens=opens and first == match.start())
            if span:
                yield span


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A run of capitals as the names it holds: parted at possessives and, unless an organisation, at `and` and `the`."""
    for piece in re.finditer(r"\S(?:.*?\S)??(?:['’]s?(?=\s)|(?=\s(?:and|the)\s)|$)", text[start:end]):
        first, last = start + piece.start(), start + piece.end()
        leading = re.match(r"(?:(?:and|the|of|for)\s)+", text[first:last])
        yield first + (leading.end() if leading else 0), last


def _span(text: str, start: int, end: int, *, opens: bool) -> Span | None:
    """The name in a stretch without titles, demonyms and function words around it; None when nothing is left."""
    titled = False
    while start < end:
        word = re.match(r"\S+\s?", text[start:end])
        if not word:
            return None
        bare = word.group().strip()
        rest = text[start + word.end() : end]
        if is_title(bare) and rest:
            titled = True
        elif not (lists().empty(bare, alone=not rest) or (opens and is_common(bare) and not _POSSESSIVE.search(bare))):
            break
        elif rest and lists().completes(text[start:end]):
            break
        start += word.end()
        opens = opens and not titled
    end = start + len(_POSSESSIVE.sub("", text[start:end].rstrip(" ,")))
    name = text[start:end].removesuffix(".") if not re.search(r"[A-Z]\.$", text[start:end]) else text[start:end]
    words = tuple(name.split())
    if not name or len(words) > LONGEST or len(name) < 2 or name.lower() in lists().nothing:
        return None
    before = text[max(0, start - 24) : start].rstrip()
    after = text[start + len(name) : start + len(name) + 24]
    return Span(start, start + len(name), name, words, before=before, after=after, titled=titled, opens=opens)


def _known(text: str, spans: Sequence[Span]) -> dict[str, Type]:
    """What each name is by its surest mention in the text, and the surnames of the people fully named."""
    known: dict[str, Type] = {}
    for span in spans:
        if surely_person(span):
            known.setdefault(span.name, "person")
            if len(span.words) > 1 and not _INITIAL.match(span.words[-1]):
                known.setdefault(span.words[-1], "person")
                known.setdefault(" ".join(span.words[-2:]), "person")
    for span in spans:
        form = _SHORT_FORM.match(text, span.end)
        kind = known.get(span.name) or kind_of(span)
        if form and kind and _abbreviates(form.group(1), span.words):
            known.setdefault(form.group(1), kind)
        if kind and span.name not in known and not span.opens:
            known[span.name] = kind
    return known


def _short_form(text: str, span: Span, kind: Type | None) -> Iterator[Mention]:
    form = _SHORT_FORM.match(text, span.end)
    if form and kind and _abbreviates(form.group(1), span.words):
        yield Mention(*form.span(1), kind)


def _abbreviates(form: str, words: Sequence[str]) -> bool:
    initials = "".join(word[0] for word in words if word[0].isupper())
    return len(initials) > 1 and form.upper()[0] == initials[0] and len(set(form.upper()) & set(initials)) >= 2
