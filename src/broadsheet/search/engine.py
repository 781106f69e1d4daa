"""The full-text engine: a tantivy index in a folder. It knows documents and queries, not the store."""

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.core import ConflictError, DiskFullError, StoreError
from broadsheet.search import schema

if TYPE_CHECKING:
    from broadsheet.search.columns import Columns

_HEAP = 50_000_000
"""Bytes the writer may hold before it writes a segment; the engine asks for 15 million at least."""
_FULL, _SHUT = "no space left", ("permission denied", "read-only file system")
"""How the operating system's refusals read inside the engine's messages."""
_VALUES = 200
"""Different values counted of a field; more than anybody chooses from."""
_FEW = 500
_NESTED = 64
"""Options joined on one by one: each is a level, and of a pasted page the levels would be without end."""
_DIGITS = 12
_ONES = int("01" * _DIGITS, 2)
"""A score has 24 bits that are exact, two a digit; the lower bit of each digit."""
_ATTEMPTS = 300
_PAUSE = 0.1
"""Another process holds the writer for one batch, some seconds: waiting thirty is patient."""


class DamagedError(Exception):
    """The index in the folder can't be read; it is derived, so the answer is to make it anew. Never leaves the room."""


class Engine:
    """An open index. Reading needs no lock; writing takes the folder's one lock for the length of a batch."""

    def __init__(self, folder: Path, *, sleep: Callable[[float], None]) -> None:
        self._root = folder
        self._folder = folder / f"schema-{schema.VERSION}"
        self._sleep = sleep
        self._seen: object = None
        self._reading: Any = None
        self._open()

    def _open(self) -> None:
        import tantivy

        self.schema = schema.build()
        with _damage_told():
            self._folder.mkdir(parents=True, exist_ok=True)
        self._drop_other_versions()
        try:
            self._index = tantivy.Index(self.schema, path=str(self._folder))
            self._index.register_tokenizer("whitespace", _whitespace())
            self.stamps()
        except (ValueError, OSError, DamagedError):
            self.clear()

    def clear(self) -> None:
        """Throw the index away and begin an empty one."""
        import tantivy

        self._reading = None
        with _damage_told():
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder.mkdir(parents=True, exist_ok=True)
            self._index = tantivy.Index(self.schema, path=str(self._folder))
            self._index.register_tokenizer("whitespace", _whitespace())

    def refresh(self) -> bool:
        """Look at what is there now; whether anyone has written, or removed the folder, since this was last asked."""
        meta = self._folder / "meta.json"
        now = (meta.stat().st_mtime_ns, meta.stat().st_ino) if meta.exists() else None
        before, self._seen = self._seen, now
        if now is not None and now == before:
            return False
        self._reading = None
        return True

    def count(self) -> int:
        """How many documents there are."""
        return int(self._searcher().num_docs)

    def stamps(self) -> dict[int, int]:
        """Every article in the index with its stamp."""
        import tantivy

        self._reading = None
        with _damage_told():
            searcher = self._searcher()
            places = _addresses(searcher, tantivy.Query.all_query())
            ids, stamps = (searcher.fast_field_values(f, places) for f in ("id", "stamp"))
            return dict(zip(ids, stamps, strict=True))

    def write(self, documents: Iterable[tuple[int, Any]], *, gone: Sequence[int] = ()) -> None:
        """Put (article, document) pairs in the place of older ones and take out `gone`, all or nothing.

        Raises `ConflictError` when another process keeps the writer for half a minute.
        """
        import tantivy

        with _damage_told():
            writer = self._writer()
            try:
                for id in gone:
                    writer.delete_documents_by_query(tantivy.Query.term_query(self.schema, "id", id))
                for id, document in documents:
                    writer.delete_documents_by_query(tantivy.Query.term_query(self.schema, "id", id))
                    writer.add_document(document)
                writer.commit()
            finally:
                self._reading = None
                writer.wait_merging_threads()

    def search(self, query: Any, *, n: int) -> dict[int, float]:
        """The `n` best articles for a tantivy query with their scores, in no order."""
        with _damage_told():
            searcher = self._searcher()
            hits = searcher.search(query, n, count=False).hits
            ids = searcher.fast_field_values("id", [place for _, place in hits])
            return {int(id): float(score) for (score, _), id in zip(hits, ids, strict=True)}

    def among(self, options: Sequence[Any], ids: Sequence[int], *, limits: Any | None = None) -> dict[int, float]:
        """Those of `ids` that fit any of some tantivy queries, and `limits`, with the sum of their scores."""
        if not ids:
            return {}
        found = self.search(self._chosen(options, ids, limits=limits), n=len(ids))
        return {id: score for id, score in found.items() if score > 0.0}

    def present(self, groups: Sequence[Sequence[Any]], ids: Sequence[int]) -> dict[int, int]:
        """Which of `groups` each of `ids` fits, a bit a group; each group has three tantivy queries at most.

        Read off one score a dozen groups: a group is a digit to the base of four, so that no two mix.
        """
        import tantivy

        found = dict.fromkeys(ids, 0)
        for first in range(0, len(groups), _DIGITS):
            part = groups[first : first + _DIGITS]
            counted = [
                tantivy.Query.const_score_query(option, float(4**place))
                for place, group in enumerate(part)
                for option in group
            ]
            for id, score in self.among(counted, ids).items():
                digits = int(score)
                told = (digits | digits >> 1) & _ONES
                found[id] |= sum((told >> (2 * place) & 1) << (first + place) for place in range(len(part)))
        return found

    def _chosen(self, options: Sequence[Any], ids: Sequence[int], *, limits: Any | None) -> Any:
        """Some articles, scored by the sum of `options`.

        Each option is joined on by itself: of a few articles the engine then looks only those up, while for options
        side by side it reads every article that has any. Few ids are quickest as so many terms, many as one set.
        """
        import tantivy

        must, should = tantivy.Occur.Must, tantivy.Occur.Should
        if len(ids) <= _FEW:
            terms = [tantivy.Query.term_query(self.schema, "id", id) for id in ids]
            chosen = tantivy.Query.boolean_query([(should, term) for term in terms])
        else:
            chosen = tantivy.Query.term_set_query(self.schema, "id", list(ids))
        kept = chosen if limits is None else tantivy.Query.boolean_query([(must, chosen), (must, limits)])
        found = tantivy.Query.boost_query(tantivy.Query.const_score_query(kept, 1.0), 0.0)
        joined = [[(should, option)] for option in options[:_NESTED]] + [[(should, o) for o in options[_NESTED:]]]
        for optional in filter(None, joined):
            found = tantivy.Query.boolean_query([(must, found), *optional])
        return found

    def columns(self) -> "Columns":
        """What every document is filtered by."""
        import tantivy

        from broadsheet.search import columns

        with _damage_told():
            searcher = self._searcher()
            places = _addresses(searcher, tantivy.Query.all_query())
            return columns.of(lambda field: searcher.fast_field_values(field, places))

    def counts(self, ids: Sequence[int], fields: Sequence[str]) -> dict[str, dict[str, int]]:
        """How many of `ids` have each value of each of `fields`."""
        import tantivy

        asked = {field: {"terms": {"field": field, "size": _VALUES}} for field in fields}
        with _damage_told():
            chosen = tantivy.Query.term_set_query(self.schema, "id", list(ids))
            told = self._searcher().aggregate(chosen, asked)
            return {f: {b["key"]: int(b["doc_count"]) for b in told[f]["buckets"] if b["key"]} for f in fields}

    def frequency(self, field: str, term: str) -> int:
        """How many documents have a term in a field."""
        with _damage_told():
            return int(self._searcher().doc_freq(field, term))

    def matching(self, query: Any) -> list[int]:
        """Every article that fits a tantivy query, in no order."""
        with _damage_told():
            searcher = self._searcher()
            return [int(id) for id in searcher.fast_field_values("id", _addresses(searcher, query))]

    def beginning(self, field: str, prefix: str, *, n: int) -> list[str]:
        """The `n` most used terms of a field that begin with `prefix`."""
        with _damage_told():
            return [term for term, _ in self._searcher().terms_with_prefix(field, prefix, limit=n)]

    def _searcher(self) -> Any:
        if self._reading is None:
            self._index.reload()
            self._reading = self._index.searcher()
        return self._reading

    def _writer(self) -> Any:
        for _ in range(_ATTEMPTS):
            try:
                return self._index.writer(_HEAP, 1)
            except ValueError as error:
                if "LockBusy" not in str(error):
                    raise
                self._sleep(_PAUSE)
        raise ConflictError("another process is writing the search index", do="try again when it has finished")

    def _drop_other_versions(self) -> None:
        for other in self._root.glob("schema-*"):
            if other != self._folder:
                shutil.rmtree(other, ignore_errors=True)


@contextmanager
def _damage_told() -> Iterator[None]:
    """Say what the engine means by a `ValueError` on a query that was built right: its files are damaged.

    A full disk or a folder that may not be written is no damage: nothing would be won by making the index anew.
    """
    try:
        yield
    except (ValueError, OSError) as error:
        cause = str(error)
        if _FULL in cause.lower():
            raise DiskFullError(
                "the disk is full; the search index stays as it was", found=cause, do="free some space and search again"
            ) from error
        if any(word in cause.lower() for word in _SHUT):
            raise StoreError(
                "the search index can't be written", found=cause, do="check the permissions of the newsroom's folder"
            ) from error
        raise DamagedError(cause) from error


def _addresses(searcher: Any, query: Any) -> list[Any]:
    hits = searcher.search(query, max(searcher.num_docs, 1), count=False).hits
    return [place for _, place in hits]


def _whitespace() -> Any:
    import tantivy

    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
