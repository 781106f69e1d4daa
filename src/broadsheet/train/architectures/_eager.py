"""Hugging Face's classes asked for their attention, which their fast way does not give."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def eager(model: Any) -> Iterator[None]:
    """Within, `model` computes attention the plain way."""
    before = model.config._attn_implementation
    model.set_attn_implementation("eager")
    try:
        yield
    finally:
        model.set_attn_implementation(before)
