"""Fact checks: those of this newsroom and of others kept, found again for a sentence, sent out and taken in."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from broadsheet import ingest, nlp, publish, verify
from broadsheet.app.opened import Opened
from broadsheet.app.sentences import claims_at
from broadsheet.core import BroadsheetError, ConflictError, FactCheck, InvalidInputError, Stored, UnknownNameError
from broadsheet.core.fact_check import RULINGS
from broadsheet.store.fact_checks import Put

# Vectors of claims less alike than this are never one claim (of the pairs it was fitted on, true ones begin at .57).
_COSINE, _COMPARED = 0.45, 20
_LONGEST_CLAIM = 2000  # characters
_READ = 8000  # characters of a report that are looked through
_LOOKED_UP = 12  # sentences of a report, those most worth it
_FILE_BYTES = 256 * 1024 * 1024  # the whole feed of all fact checks there are is a quarter of that


@dataclass(frozen=True, slots=True)
class EarlierCheck:
    """A fact check that has to do with a sentence, and in what way: `match.same`, or what in it differs."""

    check: Stored[FactCheck]
    match: verify.ClaimMatch


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence at `start`..`end` of a report's text with the fact checks of its claim, the surest first."""

    sentence: str
    start: int
    end: int
    checks: tuple[EarlierCheck, ...]


@dataclass(frozen=True, slots=True)
class TakenCheck:
    """What became of one fact check that was read in: its `id` and whether that is `new`, or the `problem`."""

    what: str
    id: int | None = None
    change: Put | None = None
    problem: BroadsheetError | None = None


class FactChecking(Opened):
    """The part of the newsroom that knows what was checked before, here and elsewhere."""

    def fact_checks(
        self, *, language: str = "", ours: bool | None = None, limit: int = 50, before: int | None = None
    ) -> list[Stored[FactCheck]]:
        """Fact checks, the last kept first; `before` is the last id of the page before."""
        return self.store.fact_checks.find(language=language, ours=ours, limit=limit, before=before)

    def fact_check(self, id: int) -> Stored[FactCheck]:
        """A fact check; raises `NotFoundError`."""
        return self.store.fact_checks.get(id)

    def fact_check_page(self, id: int) -> str:
        """The public address of a fact check of this newsroom."""
        return f"{self.settings.site.rstrip('/')}/facts/{id}"

    def keep_fact_check(self, check: FactCheck) -> int:
        """Keep a verdict of this newsroom on a claim, in the place of an earlier one on the same; returns its id.

        Author, date and language are filled where they are empty. Raises `InvalidInputError` without a claim, and
        `UnknownNameError` for a ruling there is not.
        """
        claim = " ".join(check.claim.split())
        if not any(c.isalnum() for c in claim) or len(claim) > _LONGEST_CLAIM:
            raise InvalidInputError(
                "a fact check has a claim", found=claim[:80], do=f"give it in at most {_LONGEST_CLAIM} characters"
            )
        if check.ruling not in RULINGS:
            raise UnknownNameError(f"there is no ruling called {check.ruling!r}", asked=check.ruling, choices=RULINGS)
        whole = replace(
            check,
            claim=claim,
            author=check.author or self.settings.name,
            author_url=check.author_url or self.settings.site,
            published=check.published or self.now(),
            language=check.language or nlp.detect(claim),
            ours=True,
        )
        return self.store.fact_checks.put(whole)[0]

    def remove_fact_check(self, id: int) -> None:
        """Forget a fact check; raises `NotFoundError`."""
        self.store.fact_checks.remove(id)

    def take_fact_checks(self, what: str, *, stdin: bytes = b"") -> Iterator[TakenCheck]:
        """Take in the ClaimReviews of a file, an address or `-` for `stdin`, each page's claim once.

        A bad one is told and stops no other. Raises what reading the whole raises: `FetchError`, `ParseError`, ...
        """
        payload, url, media = self._payload(what, stdin)
        for item in ingest.fact_checks(payload, url=url, content_type=media):
            if isinstance(item, ingest.Problem):
                yield TakenCheck(item.what, problem=item.error)
                continue
            try:
                if self._is_own(item):
                    raise ConflictError("this fact check is this newsroom's own", asked=item.url)
                id, change = self.store.fact_checks.put(item)
                yield TakenCheck(item.claim, id, change)
            except BroadsheetError as error:
                yield TakenCheck(item.claim, problem=error)

    def _payload(self, what: str, stdin: bytes) -> tuple[bytes, str, str]:
        if what == "-":
            return stdin, "", ""
        if re.match(r"https?://", what):
            answer = self.web.get(what).check()
            return answer.body, answer.url, answer.content_type
        path = Path(what).expanduser()
        try:
            if path.stat().st_size > _FILE_BYTES:
                raise InvalidInputError("this file is too large", asked=what, do="cut it in parts")
            return path.read_bytes(), str(path), ""
        except OSError as error:
            raise InvalidInputError("this file can't be read", asked=what, found=error.strerror or "") from error

    def _is_own(self, check: FactCheck) -> bool:
        return check.url.startswith(self.fact_check_page(0).removesuffix("0"))

    def claim_review(self, id: int) -> dict[str, Any]:
        """A fact check as schema.org/ClaimReview; raises `NotFoundError`."""
        return publish.claim_review(self.fact_check(id).value, url=self.fact_check_page(id))

    def claim_feed(self, *, ours: bool | None = None) -> Iterator[str]:
        """Every fact check as a schema.org DataFeed, in pieces; with `ours` those of this newsroom alone."""
        checks = ((c.value, self.fact_check_page(c.id)) for c in self.store.fact_checks.stream(ours=ours))
        return publish.claim_feed(checks, name=self.settings.name, made=self.now())

    def earlier_checks(self, sentence: str, *, n: int = 5) -> list[EarlierCheck]:
        """The fact checks of the same claim, then those alike but for a figure, a name or a denial; none else.

        Raises `InvalidInputError` when there is no sentence.
        """
        if not any(c.isalnum() for c in sentence):
            raise InvalidInputError("there is no sentence to look for", do="give the claim in a sentence")
        return self._earlier([sentence])[0][:n]

    def checks_in(self, article: int) -> list[CheckedSentence]:
        """The sentences of an article whose claims were checked before, in order; raises `NotFoundError`."""
        report = self.article(article).value
        if not self.store.fact_checks.count():
            return []
        language = "zh" if report.language == "zh" else "en"
        text = report.text[:_READ]
        spans = claims_at(text, language=language)
        ranked = sorted(spans, key=lambda s: -verify.worthiness(text[s[0] : s[1]], language=language).score)
        chosen = sorted(ranked[:_LOOKED_UP])
        found = self._earlier([text[a:b] for a, b in chosen])
        return [CheckedSentence(text[a:b], a, b, tuple(f)) for (a, b), f in zip(chosen, found, strict=True) if f]

    def _earlier(self, sentences: Sequence[str]) -> list[list[EarlierCheck]]:
        """For each sentence the fact checks that have to do with it, the surest first."""
        ids, matrix = self._claim_vectors()
        if not ids or not sentences:
            return [[] for _ in sentences]
        cosines = self.embedder.embed(sentences) @ matrix.T
        near = [row.argsort()[::-1][:_COMPARED] for row in cosines]
        pairs = [
            [(ids[i], float(row[i])) for i in order if row[i] >= _COSINE]
            for row, order in zip(cosines, near, strict=True)
        ]
        known = {c.id: c for c in self.store.fact_checks.get_many(sorted({id for p in pairs for id, _ in p}))}
        return [_matched(sentence, some, known) for sentence, some in zip(sentences, pairs, strict=True)]

    def _claim_vectors(self) -> tuple[list[int], Any]:
        """The ids and vectors of all claims, those that lack one embedded first; kept while none is added."""
        name = self.embedder.name
        with self._lock:
            while waiting := self.store.fact_checks.unembedded(name):
                claims = [claim for _, claim in waiting]
                self.store.fact_checks.embed(name, [id for id, _ in waiting], self.embedder.embed(claims))
                self._kept_vectors.clear()
            state = self.store.fact_checks.state()
            if state not in self._kept_vectors:
                self._kept_vectors.clear()
                self._kept_vectors[state] = self.store.fact_checks.vectors(name)
            return self._kept_vectors[state]

    @cached_property
    def _kept_vectors(self) -> dict[tuple[int, int], tuple[list[int], Any]]:
        return {}


def _matched(
    sentence: str, some: Sequence[tuple[int, float]], known: Mapping[int, Stored[FactCheck]]
) -> list[EarlierCheck]:
    compared = (
        EarlierCheck(known[id], verify.match_claims(sentence, known[id].value.claim, cosine=cosine))
        for id, cosine in some
        if id in known
    )
    found = [one for one in compared if one.match.same or one.match.differs]
    return sorted(found, key=lambda one: (not one.match.same, -one.match.score))
