"""Headline tests: variants that the evidence bears out compete for an article's readers, until one has won."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from broadsheet import nlp
from broadsheet.app.checking import Checking
from broadsheet.app.gathering import as_evidence
from broadsheet.app.writing import Writing
from broadsheet.core import (
    Article,
    ConflictError,
    Decision,
    Headline,
    HeadlineLook,
    HeadlineRules,
    HeadlineTest,
    HeadlineVerdict,
    InvalidInputError,
    Report,
    Served,
    Stored,
)
from broadsheet.recommend import headlines

LONGEST = 200  # characters of a headline; the longest of 8,100 real ones in both languages has 178
PART = 2_000  # acts counted at once, so that a flood is counted in steps that another process can follow
LATE = timedelta(seconds=30)
"""How long an act waits for the page it happened on: pages are logged half a second after they are served."""
_WHY = {
    "en": {
        "language": "not in the language of the article",
        "long": f"longer than {LONGEST} characters",
        "many": f"more than {headlines.MOST} variants divide the readers too thinly",
        "evidence": "the article does not bear it out",
    },
    "zh": {
        "language": "与文章语言不同",
        "long": f"超过{LONGEST}个字符",
        "many": f"候选超过{headlines.MOST}个，读者分得太散",
        "evidence": "文章内容不能支持这一标题",
    },
}


class Headlining(Checking, Writing):
    """The part of the newsroom that tests headlines on readers."""

    def headline_candidates(
        self, article: int, titles: Sequence[str] = (), *, write: int = 0, model: str | None = None
    ) -> list[Headline]:
        """The article's own headline, those typed and `write` written ones, each checked against the article.

        Raises `NotFoundError` for the article and, where some are to be written, what writing raises.
        """
        stored = self.article(article)
        own = Headline(stored.value.title.strip(), "own")
        given = [Headline(title.strip(), "typed") for title in titles]
        given += [Headline(title, "written") for title in self._written(article, write, model=model)]
        found = {own.text.casefold(): own}
        for one in given:
            if one.text and one.text.casefold() not in found:
                able = sum(not known.refused for known in found.values())
                found[one.text.casefold()] = self._vetted(one, stored, able=able)
        return list(found.values())

    def start_headlines(
        self,
        article: int,
        titles: Sequence[str] = (),
        *,
        by: str,
        write: int = 0,
        model: str | None = None,
        **told: Any,
    ) -> Stored[HeadlineTest]:
        """Start a test on an article; `told` may give `unit` (`reader` or `page`) and `rules`.

        Raises `InvalidInputError` when nobody signs or nothing may compete, `ConflictError` while another one runs.
        """
        if not by.strip():
            raise InvalidInputError("who tests headlines on readers signs for it", do="give a name")
        _sound(told.get("rules") or HeadlineRules())
        found = self.headline_candidates(article, titles, write=write, model=model)
        able = [one for one in found if not one.refused]
        refused = tuple(one for one in found if one.refused)
        if len(able) < 2:
            raise InvalidInputError(
                "a test needs a headline beside the article's own that passes the check against it",
                asked=f"article {article}",
                found="; ".join(f"{one.text}: {one.refused}" for one in refused),
                do="give another, or have some written",
            )
        test = HeadlineTest(
            article=article,
            variants=tuple(able),
            refused=refused,
            salt=secrets.token_hex(16),
            since=self.now(),
            language=self.article(article).value.language,
            history=(Decision("start", by.strip(), self.now()),),
            **told,
        )
        return self.headline_test(self.store.headline_tests.add(test))

    def headline_test(self, id: int) -> Stored[HeadlineTest]:
        """The test under `id`; raises `NotFoundError`."""
        return self.store.headline_tests.get(id)

    def headline_tests(self, **wanted: Any) -> list[Stored[HeadlineTest]]:
        """Tests, newest first; `wanted` may give `state`, `article`, `limit` and `before`."""
        return self.store.headline_tests.find(**wanted)

    def stop_headlines(self, id: int, *, by: str, winner: int | None = None) -> Stored[HeadlineTest]:
        """End a test by hand: the article keeps its own headline, or gets the variant at place `winner`.

        Raises `ConflictError` when it has ended, `InvalidInputError` without a name or for a place there is not.
        """
        self.count_headlines()
        test = self._running(id)
        _signed(by, test, winner=winner)
        said = HeadlineVerdict("person", self.now(), winner=winner)
        note = Decision("stop", by.strip(), self.now(), test.variants[winner].text if winner else "")
        self._end(id, replace(test, state="stopped", verdict=said, shown=winner or 0, history=(*test.history, note)))
        return self.headline_test(id)

    def show_headline(self, id: int, variant: int, *, by: str) -> Stored[HeadlineTest]:
        """Show another variant of an ended test; 0 is the article's own, which undoes a decision.

        Raises `ConflictError` while it runs, `InvalidInputError` as `stop_headlines` does.
        """
        test = self.headline_test(id).value
        if test.state == "running":
            raise ConflictError("this test is running", asked=str(id), do="stop it first")
        _signed(by, test, winner=variant)
        note = Decision("show" if variant else "undo", by.strip(), self.now(), test.variants[variant].text)
        self.store.headline_tests.replace(id, replace(test, shown=variant, history=(*test.history, note)))
        return self.headline_test(id)

    def headline_looks(self, id: int) -> list[HeadlineLook]:
        """How a test went: its looks, oldest first, and for a running one what is counted now."""
        test = self.headline_test(id).value
        looks = self.store.headline_tests.looks(id)
        return [*looks, self._look(id, test)] if test.state == "running" else looks

    def count_headlines(self) -> list[int]:
        """Count what readers did since the last time, and end the tests that are decided; returns which were."""
        running = {t.value.article: t for t in self.store.headline_tests.find(state="running", limit=10_000)}
        while running and self._count(running):
            pass
        return [stored.id for stored in running.values() if self._judge(stored.id, stored.value)]

    def _count(self, running: dict[int, Stored[HeadlineTest]]) -> bool:
        """Count a part of the acts; whether there may be more."""
        kept = self.store.headline_tests
        after = kept.counted()
        rows, upto = kept.acts(running, after=after, limit=PART)
        pages: dict[str, Served] = {}
        for key in {act.page for _, act in rows if act.page}:
            if (page := self.store.served.get(key)) is not None:
                pages[key] = page
        early = [row for row, act in rows if act.page and act.page not in pages and abs(self.now() - act.at) < LATE]
        if early:
            upto = early[0] - 1
            rows = [(row, act) for row, act in rows if row <= upto]
        if upto <= after:
            return False
        found = headlines.marks([act for _, act in rows], tests=running, pages=pages)
        return kept.count(found, after=after, upto=upto) and len(rows) == PART

    def _look(self, id: int, test: HeadlineTest) -> HeadlineLook:
        tallies = self.store.headline_tests.tallies(id, n=len(test.variants), stay=test.rules.stay)
        return headlines.look(tallies, at=self.now(), salt=test.salt)

    def _judge(self, id: int, test: HeadlineTest) -> bool:
        """Look at a test where that is due, and end it where that decides it; whether it did."""
        tallies = self.store.headline_tests.tallies(id, n=len(test.variants), stay=test.rules.stay)
        seen = sum(tally.exposures for tally in tallies)
        is_over = self.now() >= test.since + timedelta(hours=test.rules.hours)
        if not is_over and (not seen or not headlines.is_due(seen, test.last)):
            return False
        look = headlines.look(tallies, at=self.now(), salt=test.salt)
        self.store.headline_tests.add_look(id, look)
        said = headlines.verdict(look, rules=test.rules, since=test.since)
        if said is None:
            self.store.headline_tests.replace(id, replace(test, last=look))
            return False
        note = Decision("decide", "", self.now(), said.ground)
        ended = replace(
            test, state="decided", last=look, verdict=said, shown=said.winner or 0, history=(*test.history, note)
        )
        self.store.headline_tests.replace(id, ended)
        return True

    def _end(self, id: int, test: HeadlineTest) -> None:
        look = self._look(id, test)
        self.store.headline_tests.add_look(id, look)
        self.store.headline_tests.replace(id, replace(test, last=look))

    def _running(self, id: int) -> HeadlineTest:
        test = self.headline_test(id).value
        if test.state != "running":
            raise ConflictError("this test has ended", asked=str(id), found=test.state)
        return test

    def _written(self, article: int, n: int, *, model: str | None) -> list[str]:
        if n <= 0:
            return []
        pieces = list(self.write("headlines", sources=[f"article:{article}"], n=n, model=model, save=False))
        draft = pieces[-1].draft if pieces else None
        return [variant.text.strip() for variant in draft.variants] if draft else []

    def _vetted(self, one: Headline, stored: Stored[Article], *, able: int) -> Headline:
        """The headline, with why it may not compete where it may not."""
        language = stored.value.language or nlp.detect(stored.value.text)
        words = _WHY["zh" if language == "zh" else "en"]
        if len(one.text) > LONGEST:
            return replace(one, refused=words["long"])
        if able >= headlines.MOST:
            return replace(one, refused=words["many"])
        if nlp.detect(one.text) not in (language, ""):
            return replace(one, refused=words["language"])
        report = self.check(one.text, [as_evidence(stored)], language=language, dateline=stored.value.published or None)
        return one if report.passed else replace(one, refused=_why(report) or words["evidence"])


def _why(report: Report) -> str:
    """What the check has against a text, in its words: the errors first, then claims that fell short."""
    said = [finding.message for finding in report.findings if finding.severity == "error"]
    said += [claim.reason for claim in report.claims if claim.verdict in ("contradicted", "unsupported")]
    return next((words for words in said if words), "")


def _signed(by: str, test: HeadlineTest, *, winner: int | None) -> None:
    if not by.strip():
        raise InvalidInputError("who changes what readers see signs for it", do="give a name")
    if winner is not None and not 0 <= winner < len(test.variants):
        places = [f"{place}: {one.text}" for place, one in enumerate(test.variants)]
        raise InvalidInputError("this test has no such variant", asked=str(winner), found="; ".join(places))


def _sound(rules: HeadlineRules) -> None:
    """Raise `InvalidInputError` for rules under which no test could end well."""
    fits = (
        rules.minimum >= 1,
        0.5 < rules.confidence < 1,
        0 <= rules.loss < 1,
        0 < rules.hours <= 24 * 90,
        rules.stay > 0,
    )
    if not all(fits):
        raise InvalidInputError(
            "these rules can't end a test",
            asked=str(rules),
            do="minimum 1 or more, confidence over .5 and under 1, loss 0 to 1, hours up to 2160, stay over 0",
        )
