import ctypes
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from broadsheet.models import energy


def zone(folder: Path, name: str, *, joules: float, most: float = 1000.0) -> Path:
    made = folder / name
    made.mkdir(exist_ok=True)
    made.joinpath("energy_uj").write_text(f"{int(joules * 1e6)}\n")
    made.joinpath("max_energy_range_uj").write_text(f"{int(most * 1e6)}\n")
    return made


def test_packages_are_summed_and_their_parts_are_not_counted_twice(tmp_path: Path) -> None:
    zone(tmp_path, "intel-rapl:0", joules=10)
    zone(tmp_path, "intel-rapl:1", joules=5)
    zone(tmp_path, "intel-rapl:0:0", joules=7)
    counter = energy.rapl(tmp_path)
    assert counter is not None
    assert (counter.method, counter.joules()) == ("rapl", 15.0)


def test_a_counter_that_turns_over_goes_on_growing(tmp_path: Path) -> None:
    zone(tmp_path, "intel-rapl:0", joules=990)
    counter = energy.rapl(tmp_path)
    assert counter is not None
    before = counter.joules()
    zone(tmp_path, "intel-rapl:0", joules=20)
    assert counter.joules() - before == pytest.approx(30)


def test_without_a_readable_counter_there_is_none(tmp_path: Path) -> None:
    assert energy.rapl(tmp_path / "none") is None
    zone(tmp_path, "intel-rapl:0", joules=1).joinpath("energy_uj").unlink()
    assert energy.rapl(tmp_path) is None


def fake_nvml(*, millijoules: int, status: int = 0) -> Any:
    def count(found: Any) -> int:
        found._obj.value = 2
        return 0

    def spent(_card: Any, found: Any) -> int:
        found._obj.value = millijoules
        return status

    return SimpleNamespace(
        nvmlInit_v2=lambda: 0,
        nvmlDeviceGetCount_v2=count,
        nvmlDeviceGetHandleByIndex_v2=lambda _n, _card: 0,
        nvmlDeviceGetTotalEnergyConsumption=spent,
    )


def test_the_graphics_cards_are_summed() -> None:
    counter = energy.nvml(lambda: fake_nvml(millijoules=1500))
    assert counter is not None
    assert (counter.method, counter.joules()) == ("nvml", 3.0)


def test_a_card_that_does_not_count_and_a_missing_library_are_no_counter() -> None:
    assert energy.nvml(lambda: fake_nvml(millijoules=1500, status=3)) is None
    assert energy.nvml(lambda: ctypes.CDLL("no-such-library.so")) is None


@pytest.mark.parametrize(
    ("counters", "method"),
    [([], "model"), (["rapl"], "rapl"), (["nvml"], "model+nvml"), (["nvml", "rapl"], "nvml+rapl")],
)
def test_the_method_says_what_was_measured_and_what_reckoned(counters: list[str], method: str) -> None:
    assert energy.method_of([energy.Counter(name, lambda: 0.0) for name in counters]) == method
