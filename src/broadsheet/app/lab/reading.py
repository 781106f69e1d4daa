"""Texts read by the newsroom's own models: classes, tags, gaps, and attention to look at."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from broadsheet.app.lab.keeping import LabKeeping
from broadsheet.core import InvalidInputError, NotFoundError

if TYPE_CHECKING:
    from broadsheet.train.reading.gaps import Gap
    from broadsheet.train.reading.labelling import Classified, Tagged
    from broadsheet.train.reading.looking import Attention
    from broadsheet.train.reading.opening import Reader


class LabReading(LabKeeping):
    """The part of the newsroom that reads with its own models; the two used last are kept open."""

    _readers: "Mapping[tuple[str, str, float], Reader]" = MappingProxyType({})

    def classify_with_lab(self, name: str, texts: Sequence[str]) -> "Iterator[Classified | InvalidInputError]":
        """The class of each text by the model `name`; raises `NotFoundError`, `ConflictError` for another kind."""
        from broadsheet.train.reading.labelling import classify

        return classify(self.lab_labeller(name), texts)

    def tag_with_lab(self, name: str, text: str) -> "list[Tagged]":
        """The tag of each word of `text` by the model `name`; raises as `classify_with_lab`."""
        from broadsheet.train.reading.labelling import tag

        return tag(self.lab_labeller(name), text)

    def fill_with_lab(self, name: str, text: str, *, n: int = 5) -> "list[Gap]":
        """The `n` likeliest tokens for each `___` in `text`; raises as `classify_with_lab`, `InvalidInputError`."""
        from broadsheet.train.reading.gaps import fill

        return fill(self.lab_labeller(name), text, n=n)

    def look_with_lab(self, name: str, text: str, *, layer: int = 0, head: int = 0, answer: str = "") -> "Attention":
        """What each token of `text` looks at in a layer (0: the last) and head (0: the mean of all).

        Raises `NotFoundError`, `ConflictError` for a network without attention, `InvalidInputError`.
        """
        from broadsheet.train.reading.looking import look

        return look(self.lab_reader(name), text, layer=layer, head=head, answer=answer)

    def lab_reader(self, name: str) -> "Reader":
        """The model `name`, open in torch. Raises `NotFoundError` where its weights are not there (yet)."""
        from broadsheet.train.reading.opening import open_reader

        return self._opened(name, "model.safetensors", open_reader)

    def lab_labeller(self, name: str) -> "Reader":
        """The model `name`, open by what labels and fills fastest: onnxruntime where it was exported, else torch.

        Raises `NotFoundError` where neither weights nor an export are there (yet).
        """
        from broadsheet.train.reading.opening import EXPORT, ONNX, open_fastest, way_of

        way = way_of(self.lab_folder(name))
        return self._opened(name, EXPORT if way == ONNX else "model.safetensors", open_fastest)

    def _opened(self, name: str, file: str, open_it: "Callable[[Path], Reader]") -> "Reader":
        self.lab_model(name)
        weights = self.lab_folder(name) / file
        if not weights.is_file():
            raise NotFoundError("this model has no weights to read with yet", asked=name, do="train it to the end")
        key = (name, file, weights.stat().st_mtime)
        if key not in self._readers:
            self._readers = {**dict(list(self._readers.items())[-1:]), key: open_it(weights.parent)}
        return self._readers[key]
