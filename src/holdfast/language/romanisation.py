"""Names from one script into another, far enough to see that two spellings are one name.

Invariants:
- `romanised` leaves Latin text as it is, apart from accents, and maps Cyrillic letter by letter.
- `skeleton` is coarser: spellings by different national habits (Karimov, Karimow, Каримов;
  Akhmed, Ahmed) come out alike. Two different names may share a skeleton, so it is a key to find
  candidates with, never a proof.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = "абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye"
_CYRILLIC = dict(zip(*_LETTERS, strict=True)) | {
    "ё": "yo",
    "ж": "zh",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ъ": "",
    "ь": "",
    "ю": "yu",
    "я": "ya",
    "і": "i",
    "ї": "yi",
    "є": "ye",
    "ґ": "g",
    "ў": "u",
    "ӏ": "",
    "ј": "j",
    "ђ": "dj",
    "љ": "lj",
    "њ": "nj",
    "ћ": "c",
    "џ": "dz",
}
_LATIN = {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
_TABLE = str.maketrans({**_CYRILLIC, **_LATIN})
_HABITS = (
    (re.compile(r"sch|shch|sh|š"), "s"),
    (re.compile(r"tch|ch|č|cz"), "c"),
    (re.compile(r"dzh|dj|zh|j(?=[aeou])"), "z"),
    (re.compile(r"kh|gh|ḥ|h"), "h"),
    (re.compile(r"ts|tz"), "c"),
    (re.compile(r"th"), "t"),
    (re.compile(r"[wv]|ff?$"), "v"),
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"ck|q"), "k"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"(?:iy|yi|yy|ij|ii|ie|ye|yo|y|j)"), "i"),
    (re.compile(r"[’'`ʼ-]"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=1 << 16)  # the same names come again and again
def romanised(text: str) -> str:
    """`text` in lower-case Latin letters without accents; other scripts stay as they are."""
    mapped = unicodedata.normalize("NFC", text).lower().translate(_TABLE)
    parts = unicodedata.normalize("NFKD", mapped)
    return "".join(char for char in parts if not unicodedata.combining(char))


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """A key that is alike for spellings of one name by different habits of romanisation."""
    key = romanised(word)
    for pattern, replacement in _HABITS:
        key = pattern.sub(replacement, key)
    return key
