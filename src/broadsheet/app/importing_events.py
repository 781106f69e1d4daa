"""Click logs from elsewhere: read a part at a time, with their bad lines named, and gone on with where one was."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from broadsheet.app.embedding_script import snippet
from broadsheet.app.observing import Observing
from broadsheet.core import Refusal, Told
from broadsheet.core.whole_files import written
from broadsheet.ingest.click_log import LogLine, addresses, click_log
from broadsheet.recommend.serving.taking import sort

AT_ONCE = 5_000
"""Lines between two marks of how far one is: a second of work that is done again after a kill, and counts once."""
MOST_NAMED = 1_000
"""Bad lines that are named one by one; beyond that they are counted."""


@dataclass(frozen=True, slots=True)
class Imported:
    """How far an import is: lines read, acts in them, new ones, and bad lines, the first of them named."""

    file: str
    lines: int = 0
    acts: int = 0
    new: int = 0
    bad: int = 0
    named: tuple[Refusal, ...] = field(default=())


class ImportingEvents(Observing):
    """The part of the newsroom that takes in what readers did before it was there."""

    def import_events(
        self, path: Path, *, columns: Mapping[str, str] | None = None, dry: str = "", articles: Path | None = None
    ) -> Iterator[Imported]:
        """Keep the acts of a click log (CSV, TSV, JSON lines, or MIND's behaviors.tsv), saying now and then how far.

        `columns` says which column each field is (`reader`, `article`, `action`, `at`, `key`, `value`, `topic`), where
        the names don't tell; `articles` is a file that leads from the log's ids to addresses (MIND's news.tsv, or two
        columns). With `dry` not empty nothing is kept. An act without a key gets one from the file's name and its line,
        so that the same file twice, or again after a kill, counts once. Raises `InvalidInputError` for a file whose
        columns can't be told.
        """
        named = addresses(articles) if articles else {}
        log = click_log(path, columns=columns or {})
        salt = hashlib.blake2b(path.name.encode("utf-8", "replace"), digest_size=8).hexdigest()
        mark = _Mark(self.home / "imports" / f"{salt}.txt", path)
        done = mark.read() if not dry else 0
        told = Imported(path.name, lines=done)
        lines = islice(log, done, None)
        while some := list(islice(lines, AT_ONCE)):
            told = self._import(some, told, named=named, salt=salt, dry=dry)
            if not dry:
                mark.write(told.lines)
            yield told
        mark.remove()
        if not told.lines:
            yield told

    def snippet(self, site: str) -> tuple[str, str]:
        """What `site` pastes into its pages, and the setting that lets it in. Raises `InvalidInputError`."""
        return snippet(self.settings.site, site=site)

    def _import(
        self, some: list[LogLine], told: Imported, *, named: Mapping[str, str], salt: str, dry: str
    ) -> Imported:
        acts, places = [], []
        refused = [Refusal(line.number, "", line.problem) for line in some if line.problem]
        for line in some:
            for n, act in enumerate(line.acts):
                acts.append(_named(act, key=f"{salt}-{line.number:x}-{n:x}", named=named))
                places.append(line.number)
        if dry:
            new, later = 0, sort(acts, store=self.store, now=self.now())[1]
        else:
            taken = self.take(acts)
            new, later = taken.new, [*taken.refused]
        refused += [Refusal(places[r.index], r.key, r.reason) for r in later]
        return replace(
            told,
            lines=told.lines + len(some),
            acts=told.acts + len(acts),
            new=told.new + new,
            bad=told.bad + len(refused),
            named=(*told.named, *refused)[:MOST_NAMED],
        )


@dataclass(frozen=True, slots=True)
class _Mark:
    """How many lines of a file are done, kept beside the newsroom while an import of it is under way."""

    path: Path
    of: Path

    def read(self) -> int:
        try:
            size, lines = self.path.read_text(encoding="ascii").split()
        except (OSError, ValueError):
            return 0
        return int(lines) if int(size) == self.of.stat().st_size else 0

    def write(self, lines: int) -> None:
        written(self.path, f"{self.of.stat().st_size} {lines}".encode("ascii"))

    def remove(self) -> None:
        self.path.unlink(missing_ok=True)


def _named(act: Told, *, key: str, named: Mapping[str, str]) -> Told:
    """The act with a key, and with its article's address where the log's own id leads to one."""
    url = named.get(act.item, act.url)
    return replace(act, key=act.key or key, url=url, item="" if url else act.item)
