"""Sentences beside their evidence, as they stand in `probes_zh.txt` and `probes_en.txt`."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Probe:
    """A draft sentence that is `true` to the evidence or not; `idea` is what it turns on."""

    idea: str
    language: str
    evidence: str
    draft: str
    true: bool

    def __str__(self) -> str:
        return f"{self.language} {self.idea}: {self.draft}"


def probes(idea: str) -> Iterator[Probe]:
    """Those of one idea, in both languages."""
    for language in ("zh", "en"):
        here, evidence = "", ""
        for line in (Path(__file__).parent / f"probes_{language}.txt").read_text(encoding="utf-8").splitlines():
            mark, _, rest = line.partition(" ")
            if mark == "#":
                here = rest
            elif mark == "=":
                evidence = rest
            elif mark in {"+", "-"} and here == idea:
                yield Probe(idea, language, evidence, rest, mark == "+")
