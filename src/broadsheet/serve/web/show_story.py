"""`/stories/{id}`: one event as everyone tells it, side by side."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from broadsheet.core import Article, Claim, Stored
from broadsheet.serve.web._frame.cards import ticks, titles
from broadsheet.serve.web._frame.excerpts import Excerpt, excerpts
from broadsheet.serve.web._frame.readings import entity_counts
from broadsheet.serve.web._frame.site import Here, Site, language_of
from broadsheet.serve.web._frame.subjects import subject

routes = APIRouter()

# Each report is checked against all others, so the work grows with the square: a dozen takes seconds, not minutes.
COMPARED = 12
ENTITIES_SHOWN = 14
_TELLING = frozenset({"contradicted"})


@dataclass(frozen=True, slots=True)
class Difference:
    """What one report says that another denies."""

    report: Stored[Article]
    claim: Claim
    against: tuple[Excerpt, ...]


@routes.get("/stories/{id:int}")
def show_story(request: Request, site: Here, id: int, show: str = "") -> HTMLResponse:
    """All reports of a story in columns by outlet; `show` keeps one language."""
    view = site.room.story(id)
    language = language_of(request)
    shown = [a for a in view.articles if not show or a.value.language == show]
    times = [a.value.published for a in view.articles if a.value.published]
    return site.page(
        request,
        "story.html",
        view=view,
        titles=titles(view.story, language),
        columns=_columns(shown, language),
        show=show,
        languages=Counter(a.value.language for a in view.articles),
        ticks=ticks(times),
        entities=entity_counts([a.value for a in view.articles])[:ENTITIES_SHOWN],
        topics=[subject(topic, language) for topic in view.story.topics],
    )


@routes.get("/stories/{id:int}/differences")
def show_differences(request: Request, site: Here, id: int) -> HTMLResponse:
    """Where the reports contradict one another: each is checked with the others as its evidence."""
    view = site.room.story(id)
    found = differences(site, view.articles[:COMPARED])
    return site.page(request, "parts/differences.html", differences=found, compared=min(len(view.articles), COMPARED))


def differences(site: Site, reports: Sequence[Stored[Article]]) -> list[Difference]:
    """The contradicted claims of each report, against the other reports in its own language."""
    found: list[Difference] = []
    for report in reports:
        others = site.room.evidence(_others(report, reports))
        if not others:
            continue
        checked = site.room.check(report.value.text, others, language=report.value.language)
        for claim in checked.claims:
            if claim.verdict in _TELLING:
                found.append(Difference(report, claim, tuple(excerpts(claim.evidence, others))))
    return found


def _others(report: Stored[Article], reports: Sequence[Stored[Article]]) -> list[str]:
    return [f"article:{a.id}" for a in reports if a.id != report.id and a.value.language == report.value.language]


def _columns(reports: Sequence[Stored[Article]], language: str) -> list[tuple[str, list[Stored[Article]]]]:
    """The reports gathered by outlet: those with a report in the page's language first, then by who was first."""
    by_outlet: dict[str, list[Stored[Article]]] = {}
    for report in reports:
        by_outlet.setdefault(report.value.outlet, []).append(report)
    return sorted(by_outlet.items(), key=lambda pair: all(a.value.language != language for a in pair[1]))
