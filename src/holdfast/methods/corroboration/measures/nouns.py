"""The noun that a number stands with, and its base form.

Invariants:
- The noun is looked for in the few words after the number, never past a verb or a preposition.
- A noun of the vocabulary wins over an unknown one; an unknown one must look like a plural.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

import msgspec
import yaml

from holdfast.language.inflection import base_form, first_grammemes, part_of_speech

from .line import Line
from .vocabulary import Act, traps


class Head(msgspec.Struct, frozen=True):
    """The noun that a number stands with; `kind` is its list in the vocabulary, or None."""

    at: int
    lemma: str
    kind: str | None


@dataclass(frozen=True, slots=True)
class _Grammar:
    """What ends a noun phrase, and how nouns are bent; `nouns.yaml`."""

    generic: tuple[str, ...]
    determiners: frozenset[str]
    of: frozenset[str]
    breaks: frozenset[str]
    irregular: Mapping[str, str]
    people_endings: tuple[str, ...]
    not_people: frozenset[str]
    time_units: Mapping[str, str]


@functools.cache
def _grammar() -> _Grammar:
    source = resources.files(__package__).joinpath("nouns.yaml")
    raw: dict[str, Any] = yaml.load(source.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return _Grammar(
        generic=tuple(raw["generic"].split()),
        determiners=frozenset(raw["determiners"].split()),
        of=frozenset(raw["of"].split()),
        breaks=frozenset(raw["breaks"].split()),
        irregular=raw["irregular"],
        people_endings=tuple(raw["people_endings"].split()),
        not_people=frozenset(raw["not_people"].split()),
        time_units={w: unit for unit, words in raw["time_units"].items() for w in words.split()},
    )


_OF_STATES = frozenset("bloc union alliance federation confederation pact grouping state".split())


def is_of_a_group(line: Line, at: int) -> bool:
    """Whether the number ending before token `at` counts members: "a 12-member board"."""
    is_joined = line.word(at) in {"-", "\u2011"} and line.is_tight(at - 1) and line.is_tight(at)
    is_group = line.word(at + 1) in {"member", "strong"} and line.word(at + 2) != "-"
    return is_joined and is_group and line.word(at + 2) not in _OF_STATES


def _hyphened(line: Line, at: int) -> Head | None:
    """The noun of "a 10-day sentence" and "a 12-member board"."""
    if is_of_a_group(line, at):
        return Head(at + 1, "member", "persons")
    following = line.word(at + 1)
    is_joined = line.word(at) == "-" and line.is_tight(at)
    is_time = is_joined and line.words.nouns.get(following) == "time"
    return Head(at + 1, following, "time") if is_time else None


def head_after(line: Line, at: int) -> Head | None:
    """The noun that follows the number ending before token `at`, or None."""
    word = line.word(at)
    if line.words.nouns.get(word) == "percent" or (word == "per" and line.word(at + 1) == "cent"):
        return Head(at + (word == "per"), "share", "percent")
    if word in traps().currencies:
        return Head(at, "money", "money")
    if hyphened := _hyphened(line, at):
        return hyphened
    if word in _grammar().of:
        at += 1
        if line.word(at) in {"them", "us", "whom"}:
            return Head(at, "person", "persons")
        while line.word(at) in _grammar().determiners:
            at += 1
        if line.word(at) in traps().currencies:
            return Head(at, "money", "money")
    return _noun(line, _phrase(line, at))


_OPENING = frozenset("\"“«„‘'")  # as in: five "militants"


def _phrase(line: Line, at: int) -> list[int]:
    """The places of the next words that may belong to one noun phrase."""
    out: list[int] = []
    for i in range(at, min(at + 5, len(line.tokens))):
        word = line.tokens.words[i]
        if (word in {"-", "'", "’"} and out) or (word in _OPENING and i == at):
            continue
        if not word[0].isalpha() or word in _grammar().breaks or word in line.words.stop:
            break
        if out and word.endswith("ing") and line.word(out[-1]).endswith("s"):
            break
        if word.endswith(("'s", "’s", "s’", "s'")):
            continue
        out.append(i)
    return out


def _noun(line: Line, phrase: list[int]) -> Head | None:
    known = None
    for at in phrase:
        kind = line.words.nouns.get(line.word(at))
        pair = line.words.nouns.pair(line.word(at), line.word(at + 1))
        if pair is not None:
            return Head(at + 1, line.word(at + 1), pair)
        if kind is not None:
            known = Head(at, lemma(line, at), kind)
            if kind == "time" or line.language != "en":
                break
        elif known is not None or (
            line.language == "en" and act_at(line, at) is not None and not _is_before_noun(line, at)
        ):
            break
    return known or _unknown_noun(line, phrase)


def _is_before_noun(line: Line, at: int) -> bool:
    """As in "40 detained men": the participle belongs to the noun."""
    return any(line.words.nouns.get(line.word(at + i)) is not None for i in (1, 2))


def _unknown_noun(line: Line, phrase: list[int]) -> Head | None:
    if line.language == "ru":
        return _russian_noun(line, phrase[:3])
    for at in phrase[:4]:
        word = line.word(at)
        if act_at(line, at) is not None:
            return None
        is_plain = not line.is_capital(at) or line.is_title
        if is_plain and _is_plural(line, word):
            if word == "asylum":
                continue
            return Head(at, lemma(line, at), None)
        if word == "asylum":
            return Head(at + 1, "asylum seeker", "persons")
    return None


def _is_plural(line: Line, word: str) -> bool:
    if word in _grammar().irregular:
        return True
    if line.language == "en":
        return (word.endswith("s") and not word.endswith(("ss", "ous", "us", "is"))) and len(
            word
        ) > 3
    return len(word) > 3


def lemma(line: Line, at: int) -> str:
    """The noun at `at` in the singular, as far as rules carry; people as such are "person"."""
    word = line.word(at)
    if word.startswith(_grammar().generic) and line.words.nouns.get(word) == "persons":
        return "person"
    if line.language == "ru":
        return base_form(word)
    return _english_singular(word) if line.language == "en" else word


def _english_singular(word: str) -> str:
    irregular = _grammar().irregular.get(word)
    if irregular is not None:
        return irregular
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def is_of(word: str) -> bool:
    """Whether the word joins a number to its noun: "hundreds of men"."""
    return word in _grammar().of


def ends_phrase(word: str) -> bool:
    """Whether no noun phrase goes on past this word."""
    return word in _grammar().breaks


def names_people(line: Line, head: Head) -> bool:
    """Whether an unknown English noun ends like one for people ("mourners")."""
    word = line.word(head.at)
    is_english = line.language == "en"
    ending = _grammar().people_endings
    return is_english and word.endswith(ending) and word not in _grammar().not_people


def time_unit(word: str) -> str:
    """The unit of a word for a stretch of time: "days", "hours"."""
    return _grammar().time_units.get(word[:3], word)


def act_at(line: Line, at: int) -> Act | None:
    """The word for an act at `at`, alone or with the next, or None."""
    word = line.word(at)
    if not word:
        return None
    act = line.words.acts.pair(word, line.word(at + 1))
    return act or line.words.acts.get(word)


def _russian_noun(line: Line, phrase: list[int]) -> Head | None:
    """The first noun, or else a participle that stands for one («опрошенных»)."""
    for part in ("NOUN", "PRTF"):
        for at in phrase:
            word = line.word(at)
            if part_of_speech(word) == part:
                is_alive = "anim" in first_grammemes(word)
                return Head(at, base_form(word), "persons" if is_alive else None)
    return None
