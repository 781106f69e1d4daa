"""The benchmarks: each file here that has `rows` is one; a Markdown table of all of them.

    python -m bench [NAME...] [--articles WHAT ...]

The sample wire is measured, or what `--articles` names (anything `broadsheet ingest` reads). Rates are per CPU second
of one process; latencies are by the clock. A peer that is not installed is skipped and said so. Nothing is asserted.
"""

import argparse
import os
import random
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace

from broadsheet import ingest, nlp
from broadsheet.core import Article, Plugins

BENCHMARKS = Plugins("bench", "benchmark")


def read(sources: Iterable[str]) -> list[Article]:
    """The articles in a fixed random order, so that the first ones are of every kind, with their languages."""
    found = [a for what in sources for a in ingest.read(what, http=None) if isinstance(a, Article)]
    found = found or list(ingest.sample())
    random.Random(7).shuffle(found)
    return [a if a.language else replace(a, language=nlp.detect(a.text[:300])) for a in found]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table, a row as soon as it is measured."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.split("\n", 1)[0] if __doc__ else "")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS.names()))
    parser.add_argument("--articles", nargs="+", default=[], metavar="WHAT")
    asked = parser.parse_args(arguments)
    articles = read(asked.articles)
    print(f"{len(articles)} articles, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    print("| stage | texts | figure | beside |\n|---|---|---|---|")
    for name in asked.names or BENCHMARKS.names():
        module = BENCHMARKS.load(name)
        for row in module.rows(articles):
            print(f"| {row.stage} | {row.texts} | {row.figure} | {row.beside} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
