"""Runs killed at random, for every objective: what is learnt is, to the last bit, that of the run never stopped.

Each objective trains a small model of a kind that it is meant for, on the sample wire. A child process is killed
(SIGKILL) after a random number of calls, counting each step, each fsync of a save and each rename, until the run is
done; then every logged loss, rate and gradient norm and the bytes of the last weights are compared with a run that was
left alone.

    python -m evals lab_resume
"""

import json
import multiprocessing
import os
import random
import signal
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import torch

from broadsheet import ingest
from broadsheet.train import architectures, corpus, loop, objectives
from broadsheet.train.heads import Headed

DATA = ("wire",)  # in the package, so always here
# Calls after which a child is killed, at random up to this: a save makes about ten, so most kills meet one.
CALLS = 45
STEPS = 14
ROWS, LENGTH, SEED = 4, 48, 5
BODIES = {
    "causal": "llama",
    "masked": "bert",
    "span": "t5",
    "translate": "transformer",
    "classify": "bert",
    "tag": "lstm",
    "pairs": "rnn",
    "distil": "lstm",
    "instruct": "gpt2",
    "prefer": "gpt2",
}
HEADED = ("classify", "tag", "pairs")


def figures(path: Path) -> Mapping[str, float]:  # noqa: ARG001 - the sample wire is read by the package
    """The share of objectives that are the same to the last bit, and of kills those that fell inside a save."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder / "corpus")
        equal, kills, within = 0, 0, 0
        for objective in objectives.names():
            same, killed, saving = compare(folder, objective)
            print(
                f"  {objective}: {killed} kills, {saving} inside a save, {'equal' if same else 'DIFFERENT'}", flush=True
            )
            equal, kills, within = equal + same, kills + killed, within + saving
    print(f"  {kills} kills in all, {within} inside a save")
    return {"equal": equal / len(objectives.names())}


def prepare(folder: Path) -> corpus.Shards:
    """The sample wire's articles with their titles, another's title as the refused one, a label and a tag a word."""
    articles = [article for article in ingest.sample() if article.title]
    documents = []
    for article, other in zip(articles, [*articles[1:], articles[0]], strict=True):
        words = article.text.split()[:40] or [article.text[:40]]
        documents.append(
            corpus.Document(
                text=" ".join(words),
                target=article.title,
                refused=other.title,
                label=article.language or "other",
                tags=tuple((word, "NUM" if any(map(str.isdigit, word)) else "WORD") for word in words),
                language=article.language,
            )
        )
    settings = corpus.Preparing(size=1500, sentinels=True, near=0.0, boilerplate=0.0, valid=0.1, test=0.1)
    *_, made = corpus.prepare(documents, into=folder, settings=settings, seed=SEED)
    if not isinstance(made, corpus.Shards):
        raise TypeError("the corpus was not prepared to its end")
    return made


def compare(folder: Path, objective: str) -> tuple[bool, int, int]:
    """Whether the killed run is the whole one; how often it was killed, and how often inside a save."""
    whole, killed = folder / f"{objective}-whole", folder / f"{objective}-killed"
    child(folder, whole, objective, calls=0)
    dealer, kills, within = random.Random(objective), 0, 0
    while not (killed / "done.json").exists():
        ended = child(folder, killed, objective, calls=dealer.randrange(2, CALLS))
        if ended not in (0, -signal.SIGKILL):
            raise RuntimeError(f"the child of {objective} ended with {ended}")
        kills += ended != 0
        within += ended != 0 and bool(list(killed.glob("checkpoints/.*.half")))
    return learnt(whole) == learnt(killed), kills, within


def learnt(run: Path) -> tuple[list[tuple[Any, ...]], dict[str, bytes]]:
    """What the log tells of every step and evaluation, and the bytes of the last weights."""
    lines = [json.loads(line) for line in (run / "log.jsonl").read_text().splitlines()]
    told = [
        (line["step"], line["loss"], line.get("rate"), line.get("norm"), line.get("nats"))
        for line in lines
        if line["kind"] in ("step", "evaluated")
    ]
    last = run / "checkpoints" / f"step-{STEPS:06d}"
    return told, {path.name: path.read_bytes() for path in last.glob("*.safetensors")}


def child(folder: Path, run: Path, objective: str, *, calls: int) -> int:
    """A sitting in a process of its own, killed after so many calls, 0 for never; how it ended.

    It is forked from this one, which has imported all and computed nothing, so that it begins at once.
    """
    sitting = multiprocessing.get_context("fork").Process(target=sit, args=(folder, run, objective, calls))
    sitting.start()
    sitting.join()
    return sitting.exitcode or 0


def body(name: str, *, vocabulary: int, seed: int) -> Any:
    """A model small enough to train in seconds, with dropout where it has it."""
    known = architectures.shape(name).__dataclass_fields__
    small = {"width": 16, "heads": 2, "layers": 1, "context": 2 * LENGTH, "dropout": 0.1}
    shape = architectures.shape(name, **{key: value for key, value in small.items() if key in known})
    return architectures.build(shape, vocabulary=vocabulary, seed=seed)


def train(folder: Path, run: Path, objective: str, *, tick: Callable[[], bool]) -> None:
    """Train until it is done or killed; `tick` is called after each step."""
    shards = corpus.open_shards(folder / "corpus")
    size = shards.tokenizer.size
    settings: dict[str, Any] = {}
    if objective == "distil":
        task = objectives.make("causal", shards, seed=SEED, rows=ROWS, length=LENGTH)
        settings = {"teacher": body("gpt2", vocabulary=size, seed=2), "task": task}
    if objective == "prefer":
        settings = {"reference": body(BODIES[objective], vocabulary=size, seed=1)}
    made = objectives.make(objective, shards, seed=SEED, rows=ROWS, length=LENGTH, **settings)
    model = body(BODIES[objective], vocabulary=size, seed=1)
    if objective in HEADED:
        model = Headed(model, outputs=max(len(shards.labels), len(shards.tag_names)), seed=1)
    training = loop.Training(
        steps=STEPS, rows=ROWS, length=LENGTH, seed=SEED, warmup=3, evaluate_every=5, evaluate_batches=2, save_every=2
    )
    for _ in loop.train(run, model=model, objective=made, training=training, stop=tick, clock=lambda: 0.0):
        pass


def sit(folder: Path, run: Path, objective: str, calls: int) -> None:
    """A child: every step, fsync and rename counts; the last call it has is not made, it is killed in its place."""
    torch.set_num_threads(1)
    left = [calls]

    def tick() -> bool:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return False

    def counted(call: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *given, **named: (tick(), call(*given, **named))[1]

    os.fsync, os.rename, os.replace = counted(os.fsync), counted(os.rename), counted(os.replace)
    train(folder, run, objective, tick=tick)
