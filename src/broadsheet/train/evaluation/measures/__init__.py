"""What a trained model is measured by: one module each, and the folder is the list.

A module has `FAMILIES`, the kinds of models it is for, and `measure(subject) -> dict | None`: figures in JSON's types,
or None where what is held out has nothing to measure it on.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from broadsheet.core import BroadsheetError, Plugins
from broadsheet.train.evaluation.subject import Subject

MEASURES = Plugins("broadsheet.train.evaluation.measures", "measure")


def measure(subject: Subject, names: Sequence[str]) -> Iterator[tuple[str, dict[str, Any] | BroadsheetError]]:
    """Each of the measures `names` that suits the model, with its figures, or with the error that kept it from them.

    Raises `UnknownNameError` for a measure there is not, before any is taken.
    """
    modules = {name: MEASURES.load(name) for name in names}
    for name, module in modules.items():
        if subject.family not in module.FAMILIES:
            continue
        try:
            found = module.measure(subject)
        except BroadsheetError as error:
            yield name, error
            continue
        if found is not None:
            yield name, found
