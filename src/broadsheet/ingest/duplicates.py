"""Recognises what the newsroom already has: the same address, the same words, or nearly the same words.

Near-duplicates are found by MinHash (Broder 1997) over shingles and banding (Leskovec, Rajaraman and Ullman, *Mining of
Massive Datasets*, 3.4): candidates share a band, and the estimated Jaccard similarity of the whole signatures decides.
"""

import hashlib
import re
import struct
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from broadsheet.core import Article, ConflictError
from broadsheet.ingest import urls

if TYPE_CHECKING:
    from broadsheet.store import Store

# 128 permutations in 32 bands of 4: two texts with 4 % of the words changed (Jaccard about .79 over three-word
# shingles) share a band with probability 1 - 2e-7, with 10 % (.57) with .975, unrelated ones (under .05) with 2e-4. At
# the threshold of .5 the estimate (standard error .044) is six errors from the first and ten from unrelated texts; at
# .55 only .82 of English articles changed by 10 % were found, and precision was 1 as well (evals/near_duplicates.py).
PERMUTATIONS, BAND_ROWS = 128, 4
THRESHOLD = 0.5
_SEED = 42  # part of the stored format: another seed makes stored signatures worthless
_FEWEST = 24  # distinct shingles; under that one changed word moves the estimate by a tenth, so only equal is equal
_UNITS = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[^\\W_\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_NUMBERS = re.compile(r"\d+(?:[.,]\d+)*|[〇零一二三四五六七八九十百千万亿两]{2,}")
_CORRECTION = re.compile(
    r"更正|勘误|訂正|更新版|\bcorrect(?:s|ed|ion)\b|\bclarification\b|\bupdate[sd]?\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`same`: the address or every word is known; `near`: nearly every word is; `of`: the article meant, by id."""

    kind: Literal["new", "same", "near"]
    of: int | None = None
    similarity: float = 0.0


@dataclass(frozen=True, slots=True)
class Signature:
    """A text's MinHash: `digest` is 128 little-endian 32-bit numbers, `bands` hashes of four of them each."""

    digest: bytes
    bands: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an article: the id it is kept under, or the id of the one it repeats."""

    id: int
    verdict: Verdict
    is_kept: bool


def shingles(text: str) -> list[str]:
    """The distinct runs of three words (a Han character is a word) of `text`, case and punctuation aside."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    units = _UNITS.findall(plain.lower())
    return list(dict.fromkeys(map(" ".join, zip(units, units[1:], units[2:], strict=False))))


def sign(text: str) -> Signature | None:
    """The signature of `text`; None when it is too short for near-duplicates to mean anything."""
    parts = shingles(text)
    if len(parts) < _FEWEST:
        return None
    from rensa import RMinHash

    minhash = RMinHash(num_perm=PERMUTATIONS, seed=_SEED)
    minhash.update(parts)
    digest = struct.pack(f"<{PERMUTATIONS}I", *minhash.digest())
    return Signature(digest, tuple(_bands(digest)))


def _bands(digest: bytes) -> Iterator[int]:
    """A hash for each band of a digest, its number the salt."""
    step = BAND_ROWS * 4
    for salted, start in zip(_salted(), range(0, len(digest), step), strict=True):
        hasher = salted.copy()
        hasher.update(digest[start : start + step])
        yield int.from_bytes(hasher.digest(), "little")


@lru_cache(maxsize=1)
def _salted() -> tuple["hashlib.blake2b", ...]:
    bands = PERMUTATIONS // BAND_ROWS
    return tuple(hashlib.blake2b(digest_size=8, salt=number.to_bytes(2, "little")) for number in range(bands))


def similarity(left: bytes, right: bytes) -> float:
    """The estimated Jaccard similarity of two digests: the share of equal numbers; 0 when either is missing."""
    if len(left) != len(right) or not left:
        return 0.0
    pairs = zip(struct.iter_unpack("<I", left), struct.iter_unpack("<I", right), strict=True)
    return sum(mine == theirs for mine, theirs in pairs) * 4 / len(left)


def deduplicate(article: Article, store: "Store") -> Verdict:
    """Whether `store` has this article already, by address, by content, or nearly."""
    return _judged(article, store, sign(article.text))


def _judged(article: Article, store: "Store", signature: Signature | None) -> Verdict:
    from broadsheet.store import content_hash

    for url in urls.variants(article.url):
        known = store.articles.by_url(url)
        if known is not None:
            return Verdict("same", known, 1.0)
    known = store.articles.by_content(content_hash(article))
    if known is not None:
        return Verdict("same", known, 1.0)
    if signature is None:
        return Verdict("new")
    alike = [(similarity(signature.digest, store.signatures.digest(id)), -id) for id in _candidates(signature, store)]
    best, id = max(alike, default=(0.0, 0))
    return Verdict("near", -id, best) if best >= THRESHOLD else Verdict("new")


def _candidates(signature: Signature, store: "Store") -> Sequence[int]:
    return store.signatures.candidates(signature.bands)


def says_more(article: Article, kept: Article) -> bool:
    """Whether a near-duplicate tells something its original does not: other numbers, a correction, a third more text.

    Such a one is kept as a report of its own: swallowing a correction (12 dead, then 14) would keep the error.
    """
    if _numbers(article) - _numbers(kept):
        return True
    if _CORRECTION.search(article.title) and not _CORRECTION.search(kept.title):
        return True
    return len(article.text) > 1.33 * len(kept.text)


def _numbers(article: Article) -> set[str]:
    return set(_NUMBERS.findall(f"{article.title}\n{article.text}"))


def add(article: Article, store: "Store") -> Added:
    """Keeps `article` unless it is known; a copy is noted with the article it copies.

    Article and signature are written in one transaction. A near-duplicate is kept all the same when it `says_more`.
    """
    signature = sign(article.text)
    verdict = _judged(article, store, signature)
    if verdict.of is not None and not _is_worth_keeping(article, store, verdict):
        return _noted(article, store, verdict)
    try:
        id = store.articles.add_with(article, lambda connection, id: _sign_in(store, connection, id, signature))
    except ConflictError:  # another process was faster
        verdict = _judged(article, store, signature)
        if verdict.of is None:
            raise
        return _noted(article, store, verdict)
    return Added(id, verdict, is_kept=True)


def _is_worth_keeping(article: Article, store: "Store", verdict: Verdict) -> bool:
    if verdict.kind != "near" or verdict.of is None:
        return False
    return says_more(article, store.articles.get(verdict.of).value)


def _noted(article: Article, store: "Store", verdict: Verdict) -> Added:
    id = verdict.of or 0
    if article.url and store.articles.by_url(article.url) is None:
        store.articles.note_duplicate(id, article.url, article.outlet)
    return Added(id, verdict, is_kept=False)


def _sign_in(store: "Store", connection: Any, id: int, signature: Signature | None) -> None:
    if signature is not None:
        store.signatures.add_in(connection, id, signature.bands, digest=signature.digest)
