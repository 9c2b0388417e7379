"""Words of four scripts in Latin letters: Arabic and Georgian here, Cyrillic by `romanisation`.

Invariants:
- `latinised` leaves no Cyrillic, Georgian or Arabic letter; Latin letters only lose accents.
- Arabic writes no short vowels, and none is invented: `محمد` is `mhmd`. Compare such words by their
  consonants.
- What is no letter of these scripts stays as it is.

Sources of the tables: the alphabets themselves; Georgian after the national system of 2002 without
apostrophes, except ჯ as `dzh`, as it is written beside the Caucasus' other languages.
"""

from __future__ import annotations

import re
import unicodedata

from holdfast.language.romanisation import romanised

_GEORGIAN_LETTERS = "აბგდევზთიკლმნოპრსტუფქყჰ", "abgdevztiklmnoprstupkqh"
_GEORGIAN = dict(zip(*_GEORGIAN_LETTERS, strict=True)) | {
    "ჟ": "zh",
    "ღ": "gh",
    "შ": "sh",
    "ჩ": "ch",
    "ც": "ts",
    "ძ": "dz",
    "წ": "ts",
    "ჭ": "ch",
    "ხ": "kh",
    "ჯ": "dzh",
}
_ARABIC_LETTERS = "اأآىبتحدذرزسصضطظفقكلمنهةپگکی", "aaaabthdzrzssdtzfqklmnhapgky"
_ARABIC = dict(zip(*_ARABIC_LETTERS, strict=True)) | {
    "إ": "i",
    "ٱ": "a",
    "ث": "th",
    "ج": "dzh",
    "خ": "kh",
    "ذ": "dh",
    "ش": "sh",
    "غ": "gh",
    "چ": "ch",
    "ژ": "zh",
    "ء": "",
    "ئ": "",
    "ؤ": "",
    "ع": "",
    "ـ": "",
}
_EXTRA = {"š": "sh", "ž": "zh", "č": "ch", "đ": "dj", "ş": "sh", "ğ": "gh", "ə": "a", "ج": "dzh"}
_TABLE = str.maketrans({**_GEORGIAN, **_EXTRA})
_ARABIC_TABLE = str.maketrans(_ARABIC)
_ARABIC_WORD = re.compile(r"[\u0600-\u06ff]+")
_ARABIC_MARKS = re.compile(r"[\u064b-\u065f\u0670\u06d6-\u06ed]")
_ARABIC_START = ((re.compile(r"^ع"), "ا"), (re.compile(r"^ال(?=..)"), "al-"))
_WAW = ((re.compile(r"^و|(?<=[اأآ])و|و(?=[اأآىةيی])"), "v"), (re.compile(r"و"), "u"))
_YA = ((re.compile(r"^[يی]|(?<=[اأآ])[يی](?=.)|[يی](?=[اأآة])"), "y"), (re.compile(r"[يی]"), "i"))


def latinised(text: str) -> str:
    """`text` in lower-case Latin letters without accents, from any of the four scripts.

    Digraphs of the Balkan Latin alphabets are spelled out (`š` as `sh`, `đ` as `dj`), so that they
    meet their Cyrillic twins.
    """
    composed = unicodedata.normalize("NFKC", text).lower()  # Arabic of PDF files comes in shapes
    without_arabic = _ARABIC_WORD.sub(lambda found: _latin_of_arabic(found[0]), composed)
    return romanised(without_arabic.translate(_TABLE))


def _latin_of_arabic(word: str) -> str:
    word = _ARABIC_MARKS.sub("", word)
    for pattern, letter in (*_ARABIC_START, *_WAW, *_YA):
        word = pattern.sub(letter, word)
    return word.translate(_ARABIC_TABLE)
