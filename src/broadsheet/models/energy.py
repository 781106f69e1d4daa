"""Energy counters of this machine, the processor's (RAPL) and the graphics cards' (NVML), and a reckoning without."""

import ctypes
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# A core whose kind is not known draws 12 W, the default of Lannelongue, Grealey and Inouye, "Green Algorithms:
# Quantifying the Carbon Footprint of Computation", Advanced Science 2021 (data/TDP_cpu.csv, row "Any").
WATTS_A_CORE = 12.0
POWERCAP = Path("/sys/class/powercap")


@dataclass(frozen=True, slots=True)
class Counter:
    """A counter that only grows: `joules` reads it, `method` is its name."""

    method: str
    joules: Callable[[], float]


def rapl(folder: Path = POWERCAP) -> Counter | None:
    """The processor packages' own counter, None where the kernel shows none or only root may read it.

    Source: Linux powercap ABI, `energy_uj` and `max_energy_range_uj` in microjoules. Only packages are summed: cores,
    graphics and memory below them are parts of the same energy.
    """
    zones = [zone for zone in sorted(folder.glob("intel-rapl:*")) if zone.name.count(":") == 1]
    try:
        ranges = [_number(zone / "max_energy_range_uj") for zone in zones]
        latest = [_number(zone / "energy_uj") for zone in zones]
    except (OSError, ValueError):
        return None
    if not zones:
        return None
    turns = [0] * len(zones)

    def joules() -> float:
        for n, zone in enumerate(zones):
            now = _number(zone / "energy_uj")
            turns[n] += now < latest[n]
            latest[n] = now
        return sum(now + turned * span for now, turned, span in zip(latest, turns, ranges, strict=True)) / 1e6

    return Counter("rapl", joules)


def _number(path: Path) -> int:
    return int(path.read_text())


def nvml(library: Callable[[], ctypes.CDLL] = lambda: ctypes.CDLL("libnvidia-ml.so.1")) -> Counter | None:
    """The graphics cards' own counter, None where there is no NVIDIA card or it doesn't count (before Volta).

    Source: NVML API, `nvmlDeviceGetTotalEnergyConsumption`, millijoules since the driver was loaded.
    """
    try:
        called = library()
        cards = _cards(called)
    except (OSError, AttributeError):
        return None

    def joules() -> float:
        return sum(_millijoules(called, card) for card in cards) / 1000

    return Counter("nvml", joules) if cards and joules() > 0 else None


def _cards(called: ctypes.CDLL) -> list[ctypes.c_void_p]:
    count = ctypes.c_uint()
    if called.nvmlInit_v2() or called.nvmlDeviceGetCount_v2(ctypes.byref(count)):
        return []
    found = [ctypes.c_void_p() for _ in range(count.value)]
    return [card for n, card in enumerate(found) if not called.nvmlDeviceGetHandleByIndex_v2(n, ctypes.byref(card))]


def _millijoules(called: ctypes.CDLL, card: ctypes.c_void_p) -> int:
    energy = ctypes.c_ulonglong()
    return 0 if called.nvmlDeviceGetTotalEnergyConsumption(card, ctypes.byref(energy)) else energy.value


@cache
def counters() -> tuple[Counter, ...]:
    """The counters of this machine: of the processor and of the graphics cards, where there are any."""
    return tuple(counter for counter in (rapl(), nvml()) if counter is not None)


def method_of(found: Sequence[Counter]) -> str:
    """How the energy is known with these counters: without the processor's, that part is reckoned (`model`)."""
    named = {counter.method for counter in found}
    return "+".join(sorted(named if "rapl" in named else named | {"model"}))


def reckoned(cpu_seconds: float) -> float:
    """Joules of so much processor time at `WATTS_A_CORE`; memory, fans and losses are not in it."""
    return cpu_seconds * WATTS_A_CORE
