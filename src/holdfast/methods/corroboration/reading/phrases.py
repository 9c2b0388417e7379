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

from holdfast.methods.corroboration.document import FurnitureKind

_FILE = "furniture.yaml"
_SENTENCE_END = r"(?<=[.!?…\"”’»)\]])"
Kinds = tuple[tuple[FurnitureKind, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class Phrases:
    """The patterns that a text is held against; see the head of `furniture.yaml` for their use."""

    line: Kinds
    opening: Kinds
    sentence: Kinds
    heading: Kinds
    credit: re.Pattern[str]
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
        credit=_pattern(_listed(chosen, "credit"), "(?:{})"),
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
    return tuple((kind, _pattern(phrases, frame)) for kind, phrases in kinds.items())


def _tails(opening: dict[FurnitureKind, list[str]]) -> Kinds:
    """Openings after the end of a sentence. "Follow us" after a space may be somebody's appeal."""
    after_space = {FurnitureKind.RELATED, FurnitureKind.CAPTION}
    return tuple(
        (kind, _pattern(phrases, rf"{_SENTENCE_END}{' ?' if kind in after_space else ''}(?:{{}})"))
        for kind, phrases in opening.items()
    )


def _pattern(phrases: list[str], frame: str) -> re.Pattern[str]:
    return re.compile(frame.replace("{}", "|".join(phrases)), re.IGNORECASE)
