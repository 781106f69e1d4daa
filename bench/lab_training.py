"""Training speed: our GPT-2 in our loop beside nanoGPT's way and Hugging Face's Trainer, at nanoGPT's demo shape.

    python -m bench lab_training                                    on one thread, tokens a processor second
    python -m bench.lab_training --device cuda --shape gpt2         124 M parameters, with the share of the card's peak

All train on the same characters. Rounds are interleaved; a ratio is the median over rounds. Ours and the Trainer are
timed with all that they do at a step: batches, clipping, what is told and logged. The Trainer is skipped where
`transformers` or `accelerate` is missing.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import torch
from bench import _nano, _trainer
from bench._measure import Row
from bench.lab_loop import shards

from broadsheet.core import Article
from broadsheet.train import architectures, corpus, loop, objectives

STEPS, WARM, ROUNDS = 24, 4, 5
SHAPES: Mapping[str, Mapping[str, int]] = {
    "demo": {"layers": 4, "heads": 4, "width": 128, "context": 64, "rows": 12},
    "gpt2": {"layers": 12, "heads": 12, "width": 768, "context": 1024, "rows": 12, "vocabulary": 50304},
}
PEAK = 989.0
"""TFLOPS of an H100 or H200 in bf16 without sparsity, by NVIDIA's data sheet."""

Way = Callable[[int], float]
"""From the round's number to seconds a step."""


def size_of(shape: str, *, vocabulary: int) -> _nano.Size:
    """The shape's numbers; the demo's vocabulary is that of its characters."""
    return _nano.Size(**{"vocabulary": vocabulary, **SHAPES[shape]})


def pace(stamps: Sequence[float]) -> float:
    """Seconds a step, from when each ended; the first `WARM` are left out."""
    return (stamps[-1] - stamps[WARM - 1]) / (len(stamps) - WARM)


def ours(size: _nano.Size, made: corpus.Shards, folder: Path, *, device: str, steps: int) -> float:
    """Seconds a step of our module in our loop."""
    shape = architectures.shape(
        "gpt2", layers=size.layers, heads=size.heads, width=size.width, context=size.context, dropout=0.0
    )
    model = architectures.build(shape, vocabulary=size.vocabulary, seed=1)
    objective = objectives.make("causal", made, seed=1, rows=size.rows, length=size.context, apart=False)
    training = loop.Training(steps=steps, rows=size.rows, length=size.context, least_rate=1e-4, device=device)
    events = loop.train(
        folder, model=model, objective=objective, training=training, stop=lambda: False, clock=time.monotonic
    )
    clock = _clock(device)
    told = (event for event in events if isinstance(event, loop.Step))
    return pace([clock() for _ in told])


def nano(size: _nano.Size, made: corpus.Shards, *, fused: bool, device: str, steps: int) -> float:
    """Seconds a step of the peer."""
    clock = _clock(device)
    model = _nano.Nano(size, seed=1).to(device)
    taken = _nano.train(model, made.column("train").tokens, size, steps=steps, fused=fused, device=device)
    return pace([clock() for _ in taken])


def ways(size: _nano.Size, made: corpus.Shards, folder: Path, *, device: str, steps: int) -> dict[str, Way]:
    """What is measured, ours first."""
    found: dict[str, Way] = {
        "ours": lambda n: ours(size, made, folder / f"ours-{n}", device=device, steps=steps),
        "nanoGPT": lambda n: nano(size, made, fused=device != "cpu", device=device, steps=steps),  # noqa: ARG005
    }
    if device == "cpu":
        found["nanoGPT, fused AdamW"] = lambda n: nano(size, made, fused=True, device=device, steps=steps)  # noqa: ARG005
    if not _trainer.missing():
        tokens = made.column("train").tokens
        found["HF Trainer"] = lambda n: pace(
            _trainer.steps(size, tokens, folder / f"hf-{n}", device=device, most=steps, clock=_clock(device))
        )
    return found


def measured(size: _nano.Size, *, device: str, steps: int, rounds: int) -> Iterator[tuple[str, float, float]]:
    """Of each way: its name, tokens a second, and how many times as fast ours is, all medians over rounds."""
    with tempfile.TemporaryDirectory() as name:
        made = shards(Path(name) / "corpus", seed=1)
        asked = ways(size, made, Path(name), device=device, steps=steps)
        taken: dict[str, list[float]] = {way: [] for way in asked}
        for n in range(rounds):
            for way, run in asked.items():
                taken[way].append(run(n))
    for way, seconds in taken.items():
        ratio = statistics.median(theirs / mine for theirs, mine in zip(seconds, taken["ours"], strict=True))
        yield way, size.rows * size.context / statistics.median(seconds), ratio


def rows(articles: Sequence[Article]) -> Iterator[Row]:  # noqa: ARG001 - the shape of a benchmark
    """The demo's shape on one thread of the processor."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    size = size_of("demo", vocabulary=65)
    for way, rate, ratio in measured(size, device="cpu", steps=STEPS, rounds=ROUNDS):
        beside = "" if way == "ours" else f"ours {ratio:.3f} times"
        yield Row("lab, training", f"{size.rows} rows of {size.context}, {way}", f"{rate:,.0f} tokens/s", beside)
    if told := _trainer.missing():
        yield Row("lab, training", "HF Trainer", "skipped", told)
    torch.set_num_threads(threads)


def flops(size: _nano.Size) -> float:
    """Operations a token, there and back: 6 N + 12 L T d (Chowdhery et al. 2022, PaLM, appendix B)."""
    shape = architectures.shape(
        "gpt2", layers=size.layers, heads=size.heads, width=size.width, context=size.context, dropout=0.0
    )
    weights = architectures.parameters(shape, vocabulary=size.vocabulary) - size.context * size.width
    return 6.0 * weights + 12.0 * size.layers * size.context * size.width


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table for a device and a shape, with the share of the peak where there is a card."""
    parser = argparse.ArgumentParser(prog="python -m bench.lab_training")
    parser.add_argument("--device", default="cpu", choices=("cpu", "cuda"))
    parser.add_argument("--shape", default="demo", choices=tuple(SHAPES))
    parser.add_argument("--rows", type=int, default=0, help="of a batch; else the shape's")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--peak", type=float, default=PEAK, help="TFLOPS of the card in bf16")
    asked = parser.parse_args(arguments)
    if asked.device == "cpu":
        torch.set_num_threads(1)
    size = size_of(asked.shape, vocabulary=65)
    if asked.rows:
        size = _nano.Size(**{**SHAPES[asked.shape], "vocabulary": size.vocabulary, "rows": asked.rows})
    print("| way | tokens/s | share of peak | ours beside it |\n|---|---|---|---|")
    for way, rate, ratio in measured(size, device=asked.device, steps=asked.steps, rounds=asked.rounds):
        share = f"{rate * flops(size) / asked.peak / 1e12:.3f}" if asked.device == "cuda" else "-"
        print(f"| {way} | {rate:,.0f} | {share} | {ratio:.3f} |", flush=True)
    return 0


def _clock(device: str) -> Callable[[], float]:
    """Processor time; on a card the time by the clock once it has done what it was given."""
    if device == "cpu":
        return time.process_time

    def finished() -> float:
        torch.cuda.synchronize()
        return time.perf_counter()

    return finished


if __name__ == "__main__":
    sys.exit(main())
