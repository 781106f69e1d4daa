from pathlib import Path

import pytest

from broadsheet.models import Machine, advised, advised_for_labels, catalogue, this_machine
from broadsheet.models.machine import RESERVE, fits, pace

GB = 1_000_000_000
MEMINFO = "MemTotal:       16000000 kB\nMemFree:         1000000 kB\nMemAvailable:    8000000 kB\nHugePages: 0\n"


def machine(*, free: float, cores: int = 8, disk: float = 100) -> Machine:
    return Machine(int(free * GB), int(free * GB), int(disk * GB), cores)


def named(found: object) -> str:
    return getattr(found, "name", "none")


@pytest.mark.parametrize(
    ("free", "cores", "prose"),
    [(1, 8, "none"), (2.5, 8, "qwen2.5-0.5b"), (4, 8, "qwen2.5-1.5b"), (6, 8, "qwen3-4b"), (24, 8, "qwen3-8b")],
)
def test_the_largest_that_fits_is_advised(free: float, cores: int, prose: str) -> None:
    assert named(advised(catalogue(), machine(free=free, cores=cores))) == prose


def test_one_too_slow_to_wait_for_is_not_advised() -> None:
    slow = machine(free=24, cores=2)
    best = advised(catalogue(), slow)
    assert best is not None
    assert pace(best, slow) >= 3
    assert best.memory < 7 * GB


def test_labels_are_for_the_smallest_that_knows_both_languages() -> None:
    assert named(advised_for_labels(catalogue(), machine(free=24))) == "qwen2.5-0.5b"
    assert named(advised_for_labels(catalogue(), machine(free=24), languages=["en"])) == "smollm2-135m"


def test_a_full_disk_leaves_what_is_here() -> None:
    full = machine(free=24, disk=0)
    assert advised(catalogue(), full) is None
    assert named(advised(catalogue(), full, here=["qwen3-4b"])) == "qwen3-4b"


def test_memory_is_what_the_kernel_calls_available(tmp_path: Path) -> None:
    tmp_path.joinpath("meminfo").write_text(MEMINFO)
    found = this_machine(tmp_path / "not" / "yet", proc=tmp_path, cgroup=tmp_path)
    assert (found.memory, found.free) == (16_000_000 * 1024, 8_000_000 * 1024)
    assert found.cores >= 1
    assert found.disk > 0


def test_a_containers_limit_is_what_there_is(tmp_path: Path) -> None:
    tmp_path.joinpath("meminfo").write_text(MEMINFO)
    tmp_path.joinpath("memory.max").write_text("4000000000\n")
    tmp_path.joinpath("memory.current").write_text("1000000000\n")
    found = this_machine(tmp_path, proc=tmp_path, cgroup=tmp_path)
    assert (found.memory, found.free) == (4 * GB, 3 * GB)
    tmp_path.joinpath("memory.max").write_text("max\n")
    assert this_machine(tmp_path, proc=tmp_path, cgroup=tmp_path).memory == 16_000_000 * 1024


def test_without_the_kernels_account_the_machine_is_asked(tmp_path: Path) -> None:
    assert this_machine(tmp_path, proc=tmp_path, cgroup=tmp_path).memory > 0


def test_a_model_fits_with_room_for_the_newsroom() -> None:
    entry = catalogue()[0]
    assert fits(entry, Machine(entry.memory + RESERVE, 0, 0, 1))
    assert not fits(entry, Machine(entry.memory + RESERVE - 1, 0, 0, 1))
