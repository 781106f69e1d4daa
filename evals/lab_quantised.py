"""What eight bits cost: models trained here, as ONNX in int8, beside themselves in single precision on text held out.

An LSTM, a GPT-2, a Llama and a BERT learn a few hundred steps on the sample wire, so that their weights are those of
trained models; then both graphs read the same documents, token by token or (BERT) with words hidden. `kept` is the
share of the likelihood of a token that is left, exp(-difference in nats): .990 is .01 nats. `smaller` is how many times
smaller the file is: 3.33 is 30 %.

    python -m evals lab_quantised         four minutes
"""

import math
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch

from broadsheet import ingest
from broadsheet.models.backends._onnx_session import opened
from broadsheet.models.backends._onnx_steps import Session
from broadsheet.models.backends._onnx_texts import Texts
from broadsheet.train import architectures, corpus, exporting, gates, loop, objectives
from broadsheet.train.gates.texts import HIDDEN

DATA = ("wire",)  # in the package, so always here
SHAPES: Mapping[str, Mapping[str, int | float]] = {
    "lstm": {"layers": 2, "width": 192},
    "gpt2": {"layers": 2, "width": 192, "heads": 6},
    "llama": {"layers": 2, "width": 192, "heads": 6},
    "bert": {"layers": 2, "width": 192, "heads": 6},
}
STEPS, ROWS, LENGTH, SEED = 400, 8, 64, 5
# Tokens weighed at most: the difference is a mean of so many, its error below a thousandth of a nat.
WEIGHED = 4000


def figures(path: Path) -> Mapping[str, float]:  # noqa: ARG001 - the sample wire is read by the package
    """What is kept of the likelihood, and how much smaller each model gets."""
    found, threads = dict[str, float](), torch.get_num_threads()
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as name:
        made = prepare(Path(name) / "corpus")
        for architecture in SHAPES:
            folder = train(made, architecture, Path(name) / architecture)
            paths = {kind: written(folder, kind) for kind in ("f32", "int8")}
            weigh = filled if architecture == "bert" else weighed
            nats = {kind: weigh(paths[kind], made) for kind in paths}
            worse, smaller = nats["int8"] - nats["f32"], paths["f32"].stat().st_size / paths["int8"].stat().st_size
            print(
                f"  {architecture}: {nats['f32']:.4f} nats, int8 {worse:+.4f}; {1 / smaller:.1%} of the size",
                flush=True,
            )
            found |= {f"{architecture}.kept": math.exp(-worse), f"{architecture}.smaller": smaller}
    torch.set_num_threads(threads)
    return found


def prepare(folder: Path) -> corpus.Shards:
    """The sample wire in both languages, a fifth of it held out."""
    documents = [corpus.Document(text=f"{a.title}\n{a.text}", language=a.language) for a in ingest.sample()]
    settings = corpus.Preparing(size=2000, near=0.0, boilerplate=0.0, valid=0.2, test=0.0)
    *_, made = corpus.prepare(documents, into=folder, settings=settings, seed=SEED)
    assert isinstance(made, corpus.Shards)
    return made


def train(made: corpus.Shards, architecture: str, folder: Path) -> Path:
    """A small model that has learnt, in its folder."""
    shape = architectures.shape(architecture, **SHAPES[architecture], context=2 * LENGTH)
    model = architectures.build(shape, vocabulary=made.tokenizer.size, seed=SEED)
    task = "masked" if shape.family == "masked" else "causal"
    objective = objectives.make(task, made, seed=SEED, rows=ROWS, length=LENGTH)
    training = loop.Training(steps=STEPS, rows=ROWS, length=LENGTH, rate=3e-3, warmup=20, seed=SEED)
    run = folder.with_name(f"{folder.name}-run")
    for _ in loop.train(
        run, model=model, objective=objective, training=training, stop=lambda: False, clock=time.monotonic
    ):
        pass
    architectures.save(model, folder)
    made.tokenizer.save(folder)
    return folder


def written(folder: Path, kind: str) -> Path:
    """The model as ONNX of that kind; no gate is asked here, since it is what is measured."""
    module, _ = exporting.asked(f"onnx:{kind}")
    into = folder / kind
    into.mkdir()
    with torch.inference_mode():
        path: Path = module.write(gates.open_source(folder), into, kind=kind)
    return path


def weighed(path: Path, made: corpus.Shards) -> float:
    """Nats a token of the documents held out, read token by token as it is served."""
    session, held, special = Session(opened(path, threads=1), name=path.name), made.column("valid"), made.tokenizer
    nats, count = 0.0, 0
    for number in range(len(held)):
        state, before = session.start(), special.bos
        for token in held[number][: 2 * LENGTH - 1].tolist():
            row, state = session.step([before], state)
            highest = row.max()
            nats += float(np.log(np.exp(row - highest).sum()) + highest - row[token])
            count, before = count + 1, token
        if count >= WEIGHED:
            break
    return nats / count


def filled(path: Path, made: corpus.Shards) -> float:
    """Nats a hidden word of the documents held out, one in six hidden."""
    texts, held, special = Texts(opened(path, threads=1), name=path.name), made.column("valid"), made.tokenizer
    nats = list[float]()
    for number in range(len(held)):
        told = [special.cls, *held[number][: 2 * LENGTH - 2].tolist(), special.sep]
        places = list(range(2, len(told) - 1, HIDDEN))
        asked = [special.mask if place in places else token for place, token in enumerate(told)]
        for place, row in zip(places, texts.read(asked, places=places), strict=True):
            highest = row.max()
            nats.append(float(np.log(np.exp(row - highest).sum()) + highest - row[told[place]]))
        if len(nats) >= WEIGHED:
            break
    return sum(nats) / len(nats)
