"""A lab folder as a training leaves it: settings, a log, a card; no weights are learnt for it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

SAMPLES = [
    {"prompt": "秋风", "written": "江上<script>alert(1)</script>"},
    {"prompt": "The council", "written": "met.", "held_out": "voted."},
]
CARD: dict[str, Any] = {
    "recipe": "poems",
    "about": {"en": "Writes short texts.", "zh": "会写短文。"},
    "seed": 7,
    "architecture": "llama",
    "parameters": 618_816,
    "step": 60,
    "seconds": 288.5,
    "joules": 701.6,
    "test_digest": "00c9",
    "training": {"steps": 60, "rate": 0.002},
    "measures": {
        "likelihood": {"nats": 39628.2, "predictions": 5636.0, "loss": 7.03, "bits_per_byte": 3.302},
        "ngram": {"order": 5, "train_tokens": 95755, "nats": 35118.7, "bits_per_byte": 2.926},
        "samples": {"samples": SAMPLES, "temperature": 0.8},
    },
    "corpus": {
        "documents": 1998,
        "bytes": 361_193,
        "parts": {"train": {"documents": 1794, "tokens": 95755}, "test": {"documents": 100, "tokens": 5536}},
        "languages": {"zh": {"documents": 1998}},
        "sources": {f"poems-{n}.txt": {"documents": n} for n in range(12)},
        "left_out": {"near": {"documents": 2}},
        "tokenizer": {"kind": "bytes_bpe", "size": 8000},
    },
    "exports": [],
}
OLD_EXPORT = {
    "format": "gguf:q8_0",
    "file": "model.gguf",
    "bytes": 400,
    "share_of_size": 0.4,
    "tokens_per_second": 7777.2,
    "tokens_per_second_before": 350.0,
    "gate": {"agreement": 1.0, "logprob": 0.008},
}
NEW_EXPORT = {
    "format": "onnx:int8",
    "file": "model.onnx",
    "gauged": {"agreement": 0.995, "logprob": 0.02},
    "before": {"bytes": 1000, "tokens_per_second": 350.0, "bits_per_byte": 3.34},
    "after": {"bytes": 280, "tokens_per_second": 900.0, "bits_per_byte": 3.35},
}


def begun(home: Path, name: str, *, steps: int = 60, taken: int = 0, card: Mapping[str, Any] | None = None) -> Path:
    """The folder of a training of `name` that took `taken` of `steps` steps, with its card once it is done."""
    folder = home / "lab" / name
    (folder / "run").mkdir(parents=True)
    told = {"recipe": {"name": "poems", "training": {"steps": steps}}, "source": {"given": {"recipe": "poems"}}}
    (folder / "experiment.json").write_text(json.dumps(told), encoding="utf-8")
    rows = [json.dumps(step(n, of=steps)) + "\n" for n in range(1, taken + 1)]
    (folder / "run" / "log.jsonl").write_text("".join(rows), encoding="utf-8")
    if card is not None:
        (folder / "card.json").write_text(json.dumps(card, ensure_ascii=False), encoding="utf-8")
    return folder


def step(number: int, *, of: int) -> dict[str, Any]:
    """A line of a log."""
    told = {"loss": 9 - number / of, "rate": 0.002, "norm": 1.0, "speed": 250.0, "left": float(of - number)}
    return {"kind": "step", "step": number, "of": of, "joules": 11.0 * number, "method": "model", **told}
