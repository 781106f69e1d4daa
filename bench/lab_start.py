"""How soon training begins: a process of its own, from prepared shards to the first step told, and again from a stop.

The wanted bound is 5 seconds. What a process takes before it does anything of ours (Python and torch) is part of it and
told beside. A batch far ahead is asked for as well: to skip to it must cost what the next one costs.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench._measure import Row
from bench.lab_loop import shards

from broadsheet.core import Article
from broadsheet.train import architectures, corpus, loop, objectives

STEPS = 10_000_000
ROWS, LENGTH = 16, 128
FAR = 5_000_000
TURNS = 3
# The 5 M preset of `train/recipes/poems.toml`, whose vocabulary these characters don't fill.
SHAPE = {"layers": 6, "width": 224, "heads": 7, "context": LENGTH}
VOCABULARY = 8000


def sit(folder: Path, where: Path) -> None:
    """The child: go on with the run until one step is taken, then stop; prints the seconds since torch was there."""
    import torch

    torch.set_num_threads(1)
    began = time.monotonic()
    opened = corpus.open_shards(where)
    objective = objectives.make("causal", opened, seed=1, rows=ROWS, length=LENGTH)
    model = architectures.build(architectures.shape("llama", **SHAPE), vocabulary=VOCABULARY, seed=1)
    training = loop.Training(steps=STEPS, rows=ROWS, length=LENGTH)
    for event in loop.train(
        folder, model=model, objective=objective, training=training, stop=lambda: True, clock=time.monotonic
    ):
        if isinstance(event, loop.Step):
            print(event.step, time.monotonic() - began, time.process_time(), flush=True)


def begun(folder: Path, where: Path, *, step: int) -> tuple[float, float, float]:
    """Of a new process: seconds to its first step by the clock, those of them after torch came, of the processor."""
    code = (
        f"from pathlib import Path; from bench.lab_start import sit; sit(Path({str(folder)!r}), Path({str(where)!r}))"
    )
    began = time.monotonic()
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)  # noqa: S603 - this file itself
    assert child.stdout is not None
    told = child.stdout.readline().split()
    whole = time.monotonic() - began
    child.communicate()
    if child.returncode or int(told[0]) != step:
        raise RuntimeError(f"the run did not go on at step {step}: {told}, {child.returncode}")
    return whole, float(told[1]), float(told[2])


def rows(articles: Sequence[Article]) -> Iterator[Row]:  # noqa: ARG001 - the shape of a benchmark
    """The first step, the steps after stops, and the batch of a step far ahead."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = shards(folder / "corpus", seed=1)
        objective = objectives.make("causal", made, seed=1, rows=ROWS, length=LENGTH)
        for step in range(1, TURNS + 2):
            whole, inside, spent = begun(folder / "run", folder / "corpus", step=step)
            what = "first step, from shards" if step == 1 else f"step {step}, from a checkpoint"
            beside = f"{inside:.2f} s after torch was loaded; {spent:.1f} s of the processor"
            yield Row("lab, start", what, f"{whole:.2f} s", beside)
        for step in (1, FAR):
            began = time.process_time()
            objective.batch(step)
            yield Row("lab, batch", f"step {step:,}", f"{(time.process_time() - began) * 1e3:.2f} ms")
