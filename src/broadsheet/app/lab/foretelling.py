"""What the newsroom's own models expect to come next in a text, token by token."""

from typing import TYPE_CHECKING

from broadsheet.app.lab.reading import LabReading

if TYPE_CHECKING:
    from broadsheet.train.reading.foretelling import Foretold


class LabForetelling(LabReading):
    """The part of the newsroom that shows what its own models expect."""

    def foretell_with_lab(self, name: str, text: str, *, n: int = 12) -> "Foretold":
        """How likely each token of `text` is to the model `name`, and the `n` likeliest next.

        Raises `NotFoundError`, `ConflictError` for a model that doesn't write on, `InvalidInputError` for no text.
        """
        from broadsheet.train.reading.foretelling import foretell

        return foretell(self.lab_reader(name), text, n=n)
