"""What an export gains: llama.cpp, CTranslate2 and onnxruntime beside torch, and the files' sizes.

Models of the lab's sizes with random weights, since speed does not look at them: the 5 M preset (Llama, 6 layers, 224
wide) as GGUF, CTranslate2 and ONNX beside Hugging Face's `generate`, a token at a time; an LSTM of two layers, 256
wide, as ONNX beside our module in torch; a classifier on a BERT (4 layers, 192 wide) as ONNX beside torch, in texts.
One thread each, interleaved, the best round of each. What runs in this process is timed by the processor, which is what
the clock would show on a machine that does nothing else; llama.cpp, in a process of its own, tells its speed by the
clock, so that a busy machine counts against it alone.
"""

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from bench._measure import Row, peer

from broadsheet import models
from broadsheet.core import Article
from broadsheet.models import Message, Options
from broadsheet.models.backends._onnx_session import opened
from broadsheet.models.backends._onnx_steps import Session
from broadsheet.train import architectures, exporting, gates, tokens
from broadsheet.train.gates import lines
from broadsheet.train.heads import Headed
from broadsheet.train.reading.engines import by_onnx
from broadsheet.train.reading.labelling import classify
from broadsheet.train.reading.opening import open_reader
from broadsheet.train.tuning import headed
from broadsheet.train.weighing import size

TOKENS, ROUNDS, STEPS = 64, 4, 200
VOCABULARY = 8000
LLAMA = {"layers": 6, "width": 224, "heads": 7, "context": 128}
LSTM = {"layers": 2, "width": 256, "context": 64}
BERT = {"layers": 4, "width": 192, "heads": 6, "context": 256}
# Stories of two sentences to two hundred words, as a newsroom's classifier reads them.
TEXTS, LABELS = 64, tuple("abcdefgh")


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
    """Llama in llama.cpp and in CTranslate2, each as its engine decodes, beside Hugging Face's `generate`."""
    source = saved("llama", folder, numbers=LLAMA)
    theirs, best = generating(source), {"HF generate": 0.0}
    forms = [f"gguf:{kind}" for kind in ("f16", "q8_0", "q4_0")] + ["ctranslate2:f32", "ctranslate2:int8"]
    paths = {to: written(source, to) for to in forms}
    for _ in range(ROUNDS):
        best["HF generate"] = max(best["HF generate"], theirs())
        for to, path in paths.items():
            with exporting.asked(to)[0].opened(path, source) as engine:
                engine.pace([1, 2, 3, 4], 8)
                began = time.process_time()
                told = engine.pace([1, 2, 3, 4], TOKENS)
                pace = told if to.startswith("gguf") else TOKENS / (time.process_time() - began)
                best[to] = max(best.get(to, 0.0), pace)
    whole = size(folder)
    yield Row("lab, export", f"HF generate, {whole / 1e6:.1f} MB", f"{best['HF generate']:,.0f} tokens/s")
    for to, path in paths.items():
        beside = f"{best[to] / best['HF generate']:.1f} times HF generate; {size(path) / whole:.1%} of the size"
        yield Row("lab, export", to, f"{best[to]:,.0f} tokens/s", beside)


def served(folder: Path) -> Iterator[Row]:
    """The same Llama as `lab:NAME` serves it: what each engine writes greedily and drawn, beside the torch backend."""
    source = saved("llama", folder / "lab" / "m", numbers=LLAMA)
    ways = {"ctranslate2": "ctranslate2:int8", "onnx": "onnx:int8", "torch": ""}
    for to in filter(None, ways.values()):
        module, kind = exporting.asked(to)
        module.write(source, source.folder, kind=kind)
    drawn = Options("sample", temperature=1.0, top_k=0, top_p=1.0, max_tokens=TOKENS, min_tokens=TOKENS)
    asked = {"greedy": Options(max_tokens=TOKENS, min_tokens=TOKENS), "drawn": drawn}
    best: dict[tuple[str, str], float] = {}
    opened_ways = {way: models.load("lab:m", folder=folder, settings={"with": way, "threads": "1"}) for way in ways}
    for _ in range(ROUNDS):
        for way, model in opened_ways.items():
            for how, options in asked.items():
                began = time.process_time()
                for _ in model.generate([Message("user", "The council voted")], options):
                    pass
                pace = TOKENS / (time.process_time() - began)
                best[way, how] = max(best.get((way, how), 0.0), pace)
    for way, how in best:
        beside = f"{best[way, how] / best['torch', how]:.1f} times the torch backend"
        yield Row("lab, served", f"{ways[way] or way}, {how}", f"{best[way, how]:,.0f} tokens/s", beside)


def classifier(folder: Path) -> Iterator[Row]:
    """Texts a second by a classifier on BERT, in torch (sixteen together) and as ONNX in f32 and int8."""
    special = tokens.train("bytes_bpe", lines(), size=VOCABULARY, seed=1)
    body = architectures.build(architectures.shape("bert", **BERT), vocabulary=special.size, seed=1)
    headed.save(Headed(body, outputs=len(LABELS)), headed.Head("classify", "", LABELS), folder)
    special.save(folder)
    texts = [" ".join(lines()[n : n + 1 + n % 6]) for n in range(TEXTS)]
    source = gates.open_source(folder)
    readers = {"torch": open_reader(folder)}
    paths = {kind: written(source, f"onnx:{kind}") for kind in ("f32", "int8")}
    for kind, path in paths.items():
        readers[kind] = replace(readers["torch"], read=by_onnx(path, threads=1))
    best: dict[str, float] = {}
    for _ in range(ROUNDS):
        for way, reader in readers.items():
            began = time.process_time()
            list(classify(reader, texts))
            best[way] = max(best.get(way, 0.0), TEXTS / (time.process_time() - began))
    whole = size(folder)
    yield Row("lab, BERT classifies", f"torch, {whole / 1e6:.1f} MB", f"{best['torch']:,.0f} texts/s")
    for kind, path in paths.items():
        beside = f"{best[kind] / best['torch']:.1f} times torch; {size(path) / whole:.1%} of the size"
        yield Row("lab, BERT classifies", f"onnx {kind}", f"{best[kind]:,.0f} texts/s", beside)


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
    whole = size(folder)
    yield Row("lab, LSTM step", f"torch, {whole / 1e6:.1f} MB", f"{best['torch'] * 1e6:,.0f} us")
    for kind, path in paths.items():
        beside = f"{best['torch'] / best[kind]:.1f} times torch; {size(path) / whole:.1%} of the size"
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
            yield from served(Path(name) / "served")
            yield from classifier(Path(name) / "bert")
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
