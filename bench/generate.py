"""The embedded engine behind our door beside plain llama.cpp: the same file, threads, prompt and answer, interleaved.

    python -m bench generate
    BROADSHEET_MODEL=qwen2.5-1.5b python -m bench generate

Rows: seconds to the first token and tokens a second, both ways; eight answers at once beside eight in turn; a prompt
asked twice. By the clock, medians; the model is `smollm2-135m` unless the variable names another, from the models
folder or $BROADSHEET_MODELS.
"""

import os
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bench._measure import Row

from broadsheet import models
from broadsheet.core import Article
from broadsheet.models import LanguageModel, Message, Options, Token
from broadsheet.models.catalogue import file_of

TURNS = 7
TOKENS = 96
# As many characters of an article as a brief's evidence has.
EVIDENCE = 900
AT_ONCE = 8


@dataclass(frozen=True)
class Taken:
    """Seconds to the first token and to the last, and how many there were."""

    first: float
    whole: float
    count: int

    @property
    def rate(self) -> float:
        """Tokens a second after the first."""
        return (self.count - 1) / max(self.whole - self.first, 1e-9)


def rows(articles: Sequence[Article]) -> Iterator[Row]:
    """The table."""
    name = os.environ.get("BROADSHEET_MODEL", "smollm2-135m")
    folder = Path(os.environ.get("BROADSHEET_MODELS", Path.home() / ".cache" / "broadsheet" / "models"))
    if name not in models.installed(folder):
        yield Row("generate", "0", "skipped", f"broadsheet models pull {name}")
        return
    texts = [a.text[:EVIDENCE] for a in articles if len(a.text) > EVIDENCE // 2 and a.language == "en"]
    prompts = [[Message("user", f"Write a report of this:\n{text}")] for text in texts]
    yield from _beside(name, folder, prompts[:TURNS])
    yield from _together(name, folder, prompts[:AT_ONCE])


def _beside(name: str, folder: Path, prompts: Sequence[Sequence[Message]]) -> Iterator[Row]:
    """Ours and the plain engine by turns, so that what else the machine does hits both alike."""
    ours = models.load(name, folder=folder, settings={"slots": "1"})
    plain = _plain(file_of(name, folder))
    ours_taken, plain_taken = [], []
    for turn, prompt in enumerate([prompts[0], *prompts]):
        pair = [(ours_taken, lambda p=prompt: _ours(ours, p)), (plain_taken, lambda p=prompt: plain(p))]
        for into, work in pair if turn % 2 else pair[::-1]:
            taken = work()
            if turn:
                into.append(taken)
    asked_again = _ours(ours, prompts[-1])
    models.close(ours)
    n = f"{len(prompts)} answers of up to {TOKENS}"
    yield Row(
        f"{name}: first token", n, f"{_median(ours_taken, 'first'):.3f} s", _over(ours_taken, plain_taken, "first")
    )
    yield Row(
        f"{name}: tokens after it", n, f"{_median(ours_taken, 'rate'):.1f}/s", _over(ours_taken, plain_taken, "rate")
    )
    yield Row(
        f"{name}: whole answer", n, f"{_median(ours_taken, 'whole'):.2f} s", _over(ours_taken, plain_taken, "whole")
    )
    again = f"first token in {asked_again.first:.3f} s, {ours_taken[-1].first:.3f} s when it was new"
    yield Row(f"{name}: a prompt asked twice", "1", again)


def _together(name: str, folder: Path, prompts: Sequence[Sequence[Message]]) -> Iterator[Row]:
    for slots in (2, 4, AT_ONCE):
        model = models.load(name, folder=folder, settings={"slots": str(slots), "context": "1024"})
        _ours(model, prompts[0])
        start = time.perf_counter()
        alone = [_said(model, prompt) for prompt in prompts]
        turn = time.perf_counter() - start
        models.close(model)
        _ours(model, prompts[0])
        start = time.perf_counter()
        with ThreadPoolExecutor(len(prompts)) as pool:
            at_once = list(pool.map(partial(_said, model), prompts))
        once = time.perf_counter() - start
        models.close(model)
        same = sum(a == b for a, b in zip(alone, at_once, strict=True))
        found = f"{turn / once:.2f} times as fast as in turn ({turn:.1f} s); {same} of {len(prompts)} the same text"
        yield Row(f"{name}: {len(prompts)} at once, {slots} slots", str(len(prompts)), f"{once:.1f} s", found)


def _ours(model: LanguageModel, prompt: Sequence[Message]) -> Taken:
    start = time.perf_counter()
    first, last = 0.0, Token("")
    for token in model.generate(prompt, Options(max_tokens=TOKENS)):
        first = first or time.perf_counter() - start
        last = token
    return Taken(first, time.perf_counter() - start, last.usage.completion_tokens if last.usage else 0)


def _said(model: LanguageModel, prompt: Sequence[Message]) -> str:
    return "".join(token.text for token in model.generate(prompt, Options(max_tokens=TOKENS)))


def _plain(path: Path) -> Callable[[Sequence[Message]], Taken]:
    """llama.cpp in this process, with nothing of ours around it."""
    os.environ["OMP_WAIT_POLICY"], os.environ["GOMP_SPINCOUNT"] = "passive", "0"
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path, params.n_parallel, params.n_ctx, params.verbosity = str(path), 1, 4096, 1
    params.cache_ram_mib = 0
    server = xllamacpp.Server(params)

    def ask(prompt: Sequence[Message]) -> Taken:
        start, times, counted = time.perf_counter(), [], [0]

        def take(event: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> bool:
            for part in event if isinstance(event, list) else [event]:
                if any((c.get("delta") or {}).get("content") for c in part.get("choices", ())):
                    times.append(time.perf_counter() - start)
                counted[0] = (part.get("usage") or {}).get("completion_tokens", counted[0])
            return False

        said = [{"role": m.role, "content": m.content} for m in prompt]
        told = {"messages": said, "max_tokens": TOKENS, "temperature": 0.0, "top_k": 1, "cache_prompt": False}
        server.handle_chat_completions(
            told | {"stream": True, "stream_options": {"include_usage": True}, "seed": 0}, take
        )
        return Taken(times[0], time.perf_counter() - start, counted[0] or len(times))

    return ask


def _median(taken: Sequence[Taken], what: str) -> float:
    return statistics.median(getattr(t, what) for t in taken)


def _over(ours: Sequence[Taken], plain: Sequence[Taken], what: str) -> str:
    """The median of the pairs' ratios: the two of a pair were asked right after one another."""
    ratio = statistics.median(getattr(a, what) / getattr(b, what) for a, b in zip(ours, plain, strict=True))
    return f"{ratio:.3f} times plain llama.cpp ({_median(plain, what):.3f})"
