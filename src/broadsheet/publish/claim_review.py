"""A fact check as a schema.org ClaimReview, alone in its page and together in a data feed.

Google's documentation of fact checks asks for `claimReviewed`, `reviewRating.alternateName` and `url`; the rest here is
recommended there. A rating without a number of its own is numbered on the newsroom's scale of five.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from broadsheet.core import Appearance, FactCheck, Rating
from broadsheet.publish.escaping import printable, web_address
from broadsheet.publish.schema_org import inert_json

# The newsroom's scale, 1 the worst; what is unproven has no place on it. The words are what readers are shown.
STEPS: Mapping[str, float] = {"false": 1, "mostly_false": 2, "mixed": 3, "mostly_true": 4, "true": 5}
LABELS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "true": "True",
        "mostly_true": "Mostly true",
        "mixed": "Half true",
        "mostly_false": "Mostly false",
        "false": "False",
        "unproven": "Unproven",
    },
    "zh": {
        "true": "属实",
        "mostly_true": "基本属实",
        "mixed": "部分属实",
        "mostly_false": "基本不实",
        "false": "不实",
        "unproven": "尚无定论",
    },
}
CONTEXT = "https://schema.org"


def rating_label(check: FactCheck) -> str:
    """What readers are shown: the checker's own words, else the newsroom's for its ruling."""
    words = LABELS["zh" if check.language == "zh" else "en"]
    return check.rating.label or words.get(check.ruling, "")


def claim_review(check: FactCheck, *, url: str = "") -> dict[str, Any]:
    """The JSON-LD object of a fact check; empty values are left out. `url` is its page where the check names none."""
    value = {
        "@context": CONTEXT,
        "@type": "ClaimReview",
        "url": web_address(check.url) or url,
        "claimReviewed": check.claim,
        "name": check.title,
        "inLanguage": check.language,
        "datePublished": _date(check.published),
        "author": _filled({"@type": "Organization", "name": check.author, "url": web_address(check.author_url)}),
        "itemReviewed": _claim(check),
        "reviewRating": _rating(check.rating, check.ruling, rating_label(check)),
        "reviewBody": check.explanation,
        "isBasedOn": [address for one in check.evidence if (address := web_address(one))],
    }
    return {key: _plain(item) for key, item in value.items() if item}


def claim_review_json(check: FactCheck, *, url: str = "") -> str:
    """`claim_review` as JSON that can stand inside a script element."""
    return inert_json(claim_review(check, url=url))


def claim_feed(checks: Iterable[tuple[FactCheck, str]], *, name: str, made: datetime) -> Iterator[str]:
    """A schema.org DataFeed of (fact check, its page), in pieces that together are one JSON document."""
    head = {"@context": CONTEXT, "@type": "DataFeed", "name": name, "dateModified": made.isoformat()}
    yield inert_json(head)[:-1] + ', "dataFeedElement": ['
    between = "\n"
    for check, url in checks:
        item = {"@type": "DataFeedItem", "dateModified": _date(check.published), "item": [claim_review(check, url=url)]}
        yield between + inert_json({key: value for key, value in item.items() if value})
        between = ",\n"
    yield "\n]}\n"


def _claim(check: FactCheck) -> dict[str, Any]:
    places = [place for place in map(_appearance, check.appearances) if place]
    value = {
        "author": _filled({"@type": "Person", "name": check.claimant}),
        "datePublished": _date(check.claimed),
        "firstAppearance": places[0] if places else None,
        "appearance": places[1:],
    }
    return {"@type": "Claim", **{key: item for key, item in value.items() if item}}


def _appearance(place: Appearance) -> dict[str, Any]:
    publisher = _filled({"@type": "Organization", "name": place.outlet})
    value = {"url": web_address(place.url), "publisher": publisher, "datePublished": _date(place.date)}
    filled = {key: item for key, item in value.items() if item}
    return {"@type": "CreativeWork", **filled} if filled else {}


def _rating(rating: Rating, ruling: str, label: str) -> dict[str, Any]:
    value: dict[str, Any] = {"@type": "Rating", "alternateName": label}
    if rating.value is not None and rating.worst is not None and rating.best is not None:
        value |= {"ratingValue": rating.value, "worstRating": rating.worst, "bestRating": rating.best}
    elif rating.value is None and ruling in STEPS:
        value |= {"ratingValue": STEPS[ruling], "worstRating": 1, "bestRating": 5}
    return {key: item for key, item in value.items() if item != ""}


def _filled(value: dict[str, Any]) -> dict[str, Any] | None:
    """A node without its empty properties; None when it has no name."""
    return {key: item for key, item in value.items() if item} if value["name"] else None


def _date(moment: datetime | None) -> str:
    """A day where the time of day is midnight, as dates without one are read; else the whole moment."""
    if moment is None:
        return ""
    return moment.date().isoformat() if (moment.hour, moment.minute, moment.second) == (0, 0, 0) else moment.isoformat()


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value
