"""Contact codes, for the apps above: made, shown, read and stretched.

Invariants:
- Imports no table and reads no settings: a process that holds no member's keys can use it.
- Whatever is typed, the same work is done for it. At most a few codes are stretched at once, so
  that a crowd at the door waits in line and does not take all memory.
"""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass, field

from holdfast.vault import contact_code as vault
from holdfast.vault.contact_code import COST, ContactCode
from holdfast.vault.passphrase import LEAST, Cost
from holdfast.vault.word_lists import WordList

from .letterbox import PrivateKey, PublicKey

__all__ = [
    "COST", "LEAST", "ContactCode", "Cost", "digits", "halves", "joined", "keys_of", "new_code",
    "read", "words",
]  # fmt: skip

_WORDS = {"en": WordList.CONTACT_ENGLISH, "ru": WordList.CONTACT_RUSSIAN}
_AT_ONCE = threading.BoundedSemaphore(max(2, os.cpu_count() or 1))

new_code = vault.new_code
read = vault.read_any
digits = vault.as_digits


@dataclass(frozen=True, slots=True)
class CodeKeys:
    """What a code opens: the name its mailbox is found by, and the keys its replies are for."""

    look_up: str
    public: PublicKey = field(repr=False)
    private: PrivateKey = field(repr=False)


def words(code: ContactCode, language: str) -> str:
    """The code as eight words of a language, or as its digits where the language has no list."""
    listed = _WORDS.get(language)
    return vault.as_digits(code) if listed is None else vault.as_words(code, listed)


def halves(code: ContactCode, language: str) -> tuple[str, str]:
    """The code in two parts: one for a link, one to be said. Neither opens anything alone."""
    parts = words(code, language).split()  # of five groups of digits, three are said
    return "-".join(parts[: len(parts) // 2]), " ".join(parts[len(parts) // 2 :])


def joined(linked: str, typed: str) -> ContactCode:
    """The code whose halves these are; a fresh one, which finds nothing, where they are none."""
    return read(f"{linked.replace('-', ' ')} {typed}")


def keys_of(code: ContactCode, *, salt: bytes, cost: Cost = COST) -> CodeKeys:
    """The look-up name and keys of a code. Takes 64 MiB and some tenths of a second."""
    with _AT_ONCE:
        made = vault.contact_keys(code, salt=salt, cost=cost)
    return CodeKeys(made.look_up, PublicKey(made.public), PrivateKey(made.private))
