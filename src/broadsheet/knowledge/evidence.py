"""A dossier as evidence: the sentences it cites, gathered by article, so that what is written has its spans."""

from collections.abc import Iterable

from broadsheet.core import Evidence
from broadsheet.knowledge.dossier import Citation, Dossier

MOST_ARTICLES = 12  # evidence texts: what a brief is written from
MOST_SENTENCES = 6  # of one article
LEAST_CONFIDENCE = 0.5  # facts below it are doubtful, and nothing is written from them


def evidence(dossier: Dossier, *, language: str = "") -> list[Evidence]:
    """Evidence rows, the best supported articles first; `language` keeps one where the dossier has any in it.

    Each is an excerpt of `article:ID`: whole sentences in their order in the article, a blank line between them. Spans
    of a draft's report are offsets into that excerpt.
    """
    cited = list(_cited(dossier))
    spoken = [c for c in cited if c.language == language]
    by_article: dict[int, dict[int, Citation]] = {}
    for one in spoken or cited:
        by_article.setdefault(one.article, {}).setdefault(one.start, one)
    ordered = sorted(by_article.values(), key=lambda found: -len(found))[:MOST_ARTICLES]
    return [_row([found[start] for start in sorted(found)[:MOST_SENTENCES]]) for found in ordered]


def _cited(dossier: Dossier) -> Iterable[Citation]:
    for fact in dossier.facts:
        if fact.confidence >= LEAST_CONFIDENCE:
            yield from fact.citations
    yield from (moment.citation for moment in dossier.timeline)


def _row(found: list[Citation]) -> Evidence:
    one = found[0]
    text = "\n\n".join(c.text.strip() for c in found)
    return Evidence(
        source=f"article:{one.article}",
        text=text,
        title=one.title,
        outlet=one.outlet,
        url=one.url,
        language=one.language,
        published=one.at,
    )
