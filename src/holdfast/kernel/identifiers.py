"""Identifiers: random ones for people's records, derived ones for what must survive a rerun.

Invariants:
- A random identifier is 128 bits from the operating system and says nothing of time or order.
- A derived identifier depends on its parts alone; parts cannot run into each other.
"""

from __future__ import annotations

import base64
import hashlib
import secrets

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0 o 1 i l: it is read over the telephone


def random_id() -> str:
    """A fresh 128-bit identifier in 26 lower-case base-32 characters."""
    return base64.b32encode(secrets.token_bytes(16)).decode().rstrip("=").lower()


def random_alias(*, length: int = 6) -> str:
    """A short name for people to say and write, such as `k7m-2xq`. It is not a secret."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(length))
    return "-".join(letters[start : start + 3] for start in range(0, length, 3))


def derived_id(kind: str, *parts: str | int, length: int = 12) -> str:
    """The identifier of `parts`: `kind` and the first `length` hex digits of their SHA-256.

    Each part is prefixed by its length, so ("ab", "c") and ("a", "bc") differ.
    """
    encoded = [str(part).encode() for part in parts]
    prefixed = b"".join([len(data).to_bytes(4, "big") + data for data in encoded])
    return f"{kind}{hashlib.sha256(prefixed).hexdigest()[:length]}"
