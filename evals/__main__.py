"""The evaluations: each file here that has `figures` is one, measured beside its floors.

    python -m evals [NAME...] [--data DIR] [--raise]

An evaluation names the data it is measured on (`DATA`) and gives `figures(path)` for each. Data that is not here is
said to be missing: skipped is never passed. The exit code is 1 when a figure fell below its floor, 2 for a wrong name.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from evals import _corpora, _floors

from broadsheet.core import Plugins, UnknownNameError

EVALUATIONS = Plugins("evals", "evaluation")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure and the hash of the data it was measured on."""

    name: str
    value: float
    data: str


def evaluations(wanted: Sequence[str]) -> dict[str, ModuleType]:
    """The evaluations asked for, or all; raises `UnknownNameError`. A file without `figures` is not one."""
    modules = {name: EVALUATIONS.load(name) for name in EVALUATIONS.names()}
    found = {name: module for name, module in modules.items() if hasattr(module, "figures")}
    for name in wanted:
        if name not in found:
            raise UnknownNameError(f"there is no evaluation called {name!r}", asked=name, choices=sorted(found))
    return {name: module for name, module in found.items() if not wanted or name in wanted}


def measured(name: str, module: ModuleType, *, folders: Sequence[Path]) -> Iterator[Figure | str]:
    """The figures of one evaluation; a sentence for each data that it lacks."""
    for data in module.DATA:
        path = _corpora.find(data, folders)
        if path is None:
            yield f"{name} on {data}: skipped, the data is not here; give the folder it is in with --data"
            continue
        digest = _corpora.digest(path)
        yield from (Figure(f"{name}.{part}", value, digest) for part, value in module.figures(path).items())


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 1 when a figure fell below its floor."""
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__.split("\n", 1)[0] if __doc__ else "")
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--data", type=Path, default=os.environ.get("BROADSHEET_DATA"), help="else $BROADSHEET_DATA")
    parser.add_argument("--raise", action="store_true", dest="pin", help="raise the floors to what is measured")
    asked = parser.parse_args(arguments)
    try:
        chosen = evaluations(asked.names)
    except UnknownNameError as error:
        print(error, file=sys.stderr)
        return 2
    floors, pinned, fell, skipped = _floors.read(), dict[str, _floors.Floor](), 0, 0
    print(f"{'figure':46} {'value':>7} {'floor':>7}")
    for name, module in chosen.items():
        for found in measured(name, module, folders=_corpora.roots(asked.data)):
            if isinstance(found, str):
                print(found, flush=True)
                skipped += 1
                continue
            floor = floors.get(found.name)
            standing = _floors.standing(found.value, floor, data=found.data)
            fell += standing == "fell"
            least = f"{floor.floor:7.3f}" if floor else f"{'-':>7}"
            print(f"{found.name:46} {found.value:7.3f} {least}  {standing}", flush=True)
            pinned[found.name] = _floors.raised(found.value, floor, data=found.data)
    if asked.pin:
        _floors.write(_floors.read() | pinned)  # read again: another evaluation may have pinned its own meanwhile
    print(f"{fell} fell below their floor, {skipped} skipped")
    return 1 if fell else 0


if __name__ == "__main__":
    sys.exit(main())
