"""Models that were trained here: `lab:NAME` is the folder or GGUF file of that name in the lab.

The lab is `lab/` in the models folder, and the folder the setting `lab` names, which is looked in first. A GGUF file
is run by llama.cpp, a Hugging Face folder (`config.json` and safetensors) by torch; settings are for whichever it is.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

from broadsheet.core import MissingModelError, UnknownNameError
from broadsheet.models import gguf
from broadsheet.models.backends import embedded, transformers
from broadsheet.models.language_model import LanguageModel

LAB = "lab"
# A name is one step below the lab and never a way out of it.
_NAME = re.compile(r"\w[\w.-]*")


def load(what: str, *, folder: Path, settings: Mapping[str, str]) -> LanguageModel:
    """The model called `what`. Raises `UnknownNameError` with the names there are, and what its engine raises."""
    labs = [Path(settings["lab"])] if settings.get("lab") else []
    labs.append(folder / LAB)
    given = {"name": f"lab:{what}", **settings}
    for lab in labs:
        if _NAME.fullmatch(what) and (found := _file(lab, what)) is not None:
            if found.is_dir():
                return transformers.load(str(found), folder=folder, settings=given)
            gguf.check_header(found)
            return cast(LanguageModel, embedded.load(str(found), folder=folder, settings=given))
    names = sorted({name for lab in labs for name in trained(lab)})
    if not names:
        raise MissingModelError(
            "no model has been trained here yet",
            asked=f"lab:{what}",
            found=f"nothing in {labs[0]}",
            do="train one first",
        )
    raise UnknownNameError(f"the lab has no model called {what!r}", asked=what, choices=names)


def trained(lab: Path) -> Iterator[str]:
    """The names of the models in `lab`, sorted."""
    if lab.is_dir():
        for path in sorted(lab.iterdir()):
            name = path.stem if path.suffix == ".gguf" else path.name
            if _file(lab, name) is not None:
                yield name


def _file(lab: Path, name: str) -> Path | None:
    """The GGUF file or the folder of the model called `name`; a GGUF file inside its folder comes first."""
    for path in (lab / f"{name}.gguf", lab / name / "model.gguf"):
        if path.is_file():
            return path
    return lab / name if (lab / name / "config.json").is_file() else None
