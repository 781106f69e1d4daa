"""A post, or a thread of them, within its platform's real limit as the platform counts, with its custom of hashtags."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from broadsheet.core import Finding, InvalidInputError, UnknownNameError
from broadsheet.write.attribution import attributed
from broadsheet.write.composing import fact_sentences, headlines, require_points
from broadsheet.write.facts import SETTING
from broadsheet.write.hashtags import hashtags
from broadsheet.write.kinds._samples import EN_REPORTS, ZH_REPORTS
from broadsheet.write.measures import PLATFORMS, Platform, cut
from broadsheet.write.planning import plan_points
from broadsheet.write.shapes import Ask, Example, Part, Plan

# A thread of more posts is an article; the points of all must fit one prompt.
_MOST_POSTS, _MOST_POINTS = 9, 14
_MARK = "{}/{} "
FRAME: Mapping[str, tuple[str, ...]] = {"en": (r"^\d/\d ",), "zh": (r"^\d/\d ",)}
# Digits alone are a hashtag nowhere.
_NO_TAG = re.compile(r"(?<![\w&#])#\d+(?![\w#])")
_OVER = {
    "en": "{platform} counts {size} and takes {most}",
    "zh": "按{platform}的算法有{size}，上限为{most}",
}
_TAG = {"en": "digits alone are no hashtag", "zh": "纯数字不能作话题标签"}


@dataclass(frozen=True, slots=True)
class Facts:
    """`platform` is where the post goes; `link` an address to end it with; `posts` how many a thread may have."""

    platform: str = field(default="x", metadata=SETTING)
    link: str = field(default="", metadata=SETTING)
    posts: int = field(default=1, metadata=SETTING)
    topic: str = field(default="", metadata=SETTING)


EXAMPLE: Mapping[str, Example] = {
    "en": Example(facts={"platform": "x"}, evidence=EN_REPORTS),
    "zh": Example(facts={"platform": "weibo"}, evidence=ZH_REPORTS),
}
CHOICES: Mapping[str, Sequence[str]] = {"platform": tuple(sorted(PLATFORMS))}


def platform_of(ask: Ask) -> Platform:
    """The platform a post is for; raises `UnknownNameError` listing those there are."""
    name = ask.facts.platform.lower()
    if name not in PLATFORMS:
        raise UnknownNameError(f"there is no platform called {name!r}", asked=name, choices=sorted(PLATFORMS))
    return PLATFORMS[name]


def room(ask: Ask) -> int:
    """The words or characters a post has room for."""
    platform = platform_of(ask)
    # English words average six characters with their blank; a Han character counts two on X.
    one = platform.aim // 6 if ask.language == "en" else platform.aim // platform.measure("新")
    return one * posts_of(ask)


def posts_of(ask: Ask) -> int:
    """How many posts there may be; raises `InvalidInputError` for a number nobody would read."""
    if not 1 <= ask.facts.posts <= _MOST_POSTS:
        raise InvalidInputError(f"a thread has 1 to {_MOST_POSTS} posts", asked=str(ask.facts.posts))
    return int(ask.facts.posts) if platform_of(ask).threads else 1


def plan(ask: Ask, *, foreign: bool = False) -> Plan:
    """The sentences that a post, or a thread, has room for."""
    most = min(_MOST_POINTS, 4 * posts_of(ask))
    return plan_points(ask, target=ask.length or room(ask), most=most, foreign=foreign)


def plain(plan: Plan, ask: Ask, *, variant: int = 0) -> list[Part]:
    """The post by extraction: whole sentences as far as they fit, else a clause; `variant` leads with another one."""
    require_points(plan, ask)
    facts = fact_sentences([p for p in plan.points if p.source.startswith("fact:")], ask)
    points = [p for p in plan.points if not p.source.startswith("fact:") and not p.joined]
    said = [
        Part(attributed(p.text, p.outlet, language=ask.language) if p.disputed else p.text, p.spans) for p in points
    ]
    parts = [*facts, *said][variant:]
    return finish(parts, plan, ask) if parts else []


def finish(parts: list[Part], plan: Plan, ask: Ask) -> list[Part]:
    """The parts cut to the platform's room, with the link and the hashtags behind them."""
    platform = platform_of(ask)
    tail = _tail(plan, ask, platform)
    if posts_of(ask) > 1 and (thread := _thread(parts, tail, ask, platform)):
        return thread
    room = min(platform.most, max(platform.aim, ask.length or 0)) - (platform.measure("\n" + tail) if tail else 0)
    body = _fitted(parts, room, ask, platform) or _headline(plan, room, ask, platform) or _cut(parts, room, platform)
    return [*body, Part(tail, (), "\n")] if tail and body else body


def _fitted(parts: list[Part], room: int, ask: Ask, platform: Platform) -> list[Part]:
    """Whole parts while they fit; none when not even the first does."""
    blank = "" if ask.language == "zh" else " "
    body: list[Part] = []
    text = ""
    for part in parts:
        longer = f"{text}{blank if text else ''}{part.text}"
        if platform.measure(longer) <= room:
            body.append(Part(part.text, part.spans, blank if body else "", part.written_by))
            text = longer
    return body


def _thread(parts: list[Part], tail: str, ask: Ask, platform: Platform) -> list[Part]:
    """The parts in numbered posts of whole sentences; empty when all fit one post, or a sentence fits none."""
    blank = "" if ask.language == "zh" else " "
    room = platform.aim - platform.measure(_MARK.format(_MOST_POSTS, _MOST_POSTS))
    posts: list[list[Part]] = []
    for part in parts:
        longer = blank.join(p.text for p in [*posts[-1], part]) if posts else ""
        if posts and platform.measure(longer) <= room:
            posts[-1].append(part)
        elif platform.measure(part.text) <= room:
            posts.append([part])
    posts = posts[: posts_of(ask)]
    if len(posts) < 2:
        return []
    found = [
        Part(p.text, p.spans, blank if i else ("\n\n" if n > 1 else "") + _MARK.format(n, len(posts)), p.written_by)
        for n, post in enumerate(posts, start=1)
        for i, p in enumerate(post)
    ]
    last = blank.join(p.text for p in posts[-1])
    fits = tail and platform.measure(f"{last}\n{tail}") <= room
    return [*found, Part(tail, (), "\n")] if fits else found


def _headline(plan: Plan, room: int, ask: Ask, platform: Platform) -> list[Part]:
    """The first headline that fits: whole, where a sentence could only be cut."""
    fitting = (p for p in headlines(plan, ask) if platform.measure(p.text) <= room)
    return [p for p in [next(fitting, None)] if p]


def _cut(parts: list[Part], room: int, platform: Platform) -> list[Part]:
    """The beginning of the first part, up to a clause."""
    if not parts:
        return []
    first = parts[0]
    piece = cut(first.text, room, measure=platform.measure)
    return [Part(piece, first.spans, "", first.written_by)] if piece else []


def _tail(plan: Plan, ask: Ask, platform: Platform) -> str:
    words = " ".join(platform.tag.format(tag) for tag in hashtags(plan, ask, n=platform.tags))
    return " ".join(piece for piece in (ask.facts.link, words) if piece)


def values(ask: Ask) -> Mapping[str, object]:
    """What the brief is filled with: the platform's name and its room without hashtags."""
    platform = platform_of(ask)
    return {"platform": ask.facts.platform, "limit": platform.aim // platform.measure("新")}


def findings(text: str, ask: Ask) -> Sequence[Finding]:
    """Posts that are longer than their platform takes, and signs that no platform reads as a hashtag."""
    platform = platform_of(ask)
    found: list[Finding] = []
    start = 0
    for post in text.split("\n\n") if posts_of(ask) > 1 else [text]:
        if (size := platform.measure(post)) > platform.most:
            said = _OVER[ask.language].format(platform=ask.facts.platform, size=size, most=platform.most)
            found.append(Finding("social", "too_long", "error", start, start + len(post), post, said))
        start += len(post) + 2
    for tag in _NO_TAG.finditer(text):
        said = _TAG[ask.language]
        found.append(Finding("social", "hashtag", "warning", tag.start(), tag.end(), tag.group(), said))
    return found


# A post on a platform with room to spare is still read in a few seconds.
LENGTH: Mapping[str, int] = {"en": 45, "zh": 110}
