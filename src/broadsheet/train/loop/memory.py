"""The memory of a run on a processor: kept from step to step, rather than given back to the system and asked for anew.

The C library gives a piece larger than 32 MB back at once, and what lies free at the end of its memory from 64 MB on. A
step that needs it again pays for each page of 4 kB: 73,000 of them, a tenth of the time, at 2,048 tokens of 8,000
words. Only glibc has these settings; elsewhere nothing is done.
"""

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# malloc.h, mallopt(3).
TRIM_THRESHOLD, MMAP_THRESHOLD = -1, -3
KEPT = 2**30
# What glibc itself comes to where large pieces come and go, by mallopt(3): the limit of its threshold, and twice that.
USUAL_MMAP, USUAL_TRIM = 32 * 2**20, 64 * 2**20


@contextmanager
def kept() -> Iterator[None]:
    """In here, memory that is freed stays with the process; afterwards it goes back."""
    library = _glibc()
    if library is None:
        yield
        return
    _set(library, mmap=KEPT, trim=KEPT)
    try:
        yield
    finally:
        _set(library, mmap=USUAL_MMAP, trim=USUAL_TRIM)
        library.malloc_trim(0)


def _glibc() -> ctypes.CDLL | None:
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "mallopt") and hasattr(library, "gnu_get_libc_version") else None


def _set(library: ctypes.CDLL, *, mmap: int, trim: int) -> None:
    library.mallopt(MMAP_THRESHOLD, mmap)
    library.mallopt(TRIM_THRESHOLD, trim)
