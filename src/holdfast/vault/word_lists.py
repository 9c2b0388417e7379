"""The word lists: reading them, drawing from them, and reading words as people type them.

Invariants:
- A list has 7,776 or 1,024 words, different after folding too; its order never changes.
- Folding forgets case, marks, ё and й, and letters that only look alike in the other alphabet.
- A word is found by itself, whole: no guess is ever made at what somebody meant.
"""

from __future__ import annotations

import unicodedata
from enum import Enum
from functools import cache
from importlib import resources

_LATIN_AS_RUSSIAN = str.maketrans("abcekmhoptxy3", "авсекмнортхуз")
_RUSSIAN_AS_LATIN = str.maketrans("авсекмнортхуі", "abcekmhoptxyi")
_SEPARATORS = str.maketrans(dict.fromkeys("-‐‑‒–—_.,;:/|+·•'\"«»“”„()[]", " "))


class WordList(Enum):
    """The lists, by what they are for. The value is the file and the alphabet."""

    PASSPHRASE_ENGLISH = "passphrase_en"  # noqa: S105  (the name of a file)
    CONTACT_ENGLISH = "contact_en"
    CONTACT_RUSSIAN = "contact_ru"


@cache
def words(word_list: WordList) -> tuple[str, ...]:
    """The words of a list in their fixed order, spelled as they are shown."""
    listed = resources.files("holdfast.vault.words") / f"{word_list.value}.txt"
    return tuple(listed.read_text("utf-8").split())


@cache
def _numbers(word_list: WordList) -> dict[str, int]:
    return {folded(word, word_list): number for number, word in enumerate(words(word_list))}


def number_of(word: str, word_list: WordList) -> int | None:
    """The place of a word in its list, from 0, or None where the list does not have it."""
    return _numbers(word_list).get(folded(word, word_list))


def folded(word: str, word_list: WordList) -> str:
    """The word as its list writes it: lower case, no marks, one alphabet."""
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", word).lower()
        if not unicodedata.combining(letter)
    )
    if word_list is WordList.CONTACT_RUSSIAN:
        return bare.translate(_LATIN_AS_RUSSIAN)
    return bare.translate(_RUSSIAN_AS_LATIN)


def split_words(text: str) -> list[str]:
    """The words of what somebody typed, whatever stands between them: spaces, hyphens, stops."""
    letters = (letter for letter in text if unicodedata.category(letter) != "Cf")
    return "".join(letters).translate(_SEPARATORS).split()


def digits_of(text: str) -> str | None:
    """The decimal digits of a text in any script as 0 to 9, or None where it holds anything else.

    Spaces and hyphens are left out. Arabic-Indic, Persian and full-width digits are digits.
    """
    try:
        return "".join(str(unicodedata.decimal(sign)) for sign in "".join(split_words(text)))
    except ValueError:
        return None
