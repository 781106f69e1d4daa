"""The archive as a corpus: an empty one says what would fill it."""

from pathlib import Path

import pytest

from broadsheet.app import Newsroom
from broadsheet.core import InvalidInputError
from tests.newsrooms import NOW


def test_an_archive_without_a_report_says_where_texts_come_from(tmp_path: Path) -> None:
    opened = Newsroom.open(tmp_path, model="none", now=lambda: NOW)
    with opened as room, pytest.raises(InvalidInputError, match="no report to learn from") as caught:
        list(room.archive_documents(language="zh"))
    assert "--data" in caught.value.do
