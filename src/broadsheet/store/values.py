"""Frozen values to JSON text and back."""

from typing import Generic, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")


class Form(Generic[T]):
    """How a noun is written down: a dataclass of core as JSON text."""

    def __init__(self, noun: type[T]) -> None:
        self._adapter = TypeAdapter(noun)

    def write(self, value: T) -> str:
        """The value as JSON text."""
        return self._adapter.dump_json(value, by_alias=True).decode()

    def read(self, text: str) -> T:
        """The value that `write` wrote."""
        return self._adapter.validate_json(text)
