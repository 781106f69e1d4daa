"""The dossier of an entity, made of what the store keeps. Bounded: one named ten thousand times is as quick."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from broadsheet.core import Article, Entity, Statement, Stored
from broadsheet.knowledge.dossier import Citation, Dossier, Fact, Figure, Moment, Mood, Spelling
from broadsheet.knowledge.facts import facts
from broadsheet.knowledge.labels import by_language, label, labels
from broadsheet.knowledge.neighbours import neighbours
from broadsheet.nlp import sentences
from broadsheet.store import Store

LOOKED_AT = 120  # the newest articles that timeline, figures and mood are made of: 0.2 s
SAID = 600  # the newest statements that facts are made of
READ = 40_000  # characters of an article: names are found in these
TIMELINE, FIGURES, STORIES = 40, 20, 30
LONGEST_SENTENCE = 400  # characters of a cited sentence


def about(store: Store, id: int) -> Dossier:
    """The dossier of the entity under `id`, or of its head where it is a spelling; raises `NotFoundError`."""
    asked = store.entities.get(id)
    head = asked.value.head or asked.id
    group = store.entities.spellings_of(head)
    ids = [e.id for e in group]
    named = store.mentions.of_entities(ids, limit=LOOKED_AT)
    articles = {a.id: a for a in store.articles.get_many([a for a, _ in named])}
    said = store.mentions.statements(ids, limit=SAID)
    names = store.entities.names_of(ids)
    return _made(store, head, group=group, names=names, said=said, articles=articles)


def _made(
    store: Store,
    head: int,
    *,
    group: Sequence[Stored[Entity]],
    names: Mapping[int, list[tuple[str, int]]],
    said: Sequence[Statement],
    articles: Mapping[int, Stored[Article]],
) -> Dossier:
    ids = [e.id for e in group]
    moments = _moments(store, ids, articles)
    spans = store.mentions.first_and_last(ids)
    members = store.stories.of_articles(list(articles))
    return Dossier(
        id=head,
        label=label(head, group, names),
        names=_spellings(names),
        articles=store.mentions.count(ids),
        looked_at=len(articles),
        first=spans[0] if spans else None,
        last=spans[1] if spans else None,
        facts=tuple(_facts(store, said, articles)),
        timeline=tuple(_timeline(moments, members)),
        neighbours=tuple(neighbours(store, ids)),
        stories=tuple(_stories(store, members)),
        outlets=dict(Counter(a.value.outlet for a in articles.values() if a.value.outlet).most_common(12)),
        moods=tuple(_moods(articles.values())),
        figures=tuple(_figures(moments, articles)),
        spellings=tuple(_joined(store, head, group)),
    )


def _spellings(names: Mapping[int, list[tuple[str, int]]]) -> dict[str, tuple[str, ...]]:
    counted: Counter[str] = Counter()
    for found in names.values():
        counted.update(dict(found))
    return {language: tuple(n for n, _ in c.most_common()) for language, c in sorted(by_language(counted).items())}


def _joined(store: Store, head: int, group: Sequence[Stored[Entity]]) -> list[Spelling]:
    return [
        Spelling(e.id, e.value.name, e.value.language, e.value.articles, store.entities.why(e.id), e.value.decided)
        for e in group
        if e.id != head
    ]


def _facts(store: Store, said: Sequence[Statement], articles: Mapping[int, Stored[Article]]) -> list[Fact]:
    wanted = sorted({s.article for s in said} - set(articles))
    known = dict(articles) | {a.id: a for a in store.articles.leads(wanted, characters=READ)}
    named = labels(store, {i for s in said for i in (s.subject, s.object) if i is not None})
    held = [s for s in said if s.article in known and s.end <= len(known[s.article].value.text)]
    return facts(held, named, lambda s: cite(known[s.article], s.start, s.end))


def cite(stored: Stored[Article], start: int, end: int) -> Citation:
    """The sentence from `start` to `end` of an article."""
    a = stored.value
    end = min(end, start + LONGEST_SENTENCE)
    at = a.published or stored.created
    return Citation(stored.id, start, end, a.text[start:end], a.title, a.outlet, a.language, at, a.url)


def _moments(store: Store, ids: Sequence[int], articles: Mapping[int, Stored[Article]]) -> list[Citation]:
    """For each article the first sentence that names the entity, newest first."""
    found = []
    for article, entities in store.mentions.of_articles(list(articles)).items():
        starts = sorted(span[0] for id in ids for span in entities.get(id, []))
        stored = articles[article]
        if starts:
            place = next(((s, e) for s, e in sentences(stored.value.text) if s <= starts[0] < e), None)
            if place:
                found.append(cite(stored, *place))
    return sorted(found, key=lambda c: (c.at or datetime.min, c.article), reverse=True)


def _timeline(cited: Sequence[Citation], members: Mapping[int, int]) -> list[Moment]:
    """One moment an event: the sentence of its earliest report, newest event first."""
    by_event: dict[tuple[str, int], list[Citation]] = defaultdict(list)
    for one in cited:
        story = members.get(one.article)
        by_event["story" if story else "article", story or one.article].append(one)
    found = []
    for (kind, id), group in by_event.items():
        first = group[-1]
        if first.at:
            found.append(Moment(first.at, first, id if kind == "story" else None, len(group)))
    return sorted(found, key=lambda m: m.at, reverse=True)[:TIMELINE]


def _stories(store: Store, members: Mapping[int, int]) -> list[tuple[int, Mapping[str, str]]]:
    ids = list(dict.fromkeys(members.values()))[:STORIES]
    return [(s.id, s.value.titles) for s in store.stories.get_many(ids)]


def _moods(articles: Iterable[Stored[Article]]) -> list[Mood]:
    by_month: dict[str, list[float]] = defaultdict(list)
    for stored in articles:
        feeling = stored.value.annotations.get("sentiment") or {}
        if "score" in feeling:
            by_month[f"{stored.value.published or stored.created:%Y-%m}"].append(float(feeling["score"]))
    return [Mood(month, round(sum(s) / len(s), 4), len(s)) for month, s in sorted(by_month.items())]


def _figures(cited: Sequence[Citation], articles: Mapping[int, Stored[Article]]) -> list[Figure]:
    found = [
        Figure(row["text"], one)
        for one in cited
        for row in articles[one.article].value.annotations.get("entities") or []
        if row["type"] == "amount" and one.start <= row["start"] and row["end"] <= one.end
    ]
    return found[:FIGURES]
