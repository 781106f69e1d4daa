"""Decompression stops at its limit."""

import gzip
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.core import FetchError, ParseError, TooLargeError
from broadsheet.ingest.unpack import gunzip, inflated, open_zip


def zipped(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for name, body in parts.items():
            container.writestr(name, body)
    return out.getvalue()


@given(st.binary(max_size=3000), st.integers(1, 500))
def test_a_gzip_stream_comes_out_as_it_went_in_however_it_is_cut(body: bytes, step: int) -> None:
    packed = gzip.compress(body)
    chunks = [packed[i : i + step] for i in range(0, len(packed), step)]
    assert b"".join(inflated(chunks, encoding="gzip", limit=10_000)) == body


def test_a_gzip_bomb_stops_at_the_limit() -> None:
    with pytest.raises(TooLargeError):
        gunzip(gzip.compress(b"\0" * 5_000_000), limit=1_000_000)


def test_a_gzip_file_cut_short_is_damaged() -> None:
    with pytest.raises(ParseError, match="damaged"):
        gunzip(gzip.compress(b"news" * 1000)[:-9], limit=10_000)


def test_a_stream_that_is_no_gzip_is_an_error() -> None:
    with pytest.raises(FetchError, match="damaged"):
        list(inflated([b"plain text"], encoding="gzip", limit=100))


def test_a_zip_part_compressed_beyond_reason_is_refused() -> None:
    with pytest.raises(TooLargeError, match="300:1"):
        open_zip(zipped({"word/document.xml": b"\0" * 20_000_000}), what="Word")


def test_a_zip_of_too_much_in_all_is_refused() -> None:
    with pytest.raises(TooLargeError, match="unpacks to more"):
        open_zip(zipped({"a": b"\0" * 70_000_000, "b": b"\0" * 70_000_000}), what="Word")


def test_a_zip_of_too_many_parts_is_refused() -> None:
    with pytest.raises(TooLargeError, match="too many parts"):
        open_zip(zipped({str(n): b"" for n in range(5000)}), what="Word")


def test_what_is_no_zip_is_not_a_word_file() -> None:
    with pytest.raises(ParseError, match="not a Word file"):
        open_zip(b"PK\x03\x04 and then nothing", what="Word")
