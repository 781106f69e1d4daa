"""One ClaimReview node to a `FactCheck`.

Properties as schema.org/ClaimReview has them and as they are met: `itemReviewed` a Claim (`appearance`,
`firstAppearance`) or, as before 2019, a CreativeWork with `sameAs`; the claim in `claimReviewed` or in the Claim.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from broadsheet import nlp
from broadsheet.core import Appearance, FactCheck, InvalidInputError
from broadsheet.ingest import languages
from broadsheet.ingest.claim_review.ratings import rating, ruling
from broadsheet.ingest.claim_review.values import address, addresses, items, moment, named, text

# Longer ones are whole articles put in the wrong field.
CLAIM, EXPLANATION, APPEARANCES = 2000, 5000, 50
Node = Mapping[str, Any]


def fact_check(node: Node, *, page: str) -> FactCheck:
    """The fact check of a ClaimReview `node` found on `page`; raises `InvalidInputError` when it reviews no claim."""
    item = next((i for i in items(node.get("itemReviewed")) if isinstance(i, Mapping)), {})
    claim = text(node.get("claimReviewed"), limit=CLAIM) or _claim_of(item)
    if not claim:
        raise InvalidInputError(
            "this ClaimReview names no claim", found=text(node.get("name"), limit=80), do="it needs claimReviewed"
        )
    given = rating(node.get("reviewRating"))
    if not given.label and given.value is None:
        raise InvalidInputError("this ClaimReview has no rating", asked=claim[:80], do="it needs reviewRating")
    author = node.get("author") or node.get("publisher")
    return FactCheck(
        claim=claim,
        rating=given,
        ruling=ruling(given),
        claimant=named(item.get("author")) or named(item.get("creator")),
        claimed=moment(item.get("datePublished")) or moment(item.get("dateCreated")),
        appearances=tuple(_appearances(item, page))[:APPEARANCES],
        explanation=text(node.get("reviewBody") or node.get("description"), limit=EXPLANATION),
        title=text(node.get("headline") or node.get("name"), limit=300),
        author=named(author),
        author_url=address([a for a in items(author) if isinstance(a, Mapping)], base=page),
        url=address(node.get("url") or node.get("mainEntityOfPage"), base=page) or page,
        published=moment(node.get("datePublished")) or moment(node.get("dateModified")),
        language=languages.primary(text(node.get("inLanguage"), limit=20), text=claim) or _language(claim),
        evidence=addresses(node.get("isBasedOn"), base=page) or addresses(node.get("citation"), base=page),
    )


def _language(claim: str) -> str:
    return "zh" if languages.is_chinese(claim) else nlp.detect(claim)


def _claim_of(item: Node) -> str:
    """The claim as its own node words it; a CreativeWork's name is a headline and no claim."""
    if not any("Claim" in text(kind, limit=100) for kind in items(item.get("@type"))):
        return ""
    return next((said for key in ("text", "description", "name") if (said := text(item.get(key), limit=CLAIM))), "")


def _appearances(item: Node, page: str) -> Iterator[Appearance]:
    seen: set[str] = set()
    claimed = [*items(item.get("firstAppearance")), *items(item.get("appearance"))]
    for place in claimed or [*items(item.get("sameAs")), *items(item.get("url"))]:
        found = _appearance(place, page)
        if (found.url or found.outlet) and (key := found.url or found.outlet) not in seen:
            seen.add(key)
            yield found


def _appearance(place: Any, page: str) -> Appearance:
    if not isinstance(place, Mapping):
        return Appearance(address(place, base=page))
    outlet = named(place.get("publisher")) or named(place.get("provider")) or named(place.get("author"))
    return Appearance(address(place, base=page), outlet, moment(place.get("datePublished")))


def searched(node: Node) -> Iterator[Node]:
    """The ClaimReview nodes of one result of the Fact Check Tools' claim search, which has a shape of its own."""
    claim = {"@type": "Claim", "author": node.get("claimant"), "datePublished": node.get("claimDate")}
    for review in items(node.get("claimReview")):
        if isinstance(review, Mapping):
            publisher = review.get("publisher")
            site = publisher.get("site") if isinstance(publisher, Mapping) else None
            name = text(publisher, limit=200) or text(site, limit=200)
            yield {
                "@type": "ClaimReview",
                "claimReviewed": node.get("text"),
                "itemReviewed": claim,
                "reviewRating": {"alternateName": review.get("textualRating")},
                "author": {"name": name, "url": f"https://{site}/" if site else None},
                "url": review.get("url"),
                "name": review.get("title"),
                "datePublished": review.get("reviewDate"),
                "inLanguage": review.get("languageCode"),
            }
