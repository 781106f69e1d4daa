"""Folders of impressions, read by whichever module knows their files."""

from pathlib import Path

import pytest

from broadsheet.core import NotFoundError
from broadsheet.recommend.datasets.folders import articles, impressions
from broadsheet.recommend.datasets.rows import Impression, NewsItem
from tests.recommend.datasets.test_mind import NEWS, SEEN, folder


def test_a_folder_as_mind_has_it_is_known_by_its_files(tmp_path: Path) -> None:
    (item,), (shown,) = articles([folder(tmp_path)]), impressions([tmp_path])
    assert isinstance(item, NewsItem)
    assert isinstance(shown, Impression)
    assert (item.id, shown.reader) == ("N1", "U1")


def test_two_folders_are_read_one_after_the_other(tmp_path: Path) -> None:
    folders = []
    for name in ("train", "dev"):
        (tmp_path / name).mkdir()
        folders.append(folder(tmp_path / name, news=NEWS, behaviors=SEEN.replace("U1", name)))
    found = [one.reader for one in impressions(folders) if isinstance(one, Impression)]
    assert found == ["train", "dev"]


def test_a_folder_without_impressions_is_told_of_with_what_is_looked_for(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing", encoding="utf-8")
    with pytest.raises(NotFoundError, match="no impressions") as told:
        list(impressions([tmp_path]))
    assert "behaviors.tsv" in str(told.value)
    assert "notes.txt" in str(told.value)
