"""Texts read by the newsroom's own models: classes, tags, gaps, and attention to look at."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from broadsheet.app.lab.keeping import LabKeeping
from broadsheet.core import InvalidInputError, NotFoundError

if TYPE_CHECKING:
    from broadsheet.train.reading.gaps import Gap
    from broadsheet.train.reading.labelling import Classified, Tagged
    from broadsheet.train.reading.looking import Attention
    from broadsheet.train.reading.opening import Reader


class LabReading(LabKeeping):
    """The part of the newsroom that reads with its own models; the one used last is kept open."""

    _reader: "tuple[tuple[str, float], Reader] | None" = None

    def classify_with_lab(self, name: str, texts: Sequence[str]) -> "Iterator[Classified | InvalidInputError]":
        """The class of each text by the model `name`; raises `NotFoundError`, `ConflictError` for another kind."""
        from broadsheet.train.reading.labelling import classify

        return classify(self.lab_reader(name), texts)

    def tag_with_lab(self, name: str, text: str) -> "list[Tagged]":
        """The tag of each word of `text` by the model `name`; raises as `classify_with_lab`."""
        from broadsheet.train.reading.labelling import tag

        return tag(self.lab_reader(name), text)

    def fill_with_lab(self, name: str, text: str, *, n: int = 5) -> "list[Gap]":
        """The `n` likeliest tokens for each `___` in `text`; raises as `classify_with_lab`, `InvalidInputError`."""
        from broadsheet.train.reading.gaps import fill

        return fill(self.lab_reader(name), text, n=n)

    def look_with_lab(self, name: str, text: str, *, layer: int = 0, head: int = 0, answer: str = "") -> "Attention":
        """What each token of `text` looks at in a layer (0: the last) and head (0: the mean of all).

        Raises `NotFoundError`, `ConflictError` for a network without attention, `InvalidInputError`.
        """
        from broadsheet.train.reading.looking import look

        return look(self.lab_reader(name), text, layer=layer, head=head, answer=answer)

    def lab_reader(self, name: str) -> "Reader":
        """The model `name`, open. Raises `NotFoundError` where its weights are not there (yet)."""
        from broadsheet.train.reading.opening import open_reader

        self.lab_model(name)
        weights = self.lab_folder(name) / "model.safetensors"
        if not weights.is_file():
            raise NotFoundError("this model has no weights to read with yet", asked=name, do="train it to the end")
        key = (name, weights.stat().st_mtime)
        if self._reader is None or self._reader[0] != key:
            self._reader = (key, open_reader(weights.parent))
        return self._reader[1]
