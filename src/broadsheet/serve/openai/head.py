"""What every answer of the protocol begins with."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime

from broadsheet import __version__


@dataclass(frozen=True, slots=True)
class Head:
    """An answer's id, when it was made and by which model; `fingerprint` changes with the program and the model."""

    id: str
    created: int
    model: str

    @property
    def fingerprint(self) -> str:
        """The same for answers that the same seed would repeat."""
        return "fp_" + hashlib.blake2b(f"{__version__} {self.model}".encode(), digest_size=5).hexdigest()

    def told(self, kind: str) -> dict[str, object]:
        """The fields, for an object of `kind`."""
        return {
            "id": self.id,
            "object": kind,
            "created": self.created,
            "model": self.model,
            "system_fingerprint": self.fingerprint,
        }


def head(prefix: str, *, model: str, now: datetime) -> Head:
    """A new one."""
    return Head(f"{prefix}-{uuid.uuid4().hex}", int(now.timestamp()), model)
