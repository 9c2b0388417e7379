"""Memory that nobody uses any more, given back to the system.

Invariants:
- Nothing that is in use is touched, and no value changes.
- Where the C library offers no such call (all but glibc), nothing happens.

The C library keeps what is freed for whoever asks next. One process gathers while another searches:
what the one no longer needs is of use only to the other.
"""

from __future__ import annotations

import ctypes

_MMAP_THRESHOLD = -3  # M_MMAP_THRESHOLD in glibc's malloc.h
_LARGE_BYTES = 1 << 20


def give_back_free_memory() -> None:
    """Return to the system the whole pages that nothing stands in."""
    trim = _call("malloc_trim")
    if trim is not None:
        trim(0)


def give_back_large_arrays() -> None:
    """From now on return every block of a megabyte or more as soon as it is freed.

    Left alone, glibc takes ever larger blocks for worth keeping, up to 32 MB.
    """
    set_option = _call("mallopt")
    if set_option is not None:
        set_option(_MMAP_THRESHOLD, _LARGE_BYTES)


def _call(name: str) -> ctypes._NamedFuncPointer | None:
    try:
        found: ctypes._NamedFuncPointer = getattr(ctypes.CDLL(None), name)
    except (OSError, TypeError, AttributeError):  # TypeError: no library without a name on Windows
        return None
    return found
