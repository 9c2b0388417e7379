"""The keys under which one word of a name can be met: other cases, scripts and national habits.

Invariants:
- Two spellings of one name share a key; two names can share one too, so a key is a reason to look
  and never a proof.
- A name is in the nominative: only a vowel is taken from its end. A word of the draft may be in any
  case: every ending that it could have is taken off in turn.
- At least three letters are left of a word that loses its ending.

Keys are `sound`s (language.person_names.sound), so that one list of endings does for all scripts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache

from holdfast.language.person_names.lexicon import is_given_name, root
from holdfast.language.person_names.sound import frame, sound

from .lookalikes import folded, unmixed

_LEAST = 3  # letters left of a word that loses its ending
_NOMINATIVE = ("aja", "oje", "ei", "oi", "ii", "ai", "a", "e", "i", "o")
_CASES = (
    *"a e i o u s ei oi em om im am ii ia ie iu ai ah ih ja ju je".split(),
    *"aja uju oje oju eju eja eje ogo ego omu emu ami imi iem iei iam ovi evi eem iami".split(),
)
_GEORGIAN_CASES = ("i", "s", "o", "ma", "is", "it", "ad", "sa", "tan", "isa", "istvis", "isgan")
_PIECES = re.compile(r"['’ʼ`]")
_ARABIC_PREFIX = re.compile(r"^(?:[وفبلك]?ال|[وفبلك]{1,2}(?=...)|لل)(?=..)")
_ARABIC_FAMILY = re.compile(r"(?<=..)[uie]f(a?)$")  # it writes -ov and -ova with its f
_ARABIC_LACKS = str.maketrans("vpg", "fbh")  # it writes v, p and g with its f, b and gh
# What a letter of Latin spells by the habits of one country and not by those of the next.
_HABITS = (
    (("ch", "kh"), ("s", "z")),  # German
    (("ch", "kh"), ("sz", "sh"), ("rz", "zh")),  # Polish
    (("ch", "sh"), ("j", "zh")),  # French
    (("c", "dj"), ("x", "kh"), ("j", "zh")),  # Turkish, Azerbaijani
)
_TELLING = re.compile(r"ch|sz|rz|j|x|c(?!h)|(?:^|[aeiou])s[aeiou]")
_VOICED = re.compile(r"(?:(?<=^)|(?<=[aeiou]))s(?=[aeiou])")
_FLEETING = re.compile(r"[eo](?=[^aeiou]$)")


class Script(Enum):
    """The alphabets that names are compared across."""

    LATIN = "latin"
    CYRILLIC = "cyrillic"
    ARABIC = "arabic"
    GEORGIAN = "georgian"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Spellings:
    """A word and its keys: `plain` by the sound alone, `habits` by national habits beside it."""

    text: str = field(repr=False)
    fold: str = field(repr=False)
    script: Script
    plain: frozenset[str] = field(repr=False)
    habits: frozenset[str] = field(repr=False)
    roots: frozenset[str] = field(repr=False)  # other forms of a given name share it
    frames: frozenset[str] = field(repr=False)  # consonants alone; for Arabic, which writes these


def spellings_of_name(word: str) -> Spellings:
    """The keys of a word of a name in the nominative."""
    return _spellings(word, _NOMINATIVE)


def spellings_in_draft(word: str) -> Spellings:
    """The keys of a word of a draft, in whatever case it stands."""
    return _spellings(word, _GEORGIAN_CASES if script_of(word) is Script.GEORGIAN else _CASES)


@lru_cache(maxsize=65_536)
def script_of(word: str) -> Script:
    """The alphabet of a word's first letter that is of one we know."""
    for letter in word:
        if letter.isascii() or "À" <= letter <= "ɏ" or "Ḁ" <= letter <= "ỿ":
            return Script.LATIN
        if "Ѐ" <= letter <= "ԯ":
            return Script.CYRILLIC
        if "\u0600" <= letter <= "\u06ff":
            return Script.ARABIC
        if "Ⴀ" <= letter <= "ჿ":
            return Script.GEORGIAN
    return Script.OTHER


def _spellings(word: str, endings: tuple[str, ...]) -> Spellings:
    readings = _readings(unmixed(word))
    script = script_of(readings[0])
    sounds = {key for reading in readings if (key := sound(_even(reading)))}
    others: set[str] = set()
    if script is Script.ARABIC:
        sounds |= {_ARABIC_FAMILY.sub(r"ov\1", key) for key in sounds}
    if script is Script.LATIN:
        others = {sound(habit) for reading in readings for habit in _by_habit(reading)} - sounds
    plain = {stem for key in sounds for stem in _stems(key, endings)}
    return Spellings(
        text=word,
        fold=folded(word),
        script=script,
        plain=frozenset(plain),
        habits=frozenset(stem for key in others for stem in _stems(key, endings)) - plain,
        roots=frozenset(root(key) for key in plain if is_given_name(key)),
        frames=frozenset(
            f for key in sounds if len(f := frame(key).translate(_ARABIC_LACKS)) >= _LEAST
        ),
    )


def _readings(word: str) -> tuple[str, ...]:
    """The word; without apostrophes, and each part between them; without an Arabic prefix."""
    if script_of(word) is Script.ARABIC:
        bare = _ARABIC_PREFIX.sub("", word)
        return (word,) if bare == word else (word, bare)
    pieces = _PIECES.split(word)
    if len(pieces) == 1:
        return (word,)
    return ("".join(pieces), *(piece for piece in pieces if len(piece) >= _LEAST))


def _even(word: str) -> str:
    return word.replace("ё", "е").replace("Ё", "Е")


def _by_habit(word: str) -> list[str]:
    small = word.lower()
    if not _TELLING.search(small):
        return []
    return [_respelled(small, habit) for habit in _HABITS]


def _respelled(word: str, habit: tuple[tuple[str, str], ...]) -> str:
    for letters, meant in habit:
        if letters == "s":
            word = _VOICED.sub(meant, word)
        elif letters == "c":
            word = re.sub(r"c(?![hkz])", meant, word)
        else:
            word = word.replace(letters, meant)
    return word


def _stems(key: str, endings: tuple[str, ...]) -> set[str]:
    found = {key}
    for ending in endings:
        if key.endswith(ending) and len(key) - len(ending) >= _LEAST:
            found.add(key[: -len(ending)])
    if endings is _NOMINATIVE and len(key) > _LEAST and _FLEETING.search(key):
        found.add(_FLEETING.sub("", key))  # Павел, Павла
    return found
