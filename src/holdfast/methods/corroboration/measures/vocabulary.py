"""The words around a number, by language: modifiers, acts, nouns, and what a number only names.

Invariants:
- Word lists are data (`vocabulary.yaml`, `traps.yaml`); a language without one has empty lists.
- A beginning ("arrest*") matches whole words that start with it; the longest entry wins.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from typing import Any, Generic, TypeVar

import yaml


class Modifier(StrEnum):
    """How a number is hedged or bounded."""

    LEAST = "least"
    MORE = "more"
    ABOUT = "about"
    NEARLY = "nearly"
    MOST = "most"
    FEWER = "fewer"
    SKIP = "skip"


class Voice(StrEnum):
    """Where those counted stand with a word for an act."""

    SUFFER = "suffer"  # its object: "killed ten", "ten were killed"
    UNDERGO = "undergo"  # its subject: "ten died"
    NOUN = "nouns"  # "the arrest of ten"
    ANY = "any"  # languages in which only nearness is read


@dataclass(frozen=True, slots=True)
class Act:
    """A word for what was done to those counted."""

    counts: str
    voice: Voice


T = TypeVar("T")


class Lexis(Generic[T]):
    """Words, beginnings of words and pairs of words ("in-custody"), each with a value."""

    __slots__ = ("_firsts", "_pairs", "_seen", "_single")

    def __init__(self, entries: Mapping[str, T]) -> None:
        self._single = {w: v for w, v in entries.items() if "-" not in w.strip("-")}
        self._pairs = {w: v for w, v in entries.items() if w not in self._single}
        self._firsts = frozenset(w.partition("-")[0] for w in self._pairs)
        self._seen: dict[str, T | None] = {}

    def get(self, word: str) -> T | None:
        """The value of `word`, or None."""
        if word not in self._seen:
            if len(self._seen) > 20_000:
                self._seen.clear()
            self._seen[word] = _longest(self._single, word)
        return self._seen[word]

    def pair(self, first: str, second: str) -> T | None:
        """The value of two words that follow each other, or None."""
        return _longest(self._pairs, f"{first}-{second}") if first in self._firsts else None

    def __contains__(self, word: str) -> bool:
        return self.get(word) is not None


def _longest(entries: Mapping[str, T], word: str) -> T | None:
    found = entries.get(word)
    for length in range(len(word), 1, -1):
        if found is not None:
            break
        found = entries.get(word[:length] + "*")
    return found


Phrases = Mapping[str, Sequence[tuple[tuple[str, ...], Modifier]]]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What one language puts around a number."""

    before: Phrases  # by the last word
    after: Phrases  # by the first word
    nobody: Phrases
    between: frozenset[str]
    opening: frozenset[str]
    both_ends: frozenset[str]
    to: frozenset[str]
    either: frozenset[str]
    ages: tuple[tuple[str, ...], ...]
    age_cues: Lexis[bool]
    both: frozenset[str]
    inverted: frozenset[str]
    acts: Lexis[Act]
    act_names: frozenset[str]
    aux: frozenset[str]
    confined: Lexis[bool]
    room: Lexis[bool]
    stop: frozenset[str]
    nouns: Lexis[str]


@dataclass(frozen=True, slots=True)
class Traps:
    """Words that make a number count nothing, and the signs of money."""

    designators: frozenset[str]
    year_before: frozenset[str]
    street: frozenset[str]
    ordinal_tails: frozenset[str]
    symbols: Mapping[str, str]
    currencies: Mapping[str, str]


@functools.cache
def vocabulary(language: str) -> Vocabulary:
    """The words of `language`; empty lists where there is none."""
    raw = _load("vocabulary.yaml").get(language, {})
    acts = {
        word: Act(counts, Voice(voice))
        for counts, voices in raw.get("acts", {}).items()
        for voice, words in voices.items()
        for word in words.split()
    }
    nouns = {w: kind for kind, words in raw.get("nouns", {}).items() for w in words.split()}
    ages = [tuple(phrase.split()) for phrase in str(raw.get("ages", "")).split(";")]
    return Vocabulary(
        before=_phrases(raw.get("before", {}), -1),
        after=_phrases(raw.get("after", {}), 0),
        nobody=_phrases({"skip": raw.get("nobody", "")}, 0),
        between=_set(raw, "between"),
        opening=_set(raw, "from"),
        both_ends=_set(raw, "and"),
        to=_set(raw, "to"),
        either=_set(raw, "or"),
        ages=tuple(phrase for phrase in ages if phrase),
        age_cues=Lexis(dict.fromkeys(_set(raw, "age_cues"), True)),
        both=_set(raw, "both"),
        inverted=_set(raw, "inverted"),
        acts=Lexis(acts),
        act_names=frozenset(raw.get("acts", {})),
        aux=_set(raw, "aux"),
        confined=Lexis(dict.fromkeys(_set(raw, "confined"), True)),
        room=Lexis(dict.fromkeys(_set(raw, "room"), True)),
        stop=_set(raw, "stop"),
        nouns=Lexis(nouns),
    )


@functools.cache
def traps() -> Traps:
    """The words that make a number count nothing, of all languages together."""
    raw = _load("traps.yaml")
    return Traps(
        designators=_set(raw, "designators"),
        year_before=_set(raw, "year_before"),
        street=_set(raw, "street"),
        ordinal_tails=_set(raw, "ordinal_tails"),
        symbols=raw["symbols"],
        currencies={w: code for code, words in raw["currencies"].items() for w in words.split()},
    )


@functools.cache
def _load(name: str) -> dict[str, Any]:
    source = resources.files(__package__).joinpath(name)
    loaded: dict[str, Any] = yaml.load(source.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return loaded


def _set(raw: Mapping[str, Any], name: str) -> frozenset[str]:
    return frozenset(str(raw.get(name, "")).split())


def _phrases(raw: Mapping[str, str], key: int) -> Phrases:
    out: dict[str, list[tuple[tuple[str, ...], Modifier]]] = {}
    for name, phrases in raw.items():
        for phrase in phrases.split(";"):
            words = tuple(phrase.replace("-", " - ").split())
            if words:
                out.setdefault(words[key], []).append((words, Modifier(name)))
    return {word: sorted(found, key=lambda p: -len(p[0])) for word, found in out.items()}
