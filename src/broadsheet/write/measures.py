"""How long a text is, as its readers or its platform count, and how it is cut to fit at a clause."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

Measure = Callable[[str], int]

_WORD = re.compile(r"[^\W_]+(?:['’\-.][^\W_]+)*")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
# An address ends before a Han character and before a stop; twitter-text also takes a bare one of a known domain.
_URL = re.compile(
    r"https?://[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]*[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef.,;:!?)]"
)
_BARE = re.compile(
    r"(?<![@\w.-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:com|org|net|edu|gov|info|io|co|cn|hk|tw|uk|eu|de|fr|jp|us|au|ca|in)"
    r"(?![\w-])(?:/[^\s\u2e80-\u9fff\uff00-\uffef]*)?",
    re.IGNORECASE,
)
# A mention of somebody on another server counts as the name alone.
_REMOTE = re.compile(r"(?<![\w/])@(\w+)@[\w.-]*\w")
_EMOJI = re.compile(
    "(?:[\U0001f1e6-\U0001f1ff]{2}|[\u2600-\u27bf\U0001f300-\U0001faff][\ufe0f\U0001f3fb-\U0001f3ff]?"
    "(?:\u200d[\u2600-\u27bf\U0001f300-\U0001faff][\ufe0f\U0001f3fb-\U0001f3ff]?)*)"
)
# twitter-text configuration v3: these ranges weigh 1, all else 2, an address 23 and an emoji sequence 2.
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
_ADDRESS = 23
_LATIN_1, _BASIC_PLANE = 0xFF, 0xFFFF


def words(text: str) -> int:
    """Words as English counts them; a Han character counts as one."""
    return len(_WORD.findall(_HAN.sub(" ", text))) + len(_HAN.findall(text))


def characters(text: str) -> int:
    """Characters without white space, as Chinese editors count."""
    return sum(1 for c in text if not c.isspace())


def code_points(text: str) -> int:
    """Unicode code points, white space included."""
    return len(text)


def weighted(text: str) -> int:
    """Length as X counts it (twitter-text 3): Latin and the like 1, Han and emoji 2, an address 23, also a bare one."""
    text = unicodedata.normalize("NFC", text)
    text, whole = _URL.subn("", text)
    text, bare = _BARE.subn("", text)
    addresses = whole + bare
    emoji = len(_EMOJI.findall(text))
    rest = _EMOJI.sub("", text)
    light = sum(1 for c in rest if any(a <= ord(c) <= b for a, b in _LIGHT))
    return addresses * _ADDRESS + emoji * 2 + light + 2 * (len(rest) - light)


def shortened_addresses(text: str) -> int:
    """As Mastodon counts: an address 23, a mention without its server, an emoji 1, a combining accent nothing."""
    text = _REMOTE.sub(r"@\1", _URL.sub("x" * _ADDRESS, text))
    return sum(1 for c in _EMOJI.sub("x", text) if not unicodedata.combining(c))


def halves(text: str) -> int:
    """As Weibo counts: two characters of Latin 1 are one, one beyond the basic plane is two, the sum rounded up.

    Observed of its counter and not documented: schappo.blogspot.co.uk/2012/10/weibo-character-count.html.
    """
    return (sum(1 if ord(c) <= _LATIN_1 else 2 if ord(c) <= _BASIC_PLANE else 4 for c in text) + 1) // 2


def code_units(text: str) -> int:
    """UTF-16 code units, as fields of web forms count: an emoji is two or more. No other way of counting gives more."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def length(text: str, language: str) -> int:
    """Characters in Chinese, words in English: the unit a length is asked in."""
    return characters(text) if language == "zh" else words(text)


# A whole last sentence is worth a third more than the length asked for.
_OVER = 1.33


def allowed(aim: int) -> int:
    """The length that a text which aims at `aim` may reach, in the same unit."""
    return int(aim * _OVER)


@dataclass(frozen=True, slots=True)
class Platform:
    """Where a post goes: the most it takes, how it counts, the length that reads well there, and its hashtags.

    `threads`: a post may be answered by its own author, so that a longer text is a row of posts.
    """

    most: int
    measure: Measure
    aim: int
    tag: str = "#{}"
    tags: int = 2
    threads: bool = True


# Limits as the platforms document them (X: twitter-text config v3; Mastodon: docs.joinmastodon.org/user/posting, 500
# where a server has not set its own; WeChat: `digest` of draft/add, 120; LinkedIn: 3,000). `aim` is where a feed folds
# the text or reading drops.
PLATFORMS: Mapping[str, Platform] = MappingProxyType(
    {
        "bluesky": Platform(300, code_points, 300),
        "linkedin": Platform(3000, code_units, 700, tags=3),
        "mastodon": Platform(500, shortened_addresses, 500),
        "threads": Platform(500, code_points, 500, tags=1),
        "wechat": Platform(120, code_points, 120, tags=0, threads=False),
        "weibo": Platform(2000, halves, 140, tag="#{}#"),
        "x": Platform(280, weighted, 280),
    }
)


def platforms() -> list[str]:
    """The names of the platforms a post can be written for."""
    return sorted(PLATFORMS)


_CLAUSE_END = re.compile(r"[。！？；，、：]|[.!?;,:](?=\s|$)|\s[—–]\s")
_SENTENCE_END = re.compile(r"[。！？][”’」』）]*|[.!?][\"'”’)]*(?=\s|$)")


# A point behind these ends nothing.
_ABBREVIATED = re.compile(
    r"\b(?:Jan|Feb|Aug|Sept?|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|St|No|Gen|Gov|Sen|Rep|Prof|Lt|Col|Inc|Ltd|Co|vs|[A-Z])\.$"
)
# Words that nothing can be cut behind.
_HANGING = re.compile(
    r"(?:\s(?:an?|the|of|on|in|at|to|and|or|for|with|by|from|as|than|that|who|which|his|her|its|their|is|are|was|were))+$",
    re.IGNORECASE,
)


def cut(text: str, most: int, *, measure: Measure) -> str:
    """The longest beginning of `text` within `most`: up to a sentence, else a clause or a word, then with `…`."""
    text = text.strip()
    if measure(text) <= most:
        return text
    whole = _last(_SENTENCE_END, text, most, measure, mark="")
    # A sentence that leaves more than half of the room empty says too little: take a clause.
    if whole and measure(whole) * 2 >= most:
        return whole
    clause = _last(_CLAUSE_END, text, most, measure, mark="…")
    if clause and measure(clause) * 3 >= most:
        return clause
    return whole or _words_within(text, most, measure)


def _last(pattern: re.Pattern[str], text: str, most: int, measure: Measure, *, mark: str) -> str:
    best = ""
    for match in pattern.finditer(text):
        piece = text[: match.start()] + mark if mark else text[: match.end()]
        if measure(piece) > most:
            break
        if not _ABBREVIATED.search(text[: match.end()].rstrip()):
            best = piece
    return best.rstrip()


def _words_within(text: str, most: int, measure: Measure) -> str:
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(text[:middle].rstrip() + "…") <= most else (low, middle - 1)
    piece = text[:low]
    blank = piece.rfind(" ")
    if low < len(text) and text[low : low + 1].isalnum() and text[low].isascii() and blank > low // 2:
        piece = piece[:blank]
    while low < len(text) and (_ABBREVIATED.search(f"{piece.rstrip('.')}.") or _HANGING.search(piece.rstrip())):
        piece = piece.rstrip().rpartition(" ")[0]
    return piece.rstrip() + "…" if piece.strip() and measure("…") <= most else ""
