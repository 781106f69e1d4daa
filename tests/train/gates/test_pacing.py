"""Speeds by the processor's time."""

import subprocess
import sys
import time

import pytest

from broadsheet.train.gates import pacing

# It works for .3 s of its own when it is told to, and says so.
_WORKS = """
import sys, time
for line in sys.stdin:
    end = time.process_time() + 0.3
    while time.process_time() < end: pass
    print("done", flush=True)
"""


def test_what_waits_costs_nothing() -> None:
    def work() -> None:
        time.sleep(0.2)

    assert pacing.paced(work, 100, clock=pacing.CALLER) > 100 / 0.1


def test_a_pace_is_by_the_clock_that_is_given() -> None:
    clock = iter((10.0, 14.0))
    assert pacing.paced(lambda: None, 8, clock=lambda: next(clock)) == pytest.approx(2.0)


def test_no_clock_that_stands_still_makes_a_pace_endless() -> None:
    assert pacing.paced(lambda: None, 1, clock=lambda: 5.0) < float("inf")


@pytest.mark.skipif(sys.platform != "linux", reason="the number of another process's clock is Linux's")
def test_another_process_is_measured_by_its_own_time() -> None:
    with subprocess.Popen([sys.executable, "-c", _WORKS], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        clock = pacing.clock_of(other.pid)
        assert clock is not None
        before = clock()
        other.stdin.write(b"\n")
        other.stdin.flush()
        assert other.stdout.readline() == b"done\n"
        assert 0.25 < clock() - before < 0.6
        other.stdin.close()
    assert pacing.clock_of(other.pid) is None


def test_no_process_has_no_clock() -> None:
    assert pacing.clock_of(None) is None
