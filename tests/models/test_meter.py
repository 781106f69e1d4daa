import pytest

from broadsheet.models import Meter, meter_of
from broadsheet.models.energy import WATTS_A_CORE, Counter


class Dial:
    at = 0.0

    def __call__(self) -> float:
        return self.at


def test_answers_that_run_together_share_what_was_used() -> None:
    cpu = Dial()
    meter = Meter(cpu, ())
    first = meter.begin()
    cpu.at = 2
    second = meter.begin()
    cpu.at = 6
    meter.end(first)
    cpu.at = 7
    meter.end(second)
    assert (first.cpu_seconds, second.cpu_seconds) == (4.0, 3.0)
    assert first.joules + second.joules == pytest.approx(7 * WATTS_A_CORE)


def test_what_was_used_between_answers_belongs_to_none() -> None:
    cpu = Dial()
    meter = Meter(cpu, ())
    meter.end(meter.begin())
    cpu.at = 50
    fare = meter.begin()
    cpu.at = 51
    meter.end(fare)
    assert fare.cpu_seconds == 1.0


def test_a_process_started_anew_counts_from_nothing() -> None:
    cpu = Dial()
    cpu.at = 100
    meter = Meter(cpu, ())
    fare = meter.begin()
    cpu.at = 3
    meter.end(fare)
    assert fare.cpu_seconds == 3.0


def test_a_measured_processor_is_not_reckoned_too() -> None:
    cpu, joules = Dial(), Dial()
    meter = Meter(cpu, [Counter("rapl", joules)])
    fare = meter.begin()
    cpu.at, joules.at = 10, 42
    meter.end(fare)
    assert (meter.method, fare.joules) == ("rapl", 42.0)


def test_a_card_is_measured_and_the_processor_beside_it_reckoned() -> None:
    cpu, joules = Dial(), Dial()
    meter = Meter(cpu, [Counter("nvml", joules)])
    fare = meter.begin()
    cpu.at, joules.at = 1, 100
    meter.end(fare)
    assert (meter.method, fare.joules) == ("model+nvml", 100 + WATTS_A_CORE)


class Elsewhere:
    name = "openai:some"
    elsewhere = True


def test_a_model_run_elsewhere_has_no_meter() -> None:
    assert meter_of(Elsewhere()) is None  # type: ignore[arg-type]
