"""Base forms of Russian words and names, from the dictionary inside pymorphy3's wheel.

Invariants: nothing is fetched; the dictionary is read once for the whole program, at the first
Russian word; a word that is not Russian comes back as it is.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from .given_names import Gender

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer
    from pymorphy3.analyzer import Parse

_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_OBLIQUE = re.compile(r"(?<=[бвгджзклмнпрстфхцчшщ])(?:а|у|ом|ем|е)$")
_SOFT = re.compile(r"(?<=[лнрт])[яю]$")
_GENITIVE = re.compile(r"(?<=[бвдзлмнпрстф])ы$")
_NAME_TAGS = ("Name", "Surn", "Patr")


@lru_cache(maxsize=1)
def _analyser() -> MorphAnalyzer:
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415 - English reports need not load it

    return MorphAnalyzer(lang="ru")


def base_form(word: str) -> str:
    """The dictionary form of a Russian word, in lower case."""
    if not _CYRILLIC.search(word):
        return word
    return str(parses(word)[0].normal_form)


def base_name(name: str) -> str:
    """A Russian name in the nominative, its capitals kept; what is no name stays as it is.

    Gender is taken from the given name where it is told, so that a surname agrees with it.
    """
    words = name.split()
    gender = next((g for g in map(_gender, words) if g), None)
    based = [_nominative(word, gender) for word in words]
    if gender and based[0] == words[0]:
        return name  # the given name stands in the nominative, and so does the rest
    if len(words) > 1 and based[0] == words[0] and _GENITIVE.search(words[0]):
        based[0] = words[0][:-1] + "а"  # a foreign woman's name that no dictionary holds
    if gender == "masc" and len(words) > 1 and based[0] != words[0] and based[-1] == words[-1]:
        based[-1] = _SOFT.sub("ь", _OBLIQUE.sub("", words[-1]))  # a foreign surname
    return " ".join(based)


def gender_of_name(name: str) -> Gender | None:
    """The gender that a Russian name or past verb tells, or None."""
    found = next((g for g in map(_gender, name.split()) if g), None)
    return {"masc": Gender.MALE, "femn": Gender.FEMALE}.get(found or "")


def nominative(phrase: str) -> str:
    """A Russian description with its adjectives and first noun in the nominative.

    What follows that noun depends on it and stays: "министерстве внутренних дел" gives
    "министерство внутренних дел". A phrase without a noun comes back as it is.
    """
    words = phrase.split()
    for at, word in enumerate(words):
        if word.lower().startswith("власт"):
            return " ".join([*words[:at], "власти", *words[at + 1 :]])  # the authorities are many
        noun = next((p for p in parses(word.lower()) if p.tag.POS == "NOUN"), None)
        if noun is not None and parses(word.lower())[0].tag.POS != "ADJF":
            number = "plur" if noun.tag.number == "plur" else "sing"
            lead = [_agreeing(w, noun.tag.gender, number) for w in words[:at]]
            return " ".join([*lead, _inflected(word, {"nomn", number}, "NOUN"), *words[at + 1 :]])
    parse = parses(phrase.lower())[0]
    if parse.tag.POS == "PRTF":  # "протестующих", who are no noun in the dictionary
        return _inflected(phrase, {"nomn", parse.tag.number}, "PRTF")
    return phrase


def is_dependent(word: str) -> bool:
    """Whether a Russian noun can only depend on another: a genitive that is no nominative."""
    if not _CYRILLIC.search(word):
        return False
    tags = [parse.tag for parse in parses(word) if "Fixd" not in parse.tag]
    return any({"gent", "sing"} in t for t in tags) and not any({"nomn", "sing"} in t for t in tags)


def is_given_name(word: str) -> bool:
    """Whether a Russian word is a given name in some case, by the dictionary."""
    return is_in_dictionary(word) and any("Name" in parse.tag for parse in parses(word)[:3])


def base_forms(word: str) -> frozenset[str]:
    """The dictionary forms of a Russian word in each of its readings, in lower case."""
    return frozenset(str(parse.normal_form) for parse in parses(word))


def grammemes(word: str) -> frozenset[str]:
    """What the likeliest readings of a Russian word are: part of speech, case, kind of name."""
    return frozenset(mark for parse in parses(word)[:4] for mark in parse.tag.grammemes)


def first_grammemes(word: str) -> frozenset[str]:
    """What the likeliest reading of a Russian word is."""
    return frozenset(parses(word)[0].tag.grammemes)


def part_of_speech(word: str) -> str:
    """The part of speech of the likeliest reading, as the dictionary writes it ("NOUN"), or ""."""
    return str(parses(word)[0].tag.POS or "")


def is_in_dictionary(word: str) -> bool:
    """Whether the dictionary holds the Russian word, so that nothing about it is guessed."""
    return bool(_analyser().word_is_known(word))


def _agreeing(word: str, gender: str | None, number: str) -> str:
    wanted = {"nomn", number}
    if gender and number == "sing":
        wanted.add(gender)
    return _inflected(word, wanted, "ADJF")


def _inflected(word: str, wanted: set[str], part: str) -> str:
    parse = next((p for p in parses(word.lower()) if part == p.tag.POS), None)
    found = None if parse is None or word.isupper() else parse.inflect(wanted)
    if found is None:
        return word
    shown = str(found.word)
    return shown.capitalize() if word[:1].isupper() else shown


@lru_cache(maxsize=1 << 15)
def parses(word: str) -> tuple[Parse, ...]:
    """The readings of a word, the likeliest first; one that says nothing where there is none."""
    if word.isascii() or all(unicodedata.name(letter, "") for letter in word):
        return tuple(_analyser().parse(word))
    unknown = _analyser().parse(_NO_WORD)[0]  # it asks for names of letters that may have none
    return (unknown._replace(word=word, normal_form=word.lower()),)


_NO_WORD = "\N{REPLACEMENT CHARACTER}"


def _name_parse(word: str) -> Parse | None:
    for parse in parses(word):
        if any(tag in parse.tag for tag in _NAME_TAGS) and "Fixd" not in parse.tag:
            return parse
    return None


def _gender(word: str) -> str | None:
    parse = _name_parse(word) if _CYRILLIC.search(word) else None
    if parse is None or "Surn" in parse.tag:
        return None
    return str(parse.tag.gender) if parse.tag.gender else None


def _nominative(word: str, gender: str | None) -> str:
    if not _CYRILLIC.search(word) or not word[:1].isupper() or word.isupper():
        return word
    wanted = {"nomn", "sing"}
    for parse in parses(word):
        if not any(tag in parse.tag for tag in _NAME_TAGS) or parse.tag.number == "plur":
            continue
        if gender and parse.tag.gender and parse.tag.gender != gender:
            continue
        inflected = parse.inflect(wanted)
        if inflected is not None:
            base = str(inflected.word)
            return "-".join(part.capitalize() for part in base.split("-"))
    return word
