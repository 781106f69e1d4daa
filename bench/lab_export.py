"""What an export gains: llama.cpp and onnxruntime beside torch, decoding one token at a time, and the files' sizes.

Models of the lab's sizes with random weights, since speed does not look at them: the 5 M preset (Llama, 6 layers, 224
wide) as GGUF beside Hugging Face's `generate`, an LSTM of two layers, 256 wide, as ONNX beside our module in torch.
One thread each, interleaved, the best round of each. What runs in this process is timed by the processor, which is what
the clock would show on a machine that does nothing else; llama.cpp, in a process of its own, tells its speed by the
clock, so that a busy machine counts against it alone.
"""

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from bench._measure import Row, peer

from broadsheet.core import Article
from broadsheet.models.backends._onnx_session import opened
from broadsheet.models.backends._onnx_steps import Session
from broadsheet.train import architectures, exporting, gates, tokens
from broadsheet.train.gates import lines

TOKENS, ROUNDS, STEPS = 64, 4, 200
VOCABULARY = 8000
LLAMA = {"layers": 6, "width": 224, "heads": 7, "context": 128}
LSTM = {"layers": 2, "width": 256, "context": 64}


def saved(architecture: str, folder: Path, *, numbers: dict[str, int]) -> gates.Source:
    """A model with random weights in its folder, with a tokenizer of the sample's lines."""
    special = tokens.train("bytes_bpe", lines(), size=VOCABULARY, seed=1)
    model = architectures.build(architectures.shape(architecture, **numbers), vocabulary=special.size, seed=1)
    architectures.save(model, folder)
    special.save(folder)
    return gates.open_source(folder)


def written(source: gates.Source, to: str) -> Path:
    """The file of that format and kind."""
    module, kind = exporting.asked(to)
    into = source.folder / to.replace(":", "-")
    into.mkdir()
    path: Path = module.write(source, into, kind=kind)
    return path


def generating(source: gates.Source) -> Callable[[], float]:
    """Tokens a second of Hugging Face's `generate`, greedy, with its cache."""
    from transformers import AutoModelForCausalLM
    from transformers.utils import logging

    logging.disable_progress_bar()
    model: Any = AutoModelForCausalLM.from_pretrained(source.folder, local_files_only=True).eval()
    ids = torch.tensor([[1, 2, 3, 4]])
    asked = {"max_new_tokens": TOKENS, "min_new_tokens": TOKENS, "do_sample": False, "pad_token_id": 0}

    def pace() -> float:
        began = time.process_time()
        with torch.inference_mode():
            model.generate(ids, attention_mask=torch.ones_like(ids), **asked)
        return TOKENS / (time.process_time() - began)

    return pace


def gguf(folder: Path) -> Iterator[Row]:
    """Llama in f16, q8_0 and q4_0 beside Hugging Face's `generate`."""
    source = saved("llama", folder, numbers=LLAMA)
    theirs, best = generating(source), {"HF generate": 0.0}
    paths = {kind: written(source, f"gguf:{kind}") for kind in ("f16", "q8_0", "q4_0")}
    module, _ = exporting.asked("gguf")
    for _ in range(ROUNDS):
        best["HF generate"] = max(best["HF generate"], theirs())
        for kind, path in paths.items():
            with module.opened(path, source) as engine:
                engine.pace([1, 2, 3, 4], 8)
                best[kind] = max(best.get(kind, 0.0), engine.pace([1, 2, 3, 4], TOKENS))
    size = (folder / "model.safetensors").stat().st_size
    yield Row("lab, export", f"HF generate, {size / 1e6:.1f} MB", f"{best['HF generate']:,.0f} tokens/s")
    for kind, path in paths.items():
        beside = (
            f"{best[kind] / best['HF generate']:.1f} times HF generate; {path.stat().st_size / size:.1%} of the size"
        )
        yield Row("lab, export", f"llama.cpp {kind}", f"{best[kind]:,.0f} tokens/s", beside)


def onnx(folder: Path) -> Iterator[Row]:
    """A step of the LSTM as ONNX in f32 and int8 beside our module's."""
    source = saved("lstm", folder, numbers=LSTM)
    model = architectures.load(folder).eval()
    ways: dict[str, Callable[[], None]] = {"torch": lambda: _stepped(model)}
    paths = {kind: written(source, f"onnx:{kind}") for kind in ("f32", "int8")}
    for kind, path in paths.items():
        session = Session(opened(path, threads=1), name=path.name)
        ways[kind] = lambda session=session: _asked(session)  # type: ignore[misc]
    best: dict[str, float] = {}
    for _ in range(ROUNDS):
        for way, work in ways.items():
            began = time.process_time()
            work()
            best[way] = min(best.get(way, 1e9), (time.process_time() - began) / STEPS)
    size = (folder / "model.safetensors").stat().st_size
    yield Row("lab, LSTM step", f"torch, {size / 1e6:.1f} MB", f"{best['torch'] * 1e6:,.0f} us")
    for kind, path in paths.items():
        beside = f"{best['torch'] / best[kind]:.1f} times torch; {path.stat().st_size / size:.1%} of the size"
        yield Row("lab, LSTM step", f"onnx {kind}", f"{best[kind] * 1e6:,.0f} us", beside)


def rows(articles: Sequence[Article]) -> Iterator[Row]:  # noqa: ARG001 - the shape of a benchmark
    """All formats, one thread each."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as name:
        if isinstance(found := peer("transformers"), str):
            yield Row("lab, export", "HF generate", "skipped", found)
        else:
            yield from gguf(Path(name) / "llama")
        yield from onnx(Path(name) / "lstm")
    torch.set_num_threads(threads)


def _stepped(model: Any) -> None:
    with torch.inference_mode():
        state, last = model.start(1), torch.tensor([1])
        for _ in range(STEPS):
            scores, state = model.step(last, state)
            last = scores.argmax(-1)


def _asked(session: Session) -> None:
    state, last = session.start(), 1
    for _ in range(STEPS):
        row, state = session.step([last], state)
        last = int(row.argmax())
