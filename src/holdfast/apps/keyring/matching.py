"""Whether a word stands in a record, whatever the case of its letters.

Invariants: the answer is `text.lower() in plaintext.lower()`, for every text. For a text in ASCII
it is found without lowering all letters of all scripts, which takes as long as decrypting them.
"""

from __future__ import annotations

from collections.abc import Callable

# The letters beyond ASCII whose lower case has an ASCII letter: the Kelvin sign, and I with a dot.
_INTO_ASCII = {"k": "\u212a".encode(), "i": "\u0130".encode()}


def finder(text: str) -> Callable[[bytes], bool]:
    """A test of UTF-8 plaintexts for this text."""
    wanted = text.lower()
    if not wanted.isascii():
        return lambda plaintext: wanted in _lowered(plaintext)
    word, odd = wanted.encode(), [data for letter, data in _INTO_ASCII.items() if letter in wanted]

    def stands_in(plaintext: bytes) -> bool:
        if word in plaintext.lower():
            return True
        return any(o in plaintext for o in odd) and wanted in _lowered(plaintext)

    return stands_in if odd else lambda plaintext: word in plaintext.lower()


def _lowered(plaintext: bytes) -> str:
    return plaintext.decode("utf-8", "replace").lower()
