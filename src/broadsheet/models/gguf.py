"""Is a file a GGUF model? Reads the fixed header and nothing more; the weights are for the engine's own process.

Source: the GGUF specification of ggml (magic, version, tensor count, key-value count, little-endian).
"""

import struct
from pathlib import Path

from broadsheet.core import IntegrityError, MissingModelError

_HEADER = struct.Struct("<4sIQQ")
VERSIONS = (2, 3)
# The largest open models have some two thousand tensors and a hundred keys; ten times that is no model.
MOST_TENSORS = 20_000
MOST_KEYS = 10_000
# The least a key (length, one letter, type, one byte) and a tensor's description (name, rank, type, offset) take.
KEY_BYTES = 14
TENSOR_BYTES = 33


def check_header(path: Path) -> None:
    """Raise `IntegrityError` unless `path` starts as a GGUF file of a known version with plausible counts.

    Raises `MissingModelError` when there is no such file.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_HEADER.size)
    except FileNotFoundError as error:
        raise MissingModelError("there is no such model file", asked=str(path), do="check the path") from error
    except OSError as error:
        raise IntegrityError("the model file can't be read", asked=str(path), found=str(error)) from error
    fault = _fault(head, size)
    if fault:
        raise IntegrityError(
            "this is not a usable GGUF model file",
            asked=str(path),
            found=fault,
            do="get the file again, or name another",
        )


def _fault(head: bytes, size: int) -> str:
    if len(head) < _HEADER.size:
        return f"{size} bytes, too short for a header"
    magic, version, tensors, keys = _HEADER.unpack(head)
    if magic != b"GGUF":
        return f"it starts with {magic!r}, not b'GGUF'"
    if version not in VERSIONS:
        return f"GGUF version {version}; known are 2 and 3"
    if not 0 < tensors <= MOST_TENSORS or not 0 < keys <= MOST_KEYS:
        return f"{tensors} tensors and {keys} keys"
    if size < _HEADER.size + keys * KEY_BYTES + tensors * TENSOR_BYTES:
        return f"{size} bytes, too few for {tensors} tensors and {keys} keys"
    return ""
