"""A kept value as it is answered: its own fields, flat, with its id and when it was kept."""

from dataclasses import fields
from datetime import datetime
from functools import cache
from typing import Any, get_type_hints

from pydantic import BaseModel, create_model


@cache
def kept(noun: type[Any]) -> type[BaseModel]:
    """The model of a `Stored` value of `noun`, a dataclass."""
    hints = get_type_hints(noun)
    own = {field.name: (hints[field.name], ...) for field in fields(noun)}
    told: dict[str, Any] = {"id": (int, ...), "created": (datetime, ...), **own}
    return create_model(f"Kept{noun.__name__}", __doc__=noun.__doc__, **told)


class Made(BaseModel):
    """The number under which something new is kept."""

    id: int
