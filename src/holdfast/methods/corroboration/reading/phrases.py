"""The phrases of `furniture.yaml`, compiled once a language.

Invariants:
- A text is held against the phrases of its own language, of English (the language of buttons the
  world over) and those that hold for any.
- Each use of a kind is one pattern, so that a line is tried a few times and not hundreds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from holdfast.language.caseless import Caseless, in_lower_case, lower_case
from holdfast.methods.corroboration.document import FurnitureKind

_FILE = "furniture.yaml"
_SENTENCE_END = r"(?<=[.!?…\"”’»)\]])"


@dataclass(frozen=True, slots=True)
class Kinds:
    """A pattern a kind of furniture, in the order in which they are tried."""

    patterns: tuple[tuple[FurnitureKind, re.Pattern[str]], ...]
    any_of_them: re.Pattern[str]  # in lower case

    def match(self, words: str) -> FurnitureKind | None:
        """The first kind whose pattern fits from the start of `words`."""
        low = lower_case(words)
        if low is not None and self.any_of_them.match(low) is None:
            return None
        return next((kind for kind, pattern in self.patterns if pattern.match(words)), None)

    def search(self, words: str, begin: int) -> tuple[FurnitureKind, int] | None:
        """The first kind whose pattern is found in `words` from `begin` on, and where."""
        low = lower_case(words)
        if low is not None and self.any_of_them.search(low, begin) is None:
            return None
        found = ((kind, pattern.search(words, begin)) for kind, pattern in self.patterns)
        return next(((kind, place.start()) for kind, place in found if place), None)


@dataclass(frozen=True, slots=True)
class Phrases:
    """The patterns that a text is held against; see the head of `furniture.yaml` for their use."""

    line: Kinds
    opening: Kinds
    sentence: Kinds
    heading: Kinds
    credit: Caseless
    glued: re.Pattern[str]
    tail: Kinds
    address: re.Pattern[str]


@cache
def _blocks() -> dict[str, Any]:
    loaded = yaml.safe_load(files(__package__).joinpath(_FILE).read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


@cache
def phrases_of(language: str) -> Phrases:
    """The phrases for a text in `language` (ISO 639-1 or "und")."""
    names = dict.fromkeys(("any", "en", language if language in _blocks() else "any"))
    chosen = [_blocks()[name] for name in names]
    opening = _by_kind(chosen, "opening")
    return Phrases(
        line=_compiled(_by_kind(chosen, "line"), r"(?:{})\Z"),
        opening=_compiled(opening, r"(?:{})"),
        sentence=_compiled(_by_kind(chosen, "sentence"), r"(?:{})\Z"),
        heading=_compiled(_by_kind(chosen, "heading"), r"(?:{})\Z"),
        credit=Caseless("|".join(_listed(chosen, "credit"))),
        glued=re.compile(rf"(?:{'|'.join(_listed(chosen, 'glued'))})\Z"),
        tail=_tails(opening),
        address=_pattern(_listed(chosen, "address"), "(?:{})"),
    )


def _listed(blocks: list[dict[str, Any]], use: str) -> list[str]:
    return [phrase for block in blocks for phrase in block.get(use, ())]


def _by_kind(blocks: list[dict[str, Any]], use: str) -> dict[FurnitureKind, list[str]]:
    found: dict[FurnitureKind, list[str]] = {}
    for block in blocks:
        for kind, phrases in block.get(use, {}).items():
            found.setdefault(FurnitureKind(kind), []).extend(phrases)
    return found


def _compiled(kinds: dict[FurnitureKind, list[str]], frame: str) -> Kinds:
    return _together({kind: _source(phrases, frame) for kind, phrases in kinds.items()})


def _tails(opening: dict[FurnitureKind, list[str]]) -> Kinds:
    """Openings after the end of a sentence. "Follow us" after a space may be somebody's appeal."""
    after_space = {FurnitureKind.RELATED, FurnitureKind.CAPTION}
    return _together(
        {
            kind: _source(phrases, rf"{_SENTENCE_END}{' ?' if kind in after_space else ''}(?:{{}})")
            for kind, phrases in opening.items()
        }
    )


def _together(sources: dict[FurnitureKind, str]) -> Kinds:
    patterns = tuple((kind, re.compile(s, re.IGNORECASE)) for kind, s in sources.items())
    any_of_them = in_lower_case("|".join(sources.values())) or r"(?!)"
    return Kinds(patterns, re.compile(any_of_them))


def _pattern(phrases: list[str], frame: str) -> re.Pattern[str]:
    return re.compile(_source(phrases, frame), re.IGNORECASE)


def _source(phrases: list[str], frame: str) -> str:
    return frame.replace("{}", "|".join(phrases))
