"""Models that were trained here: `lab:NAME` is the folder or GGUF file of that name in the lab.

The lab is `lab/` in the models folder, and the folder the setting `lab` names, which is looked in first. What runs
fastest comes first: a GGUF file, by llama.cpp; `model.onnx`, by onnxruntime; the folder `ctranslate2`, by CTranslate2;
then the folder itself (`config.json` and safetensors), by torch. Settings are for whichever it is; `with` picks one of
`gguf`, `onnx`, `ctranslate2` and `torch`.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

from broadsheet.core import MissingModelError, ModelInputError, UnknownNameError
from broadsheet.models import gguf
from broadsheet.models.backends import ctranslate2, embedded, onnx, transformers
from broadsheet.models.language_model import LanguageModel

LAB = "lab"
# The folder in a model's own that the export of this name is.
CTRANSLATE2 = "ctranslate2"
# The model types that only the lab's own code runs.
OWN = "broadsheet-"
# Of these, the one that only labels texts.
HEADED = "broadsheet-headed"
# A name is one step below the lab and never a way out of it.
_NAME = re.compile(r"\w[\w.-]*")


def load(what: str, *, folder: Path, settings: Mapping[str, str]) -> LanguageModel:
    """The model called `what`. Raises `UnknownNameError` with the names there are, and what its engine raises."""
    labs = [Path(settings["lab"])] if settings.get("lab") else []
    labs.append(folder / LAB)
    given = {"name": f"lab:{what}", **settings}
    for lab in labs:
        if _NAME.fullmatch(what) and (found := ways(lab, what)):
            way = settings.get("with") or next(iter(found))
            if way not in found:
                raise ModelInputError(
                    f"this model can't be run with {way!r}", asked=way, choices=found, do="export it in that format"
                )
            _check_asked(lab / what, way)
            return _opened(way, found[way], folder=folder, given=given)
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
            if _NAME.fullmatch(name) and ways(lab, name):
                yield name


def ways(lab: Path, name: str) -> dict[str, Path]:
    """How the model called `name` can be run here and by which file or folder, the fastest way first."""
    found: dict[str, Path] = {}
    for path in (lab / f"{name}.gguf", lab / name / "model.gguf"):
        if path.is_file():
            found.setdefault("gguf", path)
    if (lab / name / onnx.FILE).is_file():
        found["onnx"] = lab / name
    if (lab / name / CTRANSLATE2 / ctranslate2.FILE).is_file():
        found["ctranslate2"] = lab / name / CTRANSLATE2
    if (lab / name / "config.json").is_file():
        found["torch"] = lab / name
    return found


def way_of(lab: Path, name: str) -> str:
    """How the model called `name` is run when nothing is said; "" where it can't be asked as it is."""
    kind = _model_type(lab / name)
    if kind == HEADED:
        return ""
    return next((way for way in ways(lab, name) if way != "torch" or not kind.startswith(OWN)), "")


def _opened(way: str, path: Path, *, folder: Path, given: Mapping[str, str]) -> LanguageModel:
    if way == "torch":
        return transformers.load(str(path), folder=folder, settings=given)
    if way == "onnx":
        return onnx.load(str(path), folder=folder, settings=given)
    if way == "ctranslate2":
        return ctranslate2.load(str(path), folder=folder, settings=given)
    gguf.check_header(path)
    return cast(LanguageModel, embedded.load(str(path), folder=folder, settings=given))


def _check_asked(folder: Path, way: str) -> None:
    """Raise `ModelInputError` for a model that writes nothing, and in torch for one that only the lab's code runs."""
    kind = _model_type(folder)
    if kind == HEADED:
        raise ModelInputError(
            "this model labels texts and writes none",
            asked=folder.name,
            do=f"broadsheet lab classify {folder.name} FILE, or lab tag",
        )
    if way == "torch" and kind.startswith(OWN):
        raise ModelInputError(
            "this model has to be exported before it can be asked",
            asked=folder.name,
            found=kind,
            do=f"broadsheet export {folder.name} --to onnx",
        )


def _model_type(folder: Path) -> str:
    try:
        return str(json.loads((folder / "config.json").read_text(encoding="utf-8")).get("model_type", ""))
    except (OSError, ValueError, AttributeError):
        return ""  # torch's own reader says what is wrong with the file
