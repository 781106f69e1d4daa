"""The embedded engine behind our door beside plain llama.cpp: the same file, threads, prompt and answer, interleaved.

    python -m bench generate
    BROADSHEET_MODEL=qwen2.5-1.5b python -m bench generate

Rows: seconds to the first token and tokens a second, both ways, by the clock and in CPU seconds (the engine's process
and ours), as medians of the ratios of pairs; eight answers at once beside eight in turn; a prompt asked twice, and one
whose rules were asked before. Both engines have a process and a session of their own, so that the scheduler shares the
machine alike, the same context and way to wait, and are warmed up. The model is `smollm2-135m` unless the variable
names another, from the models folder or $BROADSHEET_MODELS. Four minutes on two busy cores.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from bench._measure import Row

from broadsheet import models
from broadsheet.core import Article
from broadsheet.models import Message, Options, Token
from broadsheet.models.backends.embedded import CONTEXT, Embedded
from broadsheet.models.catalogue import file_of
from broadsheet.models.processor_time import processor_seconds

TURNS = 6
TOKENS = 64
# As many characters of an article as a brief's evidence has.
EVIDENCE = 900
AT_ONCE = 8


# Rules of the length that prompts here begin with.
RULES = Message("system", "You are a news editor. Write only what the text says; copy every number exactly. " * 5)


@dataclass(frozen=True)
class Taken:
    """Seconds and CPU seconds to the first token and to the last, and how many there were."""

    first: float
    whole: float
    count: int
    first_cpu: float
    whole_cpu: float

    @property
    def each(self) -> float:
        """Seconds a token after the first."""
        return (self.whole - self.first) / max(self.count - 1, 1)

    @property
    def each_cpu(self) -> float:
        """CPU seconds a token of the whole answer, its prompt included."""
        return self.whole_cpu / max(self.count, 1)


class Asks(Protocol):
    """An engine that is asked and timed."""

    def __call__(self, prompt: Sequence[Message]) -> Taken:
        """What the answer took."""


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
    ours = _opened(name, folder, slots=1)
    ours_taken: list[Taken] = []
    plain_taken: list[Taken] = []
    with _plain(file_of(name, folder)) as plain:
        for turn, prompt in enumerate([prompts[-1], *prompts]):
            pair = [(ours_taken, partial(_ours, ours, prompt)), (plain_taken, partial(plain, prompt))]
            for into, work in pair if turn % 2 else pair[::-1]:
                taken = work()
                if turn:
                    into.append(taken)
    n = f"{len(prompts)} answers of up to {TOKENS}"
    for what, row in _ROWS.items():
        yield Row(f"{name}: {row}", n, f"{_median(ours_taken, what):.3f} s", _over(ours_taken, plain_taken, what))
    again = _ours(ours, prompts[-1])
    yield Row(f"{name}: a prompt asked twice", "1", *_against(again, ours_taken[-1], "when it was new"))
    ruled = [_ours(ours, [RULES, *prompt]) for prompt in prompts[:4]]
    later = min(ruled[1:], key=lambda taken: taken.first_cpu)
    yield Row(f"{name}: other prompts after the same rules", "3", *_against(later, ruled[0], "when the rules were new"))
    models.close(ours)


_ROWS = {
    "first": "first token",
    "first_cpu": "first token, CPU",
    "each": "a token after it",
    "each_cpu": "a token, prompt included, CPU",
}


def _against(now: Taken, before: Taken, when: str) -> tuple[str, str]:
    return f"{now.first_cpu:.2f} CPU s to the first token", f"{before.first_cpu:.2f} {when}"


def _together(name: str, folder: Path, prompts: Sequence[Sequence[Message]]) -> Iterator[Row]:
    alone: list[str] = []
    for slots in (1, 2, 4):
        model = _opened(name, folder, slots=slots)
        _said(model, [Message("user", "Hello")])
        start, before = time.perf_counter(), _cpu(model)
        alone = [_said(model, prompt) for prompt in prompts]
        turn, turn_cpu = time.perf_counter() - start, _cpu(model) - before
        models.close(model)
        _said(model, [Message("user", "Hello")])
        start, before = time.perf_counter(), _cpu(model)
        with ThreadPoolExecutor(len(prompts)) as pool:
            at_once = list(pool.map(partial(_said, model), prompts))
        once, once_cpu = time.perf_counter() - start, _cpu(model) - before
        models.close(model)
        same = sum(a == b for a, b in zip(alone, at_once, strict=True))
        found = (
            f"in turn {turn:.1f} s, {turn_cpu:.1f} CPU s: {turn_cpu / once_cpu:.2f} times the work; "
            f"{same} of {len(prompts)} the same text"
        )
        figure = f"{once:.1f} s, {once_cpu:.1f} CPU s"
        yield Row(f"{name}: {len(prompts)} at once, {slots} slots", str(len(prompts)), figure, found)


def _opened(name: str, folder: Path, *, slots: int) -> Embedded:
    model = models.load(name, folder=folder, settings={"slots": str(slots)})
    if not isinstance(model, Embedded):
        raise TypeError(f"{name} is not an embedded model")
    return model


def _cpu(model: Embedded) -> float:
    """CPU seconds of this process and the engine's, to its clock's hundredths."""
    return time.process_time() + (processor_seconds(pid) if (pid := model.pid()) else 0.0)


def _ours(model: Embedded, prompt: Sequence[Message]) -> Taken:
    start, before = time.perf_counter(), _cpu(model)
    first, first_cpu, last = 0.0, 0.0, Token("")
    for token in model.generate(prompt, Options(max_tokens=TOKENS)):
        if not first:
            first, first_cpu = time.perf_counter() - start, _cpu(model) - before
        last = token
    count = last.usage.completion_tokens if last.usage else 0
    return Taken(first, time.perf_counter() - start, count, first_cpu, _cpu(model) - before)


def _said(model: Embedded, prompt: Sequence[Message]) -> str:
    return "".join(token.text for token in model.generate(prompt, Options(max_tokens=TOKENS)))


@contextmanager
def _plain(path: Path) -> Iterator[Asks]:
    """llama.cpp with nothing of ours around it."""
    command = [sys.executable, "-m", "bench._plain_engine", str(path), str(CONTEXT)]
    child = subprocess.Popen(  # noqa: S603 - our own module, no shell
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        start_new_session=True,
    )  # fmt: skip
    with child:
        stdin, stdout = child.stdin, child.stdout
        if stdin is None or stdout is None:
            raise RuntimeError("the plain engine has no pipes")

        def ask(prompt: Sequence[Message]) -> Taken:
            told = {"max_tokens": TOKENS, "temperature": 0.0, "top_k": 1, "cache_prompt": False, "seed": 0}
            said = [{"role": m.role, "content": m.content} for m in prompt]
            stream = {"stream": True, "stream_options": {"include_usage": True}}
            stdin.write(json.dumps({"messages": said, **told, **stream}) + "\n")
            stdin.flush()
            return Taken(**json.loads(stdout.readline()))

        yield ask
        stdin.close()


def _median(taken: Sequence[Taken], what: str) -> float:
    return float(statistics.median(getattr(t, what) for t in taken))


def _over(ours: Sequence[Taken], plain: Sequence[Taken], what: str) -> str:
    """The median of the pairs' ratios: the two of a pair were asked right after one another."""
    ratio = statistics.median(getattr(a, what) / getattr(b, what) for a, b in zip(ours, plain, strict=True))
    return f"{ratio:.3f} times plain llama.cpp ({_median(plain, what):.3f})"
