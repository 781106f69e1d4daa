"""Running the command line in this process."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from broadsheet.serve.cli import _program, main

_make = _program.program


@cache
def _made() -> Callable[..., Any]:
    """The tree of commands: making it takes longer than most commands, and it keeps nothing of a run."""
    return _make()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command printed and how it left."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Command:
    """`broadsheet --home HOME ...`."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._home, self._capsys, self._monkeypatch = home, capsys, monkeypatch

    def __call__(self, *words: str, stdin: bytes | None = None) -> Outcome:
        self._capsys.readouterr()
        self._monkeypatch.setattr(_program, "program", _made)
        self._monkeypatch.setattr(sys, "argv", ["broadsheet", "--home", str(self._home), "--model", "none", *words])
        if stdin is not None:
            self._monkeypatch.setattr(sys, "stdin", _Stdin(stdin))
        code = 0
        try:
            main()
        except SystemExit as left:
            code = int(left.code or 0)
        said = self._capsys.readouterr()
        return Outcome(code, said.out, said.err)


class _Stdin:
    def __init__(self, body: bytes) -> None:
        import io

        self.buffer = io.BytesIO(body)
