"""Two people of one name: told apart by the company they keep, the story they are in, what the reports are about.

A common name is split rather than merged: two people taken for one are false, one person taken for two is a nuisance,
and an editor joins them with one press.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from broadsheet.core import Article, Entity, Stored
from broadsheet.knowledge.folding import HAN, known_as
from broadsheet.knowledge.named import Named
from broadsheet.knowledge.tables import words
from broadsheet.store import Store

REMEMBERED = 60  # the newest articles of a namesake that are looked at
UBIQUITOUS = 0.02  # company named in more than this share of all articles tells nothing (China, United States)
# Evidence for "the same": a shared story decides alone; two shared rare names do; one needs a shared subject.
STORY, COMPANY, SUBJECT, ENOUGH = 3.0, 1.0, 0.5, 1.5


@dataclass(slots=True)
class Profile:
    """What is known of one namesake: who is named beside it, the stories and the subjects of its reports."""

    company: Counter[int] = field(default_factory=Counter)
    stories: set[int] = field(default_factory=set)
    subjects: Counter[str] = field(default_factory=Counter)


@lru_cache(maxsize=65_536)
def _common_form(name: str) -> bool:
    if HAN.search(name):
        return len(name) == 2 and name[0] in words("surnames")
    parts = name.split()
    return len(parts) == 2 and parts[0] in words("common_names") and parts[1] in words("common_names")


def is_common(named: Named) -> bool:
    """Whether many people bear this name: two characters with a common surname; a common given name and surname."""
    if named.family != "person" or known_as(named.name, named.type):
        return False
    return named.partial or _common_form(named.key)


class Namesakes:
    """Chooses among people of one name. Holds what it has looked up for as long as one batch is linked."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._profiles: dict[int, Profile] = {}
        self._stories: dict[int, int | None] = {}
        self._telling_known: dict[int, bool] = {}
        self._most = max(5, UBIQUITOUS * store.articles.count())

    def of(
        self, candidates: Sequence[Stored[Entity]], *, company: Sequence[int], article: Stored[Article]
    ) -> Stored[Entity] | None:
        """The one of `candidates` that `article` speaks of, or None where it is none of them."""
        scored = [(self._evidence(self.profile(c.id), company, article), -c.value.sense, c) for c in candidates]
        best = max(scored, key=lambda row: row[:2])
        unused = [c for c in candidates if not self.profile(c.id).company and not self.profile(c.id).subjects]
        if best[0] >= ENOUGH:
            return best[2]
        return unused[0] if unused else None

    def _evidence(self, profile: Profile, company: Sequence[int], article: Stored[Article]) -> float:
        story = self._story(article.id)
        shared = len(set(company) & set(profile.company))
        subject = bool(_subjects(article.value) & set(profile.subjects))
        return STORY * (story in profile.stories) + COMPANY * shared + SUBJECT * subject

    def note(self, id: int, *, company: Sequence[int], article: Stored[Article]) -> None:
        """Remember that `article` speaks of namesake `id`."""
        profile = self.profile(id)
        profile.company.update(self._telling(company))
        profile.subjects.update(_subjects(article.value))
        if story := self._story(article.id):
            profile.stories.add(story)

    def _story(self, article: int) -> int | None:
        if article not in self._stories:
            self._stories[article] = self._store.stories.of_article(article)
        return self._stories[article]

    def profile(self, id: int) -> Profile:
        """What the newest articles of a namesake tell of it."""
        if id not in self._profiles:
            ids = [a for a, _ in self._store.mentions.of_entities([id], limit=REMEMBERED)]
            members = self._store.stories.of_articles(ids)
            beside = self._store.mentions.beside([id], among=ids)
            noted = self._store.annotations.of(ids, only=("topics",)).values()
            subjects = Counter(row["id"] for notes in noted for row in notes["topics"])
            self._profiles[id] = Profile(
                Counter({e: beside[e] for e in self._telling(list(beside))}), set(members.values()), subjects
            )
        return self._profiles[id]

    def _telling(self, ids: Sequence[int]) -> list[int]:
        """Those of `ids` that are named seldom enough to tell people apart."""
        unknown = [id for id in ids if id not in self._telling_known]
        found = self._store.entities.get_many(unknown) if unknown else []
        self._telling_known |= {e.id: e.value.articles <= self._most for e in found}
        return [id for id in ids if self._telling_known.get(id)]


def _subjects(article: Article) -> set[str]:
    return {row["id"] for row in article.annotations.get("topics") or []}
