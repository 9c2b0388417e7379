"""Whether a word stands in a record, whatever the case of its letters.

Invariants: the answer is `text.lower() in plaintext.lower()`, for every text. Making all letters of
a record small takes as long as decrypting it, so most records are put aside before: bytes that
tell the cases of the wanted letters apart are taken for one another, which is quick and can find
too much, but never too little. What is found so is looked at letter by letter.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

_LAST_WITH_CASE = 0x1EFFF  # no letter beyond has another case; a test looks at all of them
_UNREADABLE = "\ufffd"  # stands for bytes that are no text, so it cannot be looked for as bytes


def finder(text: str) -> Callable[[bytes], bool]:
    """A test of UTF-8 plaintexts for this text."""
    wanted = text.lower()
    if _UNREADABLE in wanted:
        return lambda plaintext: wanted in _lowered(plaintext)
    table, odd = _blurred(wanted)
    if wanted.isascii():
        return _finder_in_ascii(wanted, odd)
    word = wanted.encode(errors="replace").translate(table)

    def stands_in(plaintext: bytes) -> bool:
        if word not in plaintext.translate(table) and not any(o in plaintext for o in odd):
            return False
        return wanted in _lowered(plaintext)

    return stands_in


def _finder_in_ascii(wanted: str, odd: list[bytes]) -> Callable[[bytes], bool]:
    """The same, where small bytes are exact and need no second look."""
    word = wanted.encode()

    def stands_in(plaintext: bytes) -> bool:
        if word in plaintext.lower():
            return True
        return any(o in plaintext for o in odd) and wanted in _lowered(plaintext)

    return stands_in if odd else lambda plaintext: word in plaintext.lower()


def _blurred(wanted: str) -> tuple[bytes, list[bytes]]:
    """A table of bytes that makes the cases of these letters one, and those it cannot make so."""
    table, odd = bytes(range(256)), []
    for letter in sorted(set(wanted)):
        for other in _cases().get(letter, ()):
            one, two = letter.encode(), other.encode()
            if len(one) == len(two) and len(other.lower()) == 1:
                for kept, blurred in zip(one, two, strict=True):
                    table = table.replace(table[blurred : blurred + 1], table[kept : kept + 1])
            else:
                odd.append(two)
    return table, odd


@cache
def _cases() -> dict[str, list[str]]:
    """By small letter, every letter that becomes it, or becomes a text that it stands in."""
    found = {"ς": ["Σ"]}  # at the end of a word
    for other in map(chr, range(_LAST_WITH_CASE + 1)):
        small = other.lower()
        if small != other:
            for letter in small:
                found.setdefault(letter, []).append(other)
    return found


def _lowered(plaintext: bytes) -> str:
    return plaintext.decode("utf-8", "replace").lower()
