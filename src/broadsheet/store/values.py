"""Frozen values to JSON text and back."""

from typing import Generic, TypeVar

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError

from broadsheet.core import InvalidInputError

T = TypeVar("T")


class Form(Generic[T]):
    """How a noun is written down: a dataclass of core as JSON text."""

    def __init__(self, noun: type[T]) -> None:
        self._adapter = TypeAdapter(noun)

    def write(self, value: T) -> str:
        """The value as JSON text; raises `InvalidInputError` when it holds half a character (a lone surrogate)."""
        try:
            return self._adapter.dump_json(value, by_alias=True).decode()
        except PydanticSerializationError as error:
            raise InvalidInputError(
                "this can't be kept as text", found=str(error)[:200], do="write it anew as UTF-8"
            ) from error

    def read(self, text: str) -> T:
        """The value that `write` wrote."""
        return self._adapter.validate_json(text)
