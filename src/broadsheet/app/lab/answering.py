"""The lab's models that can be asked like any other language model, by the name `lab:NAME`."""

from dataclasses import dataclass
from pathlib import Path

from broadsheet.app.lab.keeping import LabKeeping
from broadsheet.models.backends.lab import trained, way_of, ways


@dataclass(frozen=True, slots=True)
class OwnModel:
    """A model trained here. `name` is what it is asked by, `way` what runs it.

    That is `gguf`, `onnx`, `ctranslate2` or `torch`; `bytes` are those of its weights as they are run.
    """

    name: str
    way: str
    bytes: int


class LabAnswering(LabKeeping):
    """The part of the newsroom that says which of its own models can be asked."""

    def own_models(self) -> list[OwnModel]:
        """The models of the lab that write or fill gaps, by name.

        Those that label texts, and those that only an export makes answer, are not among them.
        """
        lab = self.lab_folder()
        found = ((name, way_of(lab, name)) for name in trained(lab))
        return [OwnModel(f"lab:{name}", way, _bytes(ways(lab, name)[way], way)) for name, way in found if way]


def _bytes(path: Path, way: str) -> int:
    """Of the weights that are run."""
    if path.is_file():
        return path.stat().st_size
    kinds = {"onnx": "*.onnx", "ctranslate2": "*.bin", "torch": "*.safetensors"}
    return sum(file.stat().st_size for file in path.glob(kinds[way]))
