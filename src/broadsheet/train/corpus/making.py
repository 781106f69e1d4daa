"""From documents to shards, step by step; a preparation that was stopped goes on where it was."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from broadsheet.core import InvalidInputError
from broadsheet.core.whole_files import removed
from broadsheet.train import tokens
from broadsheet.train.corpus.card import EMPTY_PART
from broadsheet.train.corpus.choosing import CLEAN, DOCUMENTS, DUPLICATES, VOCABULARY, clean_all, find_duplicates
from broadsheet.train.corpus.document import Document
from broadsheet.train.corpus.finishing import finish
from broadsheet.train.corpus.gathering import Gathered, gather
from broadsheet.train.corpus.numbering import FINISH, NUMBER, learn, number_all
from broadsheet.train.corpus.preparing import Preparing, Progress
from broadsheet.train.corpus.shards import FORMAT, Shards, open_shards
from broadsheet.train.corpus.working import Work

_WORK = ".preparing"


def prepare(
    documents: Iterable[Document | InvalidInputError], *, into: Path, settings: Preparing, seed: int
) -> Iterator[Progress | Shards]:
    """Clean, part from duplicates, split, number and keep `documents` in the folder `into`; the `Shards` come last.

    Errors among the documents are counted in the card. When it is stopped at any moment and called again with the same
    documents and settings, they are read again and what was made of them is gone on with; the result is the same to the
    byte. A corpus that was prepared from the same before is given as it is. Raises `InvalidInputError` when no document
    is left to train on.
    """
    if not settings.ready:
        tokens.check(settings.tokenizer, size=settings.size, sentinels=settings.sentinels)
    gathered = Gathered()
    arriving = into / f"{_WORK}.{DOCUMENTS}"
    for told in gather(documents, arriving):
        if isinstance(told, Progress):
            yield told
        else:
            gathered = told
    plan = _plan(settings, gathered, seed=seed)
    done = _done(into, plan)
    if done is None:
        work = Work(into / _WORK, plan=plan)
        arriving.replace(work.path(DOCUMENTS))
        try:
            yield from _steps(work, settings, gathered, seed=seed)
            finish(work, into, settings, gathered, seed=seed)
        finally:
            work.close()
        done = open_shards(into)
    arriving.unlink(missing_ok=True)
    yield Progress(FINISH, 1, 1)
    if empty := [one["what"] for one in done.card["notices"] if one["kind"] == EMPTY_PART]:
        yield Progress(FINISH, 1, 1, "; ".join(empty))
    yield done


def cleared(into: Path) -> None:
    """Take away what a preparation left that was killed when all but its tidying was done."""
    removed(into / _WORK)
    (into / f"{_WORK}.{DOCUMENTS}").unlink(missing_ok=True)


def _steps(work: Work, settings: Preparing, gathered: Gathered, *, seed: int) -> Iterator[Progress]:
    if work.stage in ("", CLEAN):
        yield from clean_all(work, settings, lines=gathered.lines, total=gathered.documents)
    if work.stage == DUPLICATES:
        yield from find_duplicates(work, settings, total=work.at.get("kept", 0))
    if work.stage == VOCABULARY:
        yield from learn(work, settings, seed=seed)
    if work.stage == NUMBER:
        yield from number_all(work, settings, seed=seed)


def _plan(settings: Preparing, gathered: Gathered, *, seed: int) -> str:
    """A digest of all that decides the result."""
    told = settings.as_json() | {"seed": seed, "format": FORMAT, "documents": gathered.digest}
    if settings.ready:
        told["ready"] = tokens.load(Path(settings.ready)).digest
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _done(into: Path, plan: str) -> Shards | None:
    """What lies there, if it was prepared from the same in the same way and is whole."""
    try:
        found = open_shards(into)
    except InvalidInputError:
        return None
    return found if found.plan == plan else None
