"""Memory that painting no longer needs."""

import ctypes
from functools import lru_cache


@lru_cache(1)
def _libc() -> ctypes.CDLL | None:
    try:
        libc = ctypes.CDLL("libc.so.6")
        return libc if hasattr(libc, "malloc_trim") else None
    except OSError:
        return None


def give_back() -> None:
    """Hand what is free back to the system: a shot is painted in large floats and shot in small bytes, and glibc
    would keep both. Does nothing with other C libraries."""
    libc = _libc()
    if libc is not None:
        libc.malloc_trim(0)
