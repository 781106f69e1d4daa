"""Bases and trainings so small that each takes a second: texts in Chinese and English, told apart by their subject."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from broadsheet.train import architectures, tokens
from broadsheet.train.corpus.document import Document
from broadsheet.train.experiments.recipe import ModelRecipe
from broadsheet.train.experiments.running import Material, run

SPORT = ("球队 比赛 进球 夺冠 联赛 教练", "team match goal cup league coach")
MONEY = ("股市 银行 利率 上涨 贸易 央行", "stocks bank rates trade market profit")
SMALL: Mapping[str, Mapping[str, Any]] = {
    "bert": {"layers": 2, "width": 16, "heads": 2, "context": 48},
    "llama": {"layers": 2, "width": 16, "heads": 2, "context": 48},
    "gpt2": {"layers": 2, "width": 16, "heads": 2, "context": 48},
    "t5": {"layers": 1, "width": 16, "heads": 2, "context": 48},
    "lstm": {"layers": 1, "width": 16, "context": 48},
}
EVERY: Mapping[str, Mapping[str, Any]] = {
    **SMALL,
    "rnn": {"layers": 1, "width": 16, "context": 48},
    "transformer": {"layers": 1, "width": 16, "heads": 2, "context": 48},
    "lstm_attention": {"layers": 2, "width": 16, "context": 48},
}


def documents(number: int = 120) -> Iterator[Document]:
    for n in range(number):
        words = (SPORT, MONEY)[n % 2][n // 2 % 2].split()
        shuffled = [words[(n // 4 * step + step) % len(words)] for step in (1, 2, 5)]
        text = f"{' '.join(shuffled)} {n}"
        yield Document(
            text,
            target=shuffled[0],
            refused=f"no {n}",
            label=("体育", "money")[n % 2],
            tags=tuple((word, "数" if word.isdigit() else "词") for word in text.split()),
            language="zh" if n // 2 % 2 == 0 else "en",
        )


def base(folder: Path, name: str = "bert") -> Path:
    """A folder with a model of first weights and the tokenizer of the texts."""
    kind = "wordpiece" if name in ("bert", "lstm") else "bytes_bpe"
    tokenizer = tokens.train(kind, [one.text for one in documents()], size=400, seed=1)
    shape = architectures.shape(name, **EVERY[name])
    model = architectures.build(shape, vocabulary=tokenizer.size, seed=3)
    signs = {f"{sign}_token_id": getattr(tokenizer, sign) for sign in ("bos", "eos", "pad")}
    architectures.save(model, folder, tokens=signs)
    tokenizer.save(folder)
    return folder


def headed(folder: Path, name: str, task: str) -> Path:
    """A folder with a model that has a head for `task` of first weights, wide enough that labels differ."""
    import torch

    from broadsheet.train import heads
    from broadsheet.train.tuning import headed as folders

    body = architectures.load(base(folder, name))
    labels = {"classify": ("体育", "money"), "tag": ("数", "词", "x")}.get(task, ())
    model = heads.Headed(body, outputs=max(len(labels), 1), seed=1)
    dice = torch.Generator().manual_seed(5)
    with torch.no_grad():
        for weight in model.parameters():
            weight.add_(torch.randn(weight.shape, generator=dice) * 0.1)
        model.head.weight.normal_(generator=dice)
    folders.save(model, folders.Head(task, "", labels), folder)
    return folder


def recipe(task: str, **tables: Mapping[str, Any]) -> ModelRecipe:
    """A recipe of a few steps for the objective `task`."""
    training = {"steps": 4, "rows": 4, "length": 32, "rate": 1e-2, "evaluate_every": 4, "evaluate_batches": 2}
    told: dict[str, Any] = {
        "corpus": {"near": 0.0, "boilerplate": 0.0, "valid": 0.15, "test": 0.15},
        "objective": {"name": task},
        "evaluation": {"measures": []},
        **tables,
    }
    told["training"] = {**training, **tables.get("training", {})}
    return ModelRecipe("tried", **told)


def made(given: ModelRecipe, folder: Path, *, texts: Sequence[Document] = ()) -> list[Any]:
    """All that a training tells."""
    material = Material(lambda: iter(texts or documents()), models=folder.parent / "models")
    ticks = count()
    return list(run(given, material, folder=folder, stop=lambda: False, clock=lambda: next(ticks) / 10))
