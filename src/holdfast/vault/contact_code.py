"""Contact codes: how somebody who reached us comes back to their answer, and only they.

Invariants:
- A code is 80 random bits. It is shown once and stored nowhere, by us or by the vault.
- Eight words in a language or 25 digits are the same code: it can be noted in one and typed in
  the other. What is typed is read generously, and read as exactly one code or refused.
- A word outside the list is noticed. Another word of the list, or another digit, is another code,
  and finds nothing: nothing about a code can be checked without the work of stretching it.
- The look-up name says nothing of the keys: the server that holds it cannot open the mailbox.

    digits = the 80 bits as a number of 25 digits
    words  = eight times ten bits, most significant first, in the list's order
    S      = Argon2id(10 bytes, salt of the installation, 64 MiB, 3 passes)
    look-up name, X25519 private key, mailbox key = derive_key(S, "contact look-up"),
             derive_key(S, "contact x25519"), derive_key(S, "contact mailbox")
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import NewType

from .envelope import SymmetricKey
from .errors import UnreadableCodeError
from .keys import BoxPrivate, BoxPublic, box_public, derive_key
from .passphrase import Cost, stretch
from .word_lists import WordList, digits_of, number_of, split_words, words

ContactCode = NewType("ContactCode", bytes)
LookUpName = NewType("LookUpName", str)

CODE_BYTES = 10
WORDS = 8
DIGITS = 25
MOST_TYPED = 400  # eight long words with room for every way to part them
COST = Cost(memory_kib=64 * 1024, passes=3)
LANGUAGES = (WordList.CONTACT_ENGLISH, WordList.CONTACT_RUSSIAN)


@dataclass(frozen=True, slots=True)
class ContactKeys:
    """What a code opens: the name under which the mailbox is found, and its key pair."""

    look_up: LookUpName
    public: BoxPublic
    private: BoxPrivate = field(repr=False)
    mailbox: SymmetricKey = field(repr=False)


def new_code() -> ContactCode:
    """A fresh code: 80 bits from the operating system."""
    return ContactCode(secrets.token_bytes(CODE_BYTES))


def as_words(code: ContactCode, language: WordList) -> str:
    """The code as eight words of a contact list, with spaces between."""
    number, listed = int.from_bytes(code, "big"), words(language)
    return " ".join(listed[(number >> shift) & 1023] for shift in range(70, -1, -10))


def as_digits(code: ContactCode) -> str:
    """The code as 25 digits: five groups of five."""
    text = f"{int.from_bytes(code, 'big'):0{DIGITS}d}"
    return " ".join(text[at : at + 5] for at in range(0, len(text), 5))


def read_code(typed: str) -> ContactCode:
    """The code that was typed, as words of either language or as digits of any script.

    Raises UnreadableCodeError, and says whether it is the count or a word (by its place, not by
    itself) that is wrong. Proves only that it can be a code, not that one was given.
    """
    digits = digits_of(typed)
    if digits:
        return _from_digits(digits)
    parts = split_words(typed)
    if len(parts) != WORDS:
        raise UnreadableCodeError(f"A code has {WORDS} words. These are {len(parts)}.")
    readings = [[number_of(part, language) for part in parts] for language in LANGUAGES]
    for numbers in readings:
        known = [number for number in numbers if number is not None]
        if len(known) == WORDS:
            return _from_numbers(known)
    best = min(readings, key=lambda numbers: numbers.count(None))
    raise UnreadableCodeError(f"Word {best.index(None) + 1} is not one that codes are made of.")


def read_any(typed: str) -> ContactCode:
    """The code that was typed, or a fresh one where it cannot be one.

    For a door that must do the same work for right, wrong and malformed codes: a fresh code finds
    nothing, as a wrong one does.
    """
    fresh = new_code()
    try:
        return read_code(typed[:MOST_TYPED])
    except UnreadableCodeError:
        return fresh


def _from_digits(digits: str) -> ContactCode:
    if len(digits) != DIGITS:
        raise UnreadableCodeError(f"A code has {DIGITS} digits. These are {len(digits)}.")
    number = int(digits)
    if number >> (8 * CODE_BYTES):
        raise UnreadableCodeError("No code has these digits.")
    return ContactCode(number.to_bytes(CODE_BYTES, "big"))


def _from_numbers(numbers: list[int]) -> ContactCode:
    value = 0
    for number in numbers:
        value = value << 10 | number
    return ContactCode(value.to_bytes(CODE_BYTES, "big"))


def contact_keys(code: ContactCode, *, salt: bytes, cost: Cost = COST) -> ContactKeys:
    """The look-up name and keys of a code in the installation whose 16-byte salt this is.

    Takes 64 MiB and some tenths of a second. Raises WeakCostError for a cost below that which is
    not a `TestCost`.
    """
    stretched = stretch(code, salt=salt, cost=cost, floor=COST)
    private = BoxPrivate(derive_key(stretched, "contact x25519"))
    return ContactKeys(
        look_up=LookUpName(derive_key(stretched, "contact look-up").hex()),
        public=box_public(private),
        private=private,
        mailbox=derive_key(stretched, "contact mailbox"),
    )
