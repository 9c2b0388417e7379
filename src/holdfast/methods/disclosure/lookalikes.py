"""Letters that look alike in two alphabets, folded to one.

Invariants:
- `folded` is for comparing only: two texts that a reader cannot tell apart fold alike, whatever
  alphabets and cases they mix. It keeps the number of characters.
- `unmixed` gives a word that mixes alphabets in the alphabet that most of its letters are of.

The table is our own: what common typefaces draw alike, of Latin, Cyrillic and Greek.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_CYRILLIC = dict(zip("авсенкмортухіѕјһѵԛԝӏ", "abcehkmoptyxisjhvqwl", strict=True)) | {"ё": "e"}
_GREEK = dict(zip("αβεηικνορτυχγωκμ", "abehikvoptuxywku", strict=True))
_FOLD = str.maketrans(_CYRILLIC | _GREEK | {"ı": "i", "ł": "l", "ø": "o", "đ": "d"})
_TO_LATIN = _CYRILLIC | _GREEK
_TO_CYRILLIC = {latin: cyrillic for cyrillic, latin in _CYRILLIC.items() if cyrillic != "ё"}


def folded(text: str) -> str:
    """`text` in small letters without accents, look-alikes of other alphabets as Latin ones."""
    return "".join([_folded_letter(letter) for letter in text])


def unmixed(word: str) -> str:
    """A word of two alphabets in the one that has most of its letters; others as they are."""
    if word.isascii():
        return word
    latin = sum(1 for letter in word if letter.isascii())
    cyrillic = sum(1 for letter in word if "Ѐ" <= letter <= "ӿ" and letter not in "Ӏӏ")
    if not latin or not cyrillic:
        return word
    table = _TO_LATIN if latin > cyrillic else _TO_CYRILLIC
    return "".join(_cased(letter, table) for letter in word)


@lru_cache(maxsize=65_536)
def _folded_letter(letter: str) -> str:
    small = letter.lower()[:1].translate(_FOLD)
    if small in "йї":
        return small
    return unicodedata.normalize("NFKD", small)[:1].translate(_FOLD) or small


def _cased(letter: str, table: dict[str, str]) -> str:
    small = table.get(letter.lower(), letter.lower())
    return small.upper() if letter.isupper() else small
