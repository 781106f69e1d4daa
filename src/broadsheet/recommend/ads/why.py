"""What a reader is told: that it is an advertisement, and why this one."""

from collections.abc import Mapping, Sequence

from broadsheet import nlp
from broadsheet.core import AdPage, Targeting
from broadsheet.recommend.ads.topics import widened
from broadsheet.recommend.ads.wordlists import folded, key_of

_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "label": "Advertisement",
        "topic": "the page is about {what}",
        "keyword": "the page mentions “{what}”",
        "place": "the page is for {what}",
        "interest": "you allowed advertisements by interest, and {what} is one of yours",
        "none": "It is shown on any page in this language; nothing about you was used.",
        "opening": "It is shown because {why}.",
        "context": " Nothing about you was used.",
        "and": ", and ",
    },
    "zh": {
        "label": "广告",
        "topic": "本页内容与“{what}”有关",
        "keyword": "本页提到“{what}”",
        "place": "本页面向{what}",
        "interest": "您同意按兴趣投放广告，而“{what}”是您的兴趣之一",
        "none": "它会出现在任何同语言页面上，没有使用您的任何信息。",
        "opening": "显示它是因为{why}。",
        "context": "没有使用您的任何信息。",
        "and": "，并且",
    },
}


def label(language: str) -> str:
    """What stands over every advertisement (Advertising Law of the PRC, article 14; DSA, article 26.1)."""
    return _words(language)["label"]


def reason(
    asked: Targeting, page: AdPage, interests: Sequence[str] | None, *, matched: Sequence[str], language: str
) -> str:
    """Why this advertisement stands on this page, in a sentence or two: the main parameters (DSA, article 26.1 d)."""
    words = _words(language)
    said = [words[kind].format(what=_what(kind, asked, page, interests, language=language)) for kind in matched]
    if not said:
        return words["none"]
    told = words["opening"].format(why=words["and"].join(said))
    return told if "interest" in matched else told + words["context"]


def _what(kind: str, asked: Targeting, page: AdPage, interests: Sequence[str] | None, *, language: str) -> str:
    if kind == "topic":
        return _topic(asked.topics, page.topics, language)
    if kind == "interest":
        return _topic(asked.interests, interests or (), language)
    if kind == "place":
        return page.place
    text = folded(page.words)
    return next(k for k in asked.keywords if key_of(k) in text)


def _topic(asked: Sequence[str], there: Sequence[str], language: str) -> str:
    """The name of the first topic asked for that is there, or holds one that is."""
    wide = widened(there)
    return next(nlp.tag_label(one, language) for one in asked if _holds(one, wide))


def _holds(topic: str, wide: frozenset[str]) -> bool:
    return topic in wide or topic.strip().casefold() in wide


def _words(language: str) -> Mapping[str, str]:
    return _WORDS["zh" if language.startswith("zh") else "en"]
