"""How a word of a name sounds, whatever alphabet and national habit it is written in.

Invariants:
- `sound` is a-z only, and alike for spellings of one word by different habits of Cyrillic, Latin,
  Georgian and vocalised Arabic: Джамал, Dzhamal, Djamal, Xhemal begin alike.
- `frame` is coarser: the first sound and the consonants after it. Arabic without vowels meets its
  Latin spelling there. Different names may share a frame; it finds candidates and proves nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from holdfast.language.scripts import latinised

_HABITS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"[^a-z]", ""),
        (r"iqi$", "ici"),  # Albanian -iqi is -ići next door
        (r"(.)\1+", r"\1\1"),
        (r"dsch", "J"),
        (r"tsch", "c"),
        (r"shch|sch|sh", "s"),
        (r"tch|ch|cz", "c"),
        (r"dzh|dz|dj|xh|gj|dy(?=[aou])", "J"),
        (r"zh", "z"),
        (r"kh|gh", "h"),
        (r"ts|tz", "c"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"ck|q", "k"),
        (r"^x", "h"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"(?<=[oe])f+$", "v"),
        (r"ou|oo", "u"),
        (r"ee", "i"),
        (r"[ij]y|y[ij]|ij(?=[ao]?$)|ii|yy", "i"),
        (r"^[yj]e", "e"),
        (r"^i(?=[aou])", "J"),
        (r"(?<=[bvgdzklmnprstfhc])[yji](?=[aou])", ""),
        (r"(?<=[aeiou])[yj](?![aeou])", "i"),
        (r"[aey]i", "ei"),
        (r"(?<![a-zA-Z])[yj](?=[aeou]|$)|(?<=[aeiou])[yj](?=[aeou])", "J"),
        (r"j(?=[aeou])", "J"),
        (r"[yj]", "i"),
        (r"(.)\1+", r"\1"),
        (r"(?<=.)h$", ""),
    )
)
_SOFT = re.compile(r"[aeiou]+(?:j[aeiou]+)*")
_HISSES = str.maketrans("cz", "ss")


@lru_cache(maxsize=262_144)
def sound(word: str) -> str:
    """One word as it sounds, in a-z; empty where it holds no letter we can read."""
    key = latinised(word)
    for pattern, replacement in _HABITS:
        key = pattern.sub(replacement, key)
    return key.lower()


@lru_cache(maxsize=262_144)
def frame(key: str) -> str:
    """The frame of a `sound`: `a` for any first vowel, then the consonants; c and z count as s."""
    if not key:
        return ""
    first = "a" if key[0] in "aeiou" else key[0]
    return (first + _SOFT.sub("", key[1:])).translate(_HISSES)
