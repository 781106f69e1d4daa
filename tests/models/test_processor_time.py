import os
import subprocess
import sys
from pathlib import Path

import pytest

from broadsheet.models.processor_time import clock_seconds, processor_seconds


def test_a_process_that_works_is_counted_with_its_own_time() -> None:
    code = "import time, sys\nwhile time.process_time() < 0.3: pass\nprint('done', flush=True)\nsys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "done\n"
        assert 0.25 <= processor_seconds(child.pid) < 30
        assert child.stdin is not None
        child.stdin.close()


def test_a_process_that_is_gone_counts_nothing() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    assert processor_seconds(child.pid) == 0.0


def test_a_name_with_brackets_and_blanks_does_not_shift_the_fields(tmp_path: Path) -> None:
    ticks = os.sysconf("SC_CLK_TCK")
    folder = tmp_path / "7"
    folder.mkdir()
    before = " ".join(["S", *["0"] * 10])
    folder.joinpath("stat").write_text(f"7 (a) b ( c) {before} {ticks} {2 * ticks} {3 * ticks} {4 * ticks} 0 0\n")
    assert processor_seconds(7, proc=tmp_path) == 10.0


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("00:01", 1), ("01:02:03", 3723), ("2-01:00:00", 176400), ("0:00.25", 0.25), ("", 0), ("what", 0)],
)
def test_what_ps_says_is_read(said: str, seconds: float) -> None:
    assert clock_seconds(said) == seconds
