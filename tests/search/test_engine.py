"""What the engine's complaints are taken for."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from broadsheet.core import DiskFullError, StoreError
from broadsheet.search import engine, schema


@pytest.mark.parametrize(
    ("complaint", "error"),
    [
        (ValueError("An IO error occurred: 'No space left on device (os error 28)'"), DiskFullError),
        (OSError(28, "No space left on device"), DiskFullError),
        (ValueError("IO error: 'Permission denied (os error 13)'"), StoreError),
        (OSError(30, "Read-only file system"), StoreError),
        (ValueError("Data corrupted"), engine.DamagedError),
    ],
)
def test_a_full_disk_is_not_taken_for_a_damaged_index(
    complaint: Exception, error: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = engine.Engine(tmp_path, sleep=lambda _seconds: None)

    def refuse() -> None:
        raise complaint

    monkeypatch.setattr(opened, "_writer", refuse)
    with pytest.raises(error):
        opened.write(())


def test_a_moment_is_held_within_what_the_engine_counts() -> None:
    ends = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
    assert [schema.moment(at).year for at in ends] == [1678, 2262]
