"""When two names in two reports are the same name.

Invariants:
- Names are compared as words, never as roles: "a spokesman" is no name.
- A surname alone agrees with a full name; two different first names never agree.
- Close spellings agree only where the rest of the name is the same.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

import yaml
from rapidfuzz.distance import OSA

from holdfast.language.person_names.sound import frame, sound
from holdfast.language.romanisation import romanised, skeleton

_CYRILLIC = re.compile("[Ѐ-ӿ]")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_EMPTY = frozenset(
    "the a an of for and in at mr mrs ms dr prof sir president general colonel".split()
)
_RANKS = frozenset(
    "captain major lieutenant sergeant corporal inspector brigadier commander capt maj lt sgt "
    "gen col professor doctor father sister brother bishop archbishop imam sheikh senator "
    "judge".split()
)
_OUTLET_EMPTY = _EMPTY | {"uk", "us", "news", "newspaper", "agency", "online", "website", "com"}
_BODIES = {
    russian: english
    for english, names in yaml.safe_load(
        files(__package__).joinpath("bodies.yaml").read_text(encoding="utf-8")
    ).items()
    for russian in names
}


@lru_cache(maxsize=65_536)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name, romanised, without titles and articles."""
    words = _WORD.findall(name)
    kept = [word for word in words if word == "A" or word.lower() not in _EMPTY]  # "A. Orlo"
    while len(kept) > 1 and kept[0].lower() in _RANKS:
        del kept[0]
    return tuple(romanised(word) for word in kept or words)


@lru_cache(maxsize=65_536)
def outlet_words(name: str) -> tuple[str, ...]:
    """The words of an outlet's name without what comes and goes ("the", "news", ".com")."""
    words = tuple(romanised(word) for word in _WORD.findall(name))
    return tuple(word for word in words if word not in _OUTLET_EMPTY) or words


@lru_cache(maxsize=65_536)
def body_words(name: str) -> tuple[str, ...]:
    """The words of a name in one order: "Ministry of Fisheries" has those of "Fisheries Ministry".

    A common body named in Russian has the words of its English name.
    """
    english = _BODIES.get(" ".join(_WORD.findall(name.lower())).replace("ё", "е"))
    return tuple(sorted(outlet_words(english or name)))


_OF_A_COUNTRY = re.compile(
    r"(?:the\s+)?(\w{4,})(?:['’]s|(?<=ian)|(?<=ish)|(?<=ese))\s+(\S.*)", re.IGNORECASE
)
_AT_HOME = frozenset(
    "interior police prosecutor prosecutors prison prisons court security investigative".split()
)


@lru_cache(maxsize=65_536)
def country_and_body(name: str) -> tuple[str, tuple[str, ...]]:
    """The start of the country's name ("" where none is given) and the words of its body.

    "Tervenia's interior ministry" and "Tervenian Interior Ministry" give the same.
    """
    found = _OF_A_COUNTRY.fullmatch(name)
    if found is None:
        return "", body_words(name)
    return romanised(found[1])[:_START], body_words(found[2])


def is_of_home(words: tuple[str, ...]) -> bool:
    """Whether a body is one of which reports of a crackdown seldom mean another country's."""
    return not _AT_HOME.isdisjoint(words)


_START = 5  # letters that "Tervenia" and "Tervenian" share


@lru_cache(maxsize=65_536)
def surname_key(name: str) -> str:
    """A coarse key of the last word: names that agree share it, but for a slip in a letter."""
    words = name_words(name)
    return skeleton(words[-1]) if words else ""


def same_person_name(left: str, right: str) -> bool:
    """Whether two names of persons agree: the surname, and first names as far as both are given."""
    a, b = name_words(left), name_words(right)
    if not a or not b:
        return False
    if not _same_word(a[-1], b[-1]):
        return False
    if len(a) == 1 or len(b) == 1:
        return True
    is_surname_equal = a[-1] == b[-1]
    if _first_names_agree(a[:-1], b[:-1], is_surname_equal=is_surname_equal):
        return True
    return _is_across_scripts(left, right) and _sounds_alike(a[0], b[0])


def is_cyrillic(name: str) -> bool:
    """Whether a name stands in Cyrillic letters."""
    return _CYRILLIC.search(name) is not None


def _is_across_scripts(left: str, right: str) -> bool:
    """Whether one name stands in Cyrillic and the other in Latin letters."""
    return is_cyrillic(left) is not is_cyrillic(right)


def _sounds_alike(one: str, other: str) -> bool:
    """Whether two first names agree in their consonants: Josef and Йозеф."""
    return min(len(one), len(other)) > 3 and frame(sound(one)) == frame(sound(other))


def _first_names_agree(a: tuple[str, ...], b: tuple[str, ...], *, is_surname_equal: bool) -> bool:
    shorter, longer = sorted((a, b), key=len)
    if all(any(_same_word(x, y) for y in longer) for x in shorter):
        return True
    first, other = a[0], b[0]
    if len(first) == 1 or len(other) == 1:
        return first[0] == other[0]
    return is_surname_equal and len(first) > 3 and OSA.distance(first, other, score_cutoff=1) <= 1


def same_organisation_name(left: str, right: str) -> bool:
    """Whether two names of bodies agree: the same words, or one the initials of the other."""
    a, b = name_words(left), name_words(right)
    if a == b or tuple(map(skeleton, a)) == tuple(map(skeleton, b)):
        return True
    return _is_initials(left, b) or _is_initials(right, a)


def same_outlet_name(left: str, right: str) -> bool:
    """Whether two names of outlets agree, leaving out what comes and goes in such names."""
    a, b = outlet_words(left), outlet_words(right)
    if a == b or "".join(a) == "".join(b):
        return True
    return tuple(map(skeleton, a)) == tuple(map(skeleton, b)) or _is_slip(a, b)


def _is_slip(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """One letter wrong in a name of two words or more: "Novyi Golos", "Novij Golos"."""
    if len(a) < 2 or len(a) != len(b):
        return False
    differing = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return len(differing) == 1 and all(
        min(len(x), len(y)) > 4 and OSA.distance(x, y, score_cutoff=1) <= 1 for x, y in differing
    )


def _is_initials(short: str, words: tuple[str, ...]) -> bool:
    letters = re.sub(r"[^A-ZА-Я]", "", short)
    if len(letters) < 3 or len(letters) != len(words):
        return False
    return romanised(letters) == "".join(word[0] for word in words)


def _same_word(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) > 2 and skeleton(a) == skeleton(b))
