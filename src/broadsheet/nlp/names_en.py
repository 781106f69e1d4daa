"""People, places and organisations in English text, by rule: capitals, lists, titles, and what the rest of it says."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from broadsheet.nlp.mention import Mention, Type
from broadsheet.nlp.name_kinds_en import Span, kind_of, surely_person
from broadsheet.nlp.name_lists_en import is_common, is_title, lists
from broadsheet.nlp.sentence_split import sentences
from broadsheet.nlp.vocabulary import rarity

# How much of a long text is read, in characters.
READ = 20_000
LONGEST = 8
# A single capitalised word that nothing tells of is named only if it is rare: in 27 of the 3,824 articles or fewer.
RARE = 0.6

# A word of a name: O'Sullivan, al-Bab, McDonald, F-16, Jean-Claude, Geun-hye; not the tail of `Detroit-bound`.
_TAIL = r"-(?!led|run|era|wide|type|like|held|made|born|age|old|free|only|hit|turn|plus|long|day|year)[a-z]{2,4}(?!\w)"
_WORD = rf"(?:[A-ZÀ-Þ][\w&]*(?:(?:['’.]|-)[A-ZÀ-Þ]\w*|-\d+\w*|{_TAIL})*(?:['’]s?(?!\w))?|(?:al|el|bin|ibn)-[A-Z]\w+)"
_ACRONYM = r"(?:[A-Z]\.){2,}"
# A point inside a name follows an initial or a short form.
_POINT = r"(?:(?<=\b[A-Z])|(?<=\b(?:St|Mt|Ft|Dr|Mr|Ms|Jr|Lt))|(?<=\b(?:Mrs|Sen|Gov|Gen|Rep|Rev|Col|Sgt)))\."
_LINKS = r"(?:(?:of|for|the|and|de|da|del|der|di|du|la|le|van|von|bin|ibn|al)\s){0,2}"
_SPAN = re.compile(rf"(?<![\w@#/.])(?:{_ACRONYM}|{_WORD})(?:(?:{_POINT})?\s{_LINKS}(?:{_ACRONYM}|{_WORD})){{0,9}}")
_OPENING = re.compile(r"(?:^|[.!?:;•|–—\n])\s*[\"'“‘(\[]*\s*$|[\"“‘]$")
_POSSESSIVE = re.compile(r"['’]s?$")
# What a name never ends with: `Anna Keller of` stands before `the Red Cross`, which is another name.
_DANGLING = re.compile(r"(?:\s+(?:of|for|and|de|da|del|der|di|du|la|le|van|von|bin|ibn|al|[Tt]he|Of|For|And))+$")
# A possessive ends a name; so does a weekday, which is no part of it: `met Donald Trump Friday`.
_ENDS = re.compile(r"['’]s?$|^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
# Small words with a capital, as in headlines: they part names.
_SMALL = frozenset({"In", "On", "At", "As", "With", "By", "From", "To", "Is", "After", "Over", "And", "For"})
_LOWER = re.compile(r"(?<![A-Za-z])[a-z]{2,}")
_INITIAL = re.compile(r"^[A-Z]\.?$")
_LEADING = re.compile(r"\s*(?:(?:and|the|of|for)\s)*")
_FIRST = re.compile(r"\s*(\S+)\s*")
_SHORT_FORM = re.compile(r"\s?\(([A-Z][A-Za-z]{1,9})\)")


def names(text: str) -> Iterator[Mention]:
    """The names of `text`, in no order; surnames and short forms count as what the full name is."""
    spans = [span for start, end in sentences(text[:READ]) for span in _spans(text, start, end)]
    lower = set(_LOWER.findall(text[:READ]))
    spans = [span for span in spans if not (len(span.words) == 1 and _is_plain_word(span, lower))]
    known = _known(text, spans)
    for span in spans:
        kind = known.get(span.name) or kind_of(span)
        if kind or len(span.words) > 1 or (not span.opens and rarity(span.name) >= RARE):
            yield Mention(span.start, span.end, kind or "other")
        yield from _short_form(text, span, kind)


def _is_plain_word(span: Span, lower: set[str]) -> bool:
    """Whether a single capital is there only because a sentence or a title begins: the text has the word small too."""
    return span.name.lower() in lower or (span.opens and is_common(span.name))


def _spans(text: str, start: int, end: int) -> Iterator[Span]:
    for match in _SPAN.finditer(text, start, end):
        opens = bool(_OPENING.search(text[start : match.start()]))
        for first, last in _parts(text, match.start(), match.end()):
            span = _span(text, first, last, opens=opens and first == match.start())
            if span:
                yield span


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A run of capitals as the names it holds: parted behind possessives and short forms, before `and`, titles."""
    stretch = text[start:end]
    cuts = [0, len(stretch)]
    for word in re.finditer(r"\S+", stretch):
        joined = lists().joins(word.group(), stretch[: word.start()])
        if (word.group() in ("and", "the") and not joined) or (
            word.start()
            and (
                is_title(word.group())
                or _ENDS.match(word.group())
                or word.group() in _SMALL
                or lists().someone_begins(word.group(), stretch[: word.start()])
            )
        ):
            cuts.append(word.start())
        if _ENDS.search(word.group()) or lists().names_someone_next(word.group(), stretch[word.end() :]):
            cuts.append(word.end())
    cuts.sort()
    for first, last in pairwise(cuts):
        leading = _LEADING.match(stretch, first, last)
        inner = leading.end() if leading else first
        if inner < last:
            yield start + inner, start + last


def _span(text: str, start: int, end: int, *, opens: bool) -> Span | None:
    """The name in a stretch without the titles, demonyms and function words before it; None when nothing is left."""
    titled = False
    while match := _FIRST.match(text, start, end):
        word, rest = match.group(1), text[match.end() : end].strip()
        if is_title(word) and rest:
            titled = True
        elif not lists().leads(word, text[start:end].strip(), opens=opens):
            break
        start = match.end()
    name = _POSSESSIVE.sub("", _DANGLING.sub("", text[start:end].rstrip(" ,-")))
    words = tuple(name.split())
    if len(name) < 2 or len(words) > LONGEST or lists().says_nothing(name):
        return None
    end = start + len(name)
    near = (text[max(0, start - 24) : start].rstrip(), text[end : end + 24])
    return Span(start, end, name, words, before=near[0], after=near[1], titled=titled, opens=opens)


def _known(text: str, spans: Sequence[Span]) -> dict[str, Type]:
    """What each name is by its surest mention in the text, and the surnames of the people fully named."""
    known: dict[str, Type] = {}
    alone = {span.name for span in spans if len(span.words) == 1 and kind_of(span) in (None, "person")}
    for span in spans:
        recurs = 1 < len(span.words) < 5 and span.words[-1] in alone and kind_of(span) is None
        if surely_person(span) or recurs:
            known.setdefault(span.name, "person")
            if len(span.words) > 1 and not _INITIAL.match(span.words[-1]):
                known.setdefault(span.words[-1], "person")
                known.setdefault(" ".join(span.words[-2:]), "person")
    for span in spans:
        kind = known.get(span.name) or kind_of(span)
        if kind and not span.opens:
            known.setdefault(span.name, kind)
        form = _SHORT_FORM.match(text, span.end)
        if form and kind and _abbreviates(form.group(1), span.words):
            known.setdefault(form.group(1), kind)
    return known


def _short_form(text: str, span: Span, kind: Type | None) -> Iterator[Mention]:
    form = _SHORT_FORM.match(text, span.end)
    if form and kind and _abbreviates(form.group(1), span.words):
        yield Mention(*form.span(1), kind)


def _abbreviates(form: str, words: Sequence[str]) -> bool:
    initials = "".join(word[0] for word in words if word[0].isupper())
    return len(initials) > 1 and form.upper()[0] == initials[0] and len(set(form.upper()) & set(initials)) >= 2
