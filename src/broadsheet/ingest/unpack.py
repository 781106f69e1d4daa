"""Decompression that stops at a limit: gzip and deflate streams, zip containers. It trusts no declared size."""

import zipfile
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO

from broadsheet.core import FetchError, ParseError, TooLargeError

GZIP_MAGIC = b"\x1f\x8b"
_STEP = 64 * 1024
# A newsroom's documents hold hundreds of parts at the most; real DOCX files compress about 10:1, and highly
# repetitive XML parts reach 100:1. Bombs start at 1000:1.
ZIP_ENTRIES = 4096
ZIP_BYTES = 128 * 1024 * 1024
ZIP_RATIO = 300
_RATIO_FLOOR = 1024 * 1024  # a small part may compress as well as it likes


def _too_large(limit: int, what: str) -> TooLargeError:
    return TooLargeError(
        f"{what} unpacks to more than {limit:,} bytes", found="a decompression bomb, or a very large file"
    )


def inflated(chunks: Iterable[bytes], *, encoding: str, limit: int) -> Iterator[bytes]:
    """The decompressed stream of `chunks`, at most `limit` bytes of it.

    `encoding` is an HTTP content coding: `gzip`, `deflate` (zlib or raw) or empty. Raises `TooLargeError` when the
    limit is passed, `FetchError` for another coding or a damaged stream.
    """
    coding = encoding.strip().lower()
    if coding in ("", "identity"):
        yield from _counted(chunks, limit=limit)
        return
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise FetchError("the server sent a compression that was not asked for", found=encoding)
    yield from _counted(_inflate(chunks, raw_allowed=coding == "deflate"), limit=limit)


def _counted(chunks: Iterable[bytes], *, limit: int) -> Iterator[bytes]:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > limit:
            raise _too_large(limit, "the answer")
        yield chunk


def _inflate(chunks: Iterable[bytes], *, raw_allowed: bool) -> Iterator[bytes]:
    inflater = None
    for chunk in chunks:
        if inflater is None:
            # RFC 9110 8.4.1.2: "deflate" is zlib, but some servers send it raw; the zlib header's low nibble is 8.
            is_raw = raw_allowed and bool(chunk) and chunk[0] & 0x0F != 8
            inflater = zlib.decompressobj(-zlib.MAX_WBITS if is_raw else zlib.MAX_WBITS | 32)
        pending = chunk
        while pending and not inflater.eof:
            try:
                yield inflater.decompress(pending, _STEP)
            except zlib.error as error:
                raise FetchError("the compressed answer is damaged", found=str(error)) from error
            pending = inflater.unconsumed_tail
    if inflater is not None and not inflater.eof:
        raise FetchError("the compressed answer ends in the middle", do="try again later")


def gunzip(payload: bytes, *, limit: int) -> bytes:
    """A gzip file's content; raises `TooLargeError` beyond `limit` bytes and `ParseError` when it is damaged."""
    try:
        return b"".join(inflated([payload], encoding="gzip", limit=limit))
    except FetchError as error:
        raise ParseError("this gzip file is damaged", found=error.message) from error


def open_zip(payload: bytes, *, what: str) -> zipfile.ZipFile:
    """The zip container in `payload`, once it is known not to be a bomb.

    Checks the number of entries, the sum of sizes and the ratio of each larger part. (Reading a part never yields
    more than its declared size, so the declared sizes bound what comes out.) Raises `TooLargeError`, `ParseError`.
    """
    try:
        container = zipfile.ZipFile(BytesIO(payload))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ParseError(f"this is not a {what} file", found=str(error) or "no zip container") from error
    parts = container.infolist()
    if len(parts) > ZIP_ENTRIES:
        raise TooLargeError(f"this {what} file has too many parts", found=f"{len(parts):,}, over {ZIP_ENTRIES:,}")
    if sum(part.file_size for part in parts) > ZIP_BYTES:
        raise _too_large(ZIP_BYTES, f"this {what} file")
    for part in parts:
        if part.file_size > _RATIO_FLOOR and part.file_size > ZIP_RATIO * max(part.compress_size, 1):
            raise TooLargeError(
                f"a part of this {what} file is compressed more than {ZIP_RATIO}:1",
                found=f"{part.filename}: {part.compress_size:,} bytes would become {part.file_size:,}",
            )
    return container
