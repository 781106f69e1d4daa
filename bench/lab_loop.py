"""What the training loop takes beside the model's own work, at nanoGPT's demo shape; and how soon a run begins.

The bare way is forward, backward, clipping and AdamW on one batch that never changes. Rounds of both are interleaved,
on one thread, in processor time; the ratio is the median over rounds.
"""

import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from bench._measure import Row

from broadsheet.core import Article
from broadsheet.train import architectures, corpus, loop, objectives
from broadsheet.train.loop import Training

TOLD = "the council of a harbour town met on monday and talked about 市议会 台风 登陆 预算 rain and money for hours"
ROWS, LENGTH = 12, 64
STEPS, ROUNDS = 40, 3


def shards(folder: Path, *, seed: int) -> corpus.Shards:
    """A made-up corpus of a megabyte, characters as tokens."""
    dealer = random.Random(seed)
    texts = (" ".join(dealer.choices(TOLD.split(), k=200)) for _ in range(1000))
    documents = (corpus.Document(text=text) for text in texts)
    settings = corpus.Preparing(tokenizer="characters", size=200, near=0)
    *_, made = corpus.prepare(documents, into=folder, settings=settings, seed=seed)
    assert isinstance(made, corpus.Shards)
    return made


def model_of(vocabulary: int) -> torch.nn.Module:
    """NanoGPT's demo on a processor: 4 layers, 4 heads, 128 wide, context 64, no dropout."""
    shape = architectures.shape("gpt2", layers=4, heads=4, width=128, context=LENGTH)
    return architectures.build(shape, vocabulary=vocabulary, seed=1)


def bare(model: torch.nn.Module, batch: objectives.Batch, *, steps: int) -> float:
    """Processor seconds of so many steps without a loop around them."""
    optimiser = torch.optim.AdamW(model.parameters(), lr=1e-3, betas=(0.9, 0.99), fused=True)
    model.train()
    began = time.process_time()
    for _ in range(steps):
        hidden = model.hidden(batch.tensors["ids"], documents=batch.tensors.get("documents"))
        scores = model.scores(hidden).flatten(0, 1)
        torch.nn.functional.cross_entropy(scores, batch.tensors["targets"].flatten(), ignore_index=-100).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad()
    return time.process_time() - began


def looped(folder: Path, model: torch.nn.Module, objective: objectives.Objective, *, steps: int) -> float:
    """Processor seconds of so many steps of the loop, the first and the last save left out."""
    training = Training(steps=steps + 2, rows=ROWS, length=LENGTH)
    stamps = [
        time.process_time()
        for event in loop.train(
            folder, model=model, objective=objective, training=training, stop=lambda: False, clock=time.monotonic
        )
        if isinstance(event, loop.Step)
    ]
    return stamps[steps] - stamps[0]


def begun(folder: Path, where: Path, *, steps: int, step: int) -> float:
    """Seconds from prepared shards on the disk to the first step told, from wherever the run in `folder` stands."""
    began = time.monotonic()
    opened = corpus.open_shards(where)
    objective = objectives.make("causal", opened, seed=1, rows=ROWS, length=LENGTH)
    model, training = model_of(opened.tokenizer.size), Training(steps=steps, rows=ROWS, length=LENGTH)
    running = loop.train(
        folder, model=model, objective=objective, training=training, stop=lambda: True, clock=time.monotonic
    )
    for event in running:
        if isinstance(event, loop.Step):
            spent = time.monotonic() - began
            assert event.step == step
    return spent


def rows(articles: Sequence[Article]) -> Iterator[Row]:  # noqa: ARG001 - the shape of a benchmark
    """The loop beside no loop, the making of a batch, and the time to a first step from nothing and from step 1."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = shards(folder / "corpus", seed=1)
        objective = objectives.make("causal", made, seed=1, rows=ROWS, length=LENGTH, apart=False)
        ratios, seconds = [], 0.0
        for n in range(ROUNDS):
            alone = bare(model_of(made.tokenizer.size), objective.batch(0), steps=STEPS)
            seconds = looped(folder / f"run{n}", model_of(made.tokenizer.size), objective, steps=STEPS)
            ratios.append(seconds / alone)
        shape = f"{ROWS} rows of {LENGTH}"
        rate = STEPS * ROWS * LENGTH / seconds
        yield Row("lab, loop", shape, f"{rate:,.0f} tokens/s", f"{statistics.median(ratios):.3f} of bare time")
        began = time.process_time()
        for step in range(STEPS):
            objective.batch(step)
        yield Row("lab, batch", shape, f"{(time.process_time() - began) / STEPS * 1e6:.0f} us", "")
        spent = [begun(folder / "begun", folder / "corpus", steps=9, step=step) for step in (1, 2)]
        yield Row("lab, first step", "from shards", f"{spent[0]:.2f} s", "")
        yield Row("lab, next step", "from a checkpoint", f"{spent[1]:.2f} s", "")
    torch.set_num_threads(threads)
