"""Every source plugin: its shape, its sample, and what it does with nothing, garbage and somebody else's sample.

A plugin's sample is `tests/ingest/samples/<name>.*`; a new plugin needs one and nothing else here.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.core import Article, BroadsheetError, Entry, InvalidInputError, Source
from broadsheet.ingest import Item, Problem, find_out, items
from broadsheet.ingest.kinds import FORMATS

SAMPLES = Path(__file__).parent.parent / "ingest" / "samples"
NAMES = FORMATS.names()


def sample(name: str) -> Path:
    found = sorted(SAMPLES.glob(f"{name}.*"))
    assert found, f"the source {name} has no sample: add {SAMPLES / name}.<extension>"
    return found[0]


def read(name: str, payload: bytes) -> list[Item]:
    return list(items(payload, kind=name))


@pytest.mark.parametrize("name", NAMES)
def test_it_is_documented_and_has_the_two_functions(name: str) -> None:
    plugin = FORMATS.load(name)
    assert plugin.__doc__
    assert callable(plugin.matches)
    assert callable(plugin.entries)


@pytest.mark.parametrize("name", NAMES)
def test_its_sample_is_recognised_with_its_name(name: str) -> None:
    file = sample(name)
    assert find_out(file.read_bytes(), url=str(file)) == name


@pytest.mark.parametrize("name", NAMES)
def test_its_sample_yields_what_the_newsroom_can_use(name: str) -> None:
    found = read(name, sample(name).read_bytes())
    usable = [item for item in found if not isinstance(item, Problem)]
    assert usable
    for item in usable:
        assert isinstance(item, Article | Entry | Source)
        moment = None if isinstance(item, Source) else item.published
        assert moment is None or moment.utcoffset() is not None


@pytest.mark.parametrize("name", NAMES)
def test_articles_are_plain_text_in_paragraphs(name: str) -> None:
    for item in read(name, sample(name).read_bytes()):
        if isinstance(item, Article):
            assert item.title
            assert item.text
            assert "\n" not in item.title
            assert "<p" not in item.text
            assert "\n\n\n" not in item.text


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("payload", [b"", b"  \r\n", b"\x00\x00\x00", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_payload_is_an_input_error(name: str, payload: bytes) -> None:
    with pytest.raises(InvalidInputError, match="empty"):
        read(name, payload)
    with pytest.raises(InvalidInputError, match="empty"):
        list(FORMATS.load(name).entries(payload))


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=20, deadline=timedelta(seconds=5), suppress_health_check=[HealthCheck.too_slow])
@given(payload=st.binary(max_size=300))
def test_garbage_brings_no_surprise(name: str, payload: bytes) -> None:
    plugin = FORMATS.load(name)
    assert 0.0 <= plugin.matches(payload, url="x", content_type="") <= 1.0
    _swallow(plugin.entries, payload)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=10, deadline=timedelta(seconds=5), suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_damaged_sample_brings_no_surprise(name: str, data: st.DataObject) -> None:
    whole = sample(name).read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    noise = data.draw(st.binary(max_size=20))
    _swallow(FORMATS.load(name).entries, whole[:at] + noise + whole[at + len(noise) :])
    _swallow(FORMATS.load(name).entries, whole[:at])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("other", NAMES)
def test_somebody_elses_sample_is_read_or_refused_with_reason(name: str, other: str) -> None:
    _swallow(FORMATS.load(name).entries, sample(other).read_bytes())


@pytest.mark.parametrize("name", NAMES)
def test_nul_bytes_do_not_get_through(name: str) -> None:
    payload = sample(name).read_bytes()
    if payload.startswith((b"PK", b"%PDF")):
        pytest.skip("a binary container holds NUL bytes")
    for item in read(name, payload.replace("隧道".encode(), "隧\x00道".encode()).replace(b"erries", b"err\x00ies")):
        assert "\x00" not in str(item)


def _swallow(entries: object, payload: bytes) -> None:
    with suppress(BroadsheetError):
        found: Iterator[Item] = entries(payload, url="sample", content_type="")  # type: ignore[operator]
        for item in found:
            assert isinstance(item, Article | Entry | Source | Problem)
