"""The half of every session's key that is born with the server process and dies with it.

Invariants:
- It is never written, never shown, never sent: it lives in memory only.
- Neither half of a session's key says anything about the key.
- Workers share it only where they were forked from the process in which it was born.

    K = BLAKE2b-256(person = "holdfast-sess-01", message = cookie half || server half)
    session key = derive_key(K, "session", session id)
"""

from __future__ import annotations

import hashlib
from os import urandom

from holdfast.vault.envelope import KEY_BYTES
from holdfast.vault.keys import SessionKey, derive_key

HALF_BYTES = 32


class ServerSecret:
    """A server's half. A new one is a restart: no session from before it can be opened."""

    __slots__ = ("_half",)

    def __init__(self) -> None:
        self._half = urandom(HALF_BYTES)

    def session_key(self, session: str, cookie_half: bytes) -> SessionKey:
        """The key of a session, from both halves. Raises ValueError for a half of another size."""
        if len(cookie_half) != HALF_BYTES:
            raise ValueError("a half is 32 bytes")
        both = hashlib.blake2b(
            cookie_half + self._half, person=b"holdfast-sess-01", digest_size=KEY_BYTES
        )
        return SessionKey(derive_key(both.digest(), "session", session))

    def __reduce__(self) -> str:
        raise TypeError("a server's secret stays in its process")


def random_half() -> bytes:
    """A cookie's half: 32 bytes from the operating system."""
    return urandom(HALF_BYTES)


SERVER_SECRET = ServerSecret()
