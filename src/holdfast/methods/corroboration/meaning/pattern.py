"""The notation of the lexicon, compiled to regular expressions.

    word      this word                     word~    every form of it (see `inflection`)
    stem*     any ending                    (a|b c)  either
    item?     may be missing                ...      up to five words between
    @group    a named group of words        <number> digits
    ^         only at the start of a clause

Invariants:
- A pattern matches whole words; between two words stand spaces, hyphens or quotation marks.
- `firsts` holds every word, and `stems` every stem, a match can begin with; every match contains
  one of `needs` (where that is not empty), so that most patterns need not be tried on most texts.
- In English `not` also matches `cannot` and every word in `n't`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from holdfast.language.caseless import in_lower_case

from .inflection import forms_of

_GAP = "..."
_NUMBER = "<number>"
_SEPARATOR = r"[\s\-‐-–\"“”«»‘’'„]+"
_PIECE = re.compile(r"\s*(\.\.\.|<number>|[()|?^]|@[\w-]+|[\w'’.-]+[~*]?)")
_NOT = r"(?:not|cannot|\w+n['’]t)"
_GAP_WORDS = 5
_MARKS = 16  # a word and a mark in turn, and so many marks more
_COMMON = frozenset(
    "the a an of to is was are were been be being has have had he she they it i we you his her "
    "their my our in on and or not no that who him them me us people men by for with do did does "
    "und der die de la le les el los на в и не".split()
)


class PatternError(ValueError):
    """A pattern that breaks the notation; the message says where, for a person."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a pattern: its expression, its beginnings, and what it cannot lack."""

    expression: str
    firsts: frozenset[str]
    stems: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    is_optional: bool = False
    longest: int = 1  # words, at most


@dataclass(slots=True, eq=False)
class Pattern:
    """A pattern of the lexicon. `opens_clause` asks for a match at the start of a clause.

    No match is longer than `reach` words and marks.
    """

    source: str
    expression: str
    firsts: frozenset[str]
    stems: frozenset[str]
    needs: frozenset[str]
    opens_clause: bool
    reach: int
    _regex: re.Pattern[str] | None = None
    _twin: re.Pattern[str] | None = None

    @property
    def regex(self) -> re.Pattern[str]:
        """The expression, compiled when a text first needs it: most texts need few."""
        if self._regex is None:
            self._regex = re.compile(self.expression, re.IGNORECASE)
        return self._regex

    @property
    def twin(self) -> re.Pattern[str]:
        """What finds the same in a text that is in lower case throughout, and sooner."""
        if self._twin is None:
            self._twin = re.compile(in_lower_case(self.expression))
        return self._twin


@dataclass(slots=True)
class Compiler:
    """Compiles the patterns of one language; `groups` are its named groups of words."""

    language: str
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _compiled: dict[str, Piece] = field(default_factory=dict)

    def compile(self, source: str) -> Pattern:
        """The pattern that `source` writes; raises PatternError where the notation is broken."""
        opens_clause = source.startswith("^")
        piece = self.piece(source.removeprefix("^"))
        if piece.is_optional or not (piece.firsts or piece.stems):
            raise PatternError("a pattern needs at least one word that cannot be missing")
        expression = piece.expression + r"(?!\w)"
        return Pattern(
            source=source,
            expression=expression,
            firsts=piece.firsts,
            stems=piece.stems,
            needs=piece.needs,
            opens_clause=opens_clause,
            reach=2 * piece.longest + _MARKS,
        )

    def piece(self, source: str) -> Piece:
        """The uncompiled parts of `source`."""
        reader = _Reader(_split(source))
        piece = self._alternatives(reader)
        if reader.next is not None:
            raise PatternError(f"'{reader.next}' stands where it cannot")
        return piece

    def _alternatives(self, reader: _Reader) -> Piece:
        pieces = [self._sequence(reader)]
        while reader.next == "|":
            reader.take()
            pieces.append(self._sequence(reader))
        return _either(pieces)

    def _sequence(self, reader: _Reader) -> Piece:
        pieces: list[Piece] = []
        while reader.next not in (None, "|", ")"):
            piece = self._item(reader)
            if reader.next == "?":
                reader.take()
                piece = replace(piece, is_optional=True)
            pieces.append(piece)
        return _joined(pieces)

    def _item(self, reader: _Reader) -> Piece:
        part = reader.take()
        if part == "(":
            piece = self._alternatives(reader)
            if reader.next != ")":
                raise PatternError("a bracket is opened and not closed")
            reader.take()
            return piece
        if part == _GAP:
            return Piece(_GAP, frozenset(), longest=_GAP_WORDS)
        if part == _NUMBER:
            return Piece(r"\d[\d.,]*", frozenset({_NUMBER}))
        if part.startswith("@"):
            return self._group(part[1:])
        if part in "?^":
            raise PatternError(f"'{part}' stands where it cannot")
        return self._word(part)

    def _group(self, name: str) -> Piece:
        if name not in self.groups:
            raise PatternError(f"there is no group '{name}'")
        if name not in self._compiled:
            self._compiled[name] = _either([self.piece(word) for word in self.groups[name]])
        return self._compiled[name]

    def _word(self, part: str) -> Piece:
        word = part.lower().replace("’", "'")
        if word.endswith("*"):
            stem = word[:-1]
            if len(stem) < 3:
                raise PatternError(f"the stem '{stem}' is shorter than three letters")
            return Piece(re.escape(stem) + r"\w*", frozenset(), frozenset({stem}))
        if word == "not" and self.language == "en":
            return Piece(_NOT, frozenset({"not"}))
        forms = forms_of(word[:-1], self.language) if word.endswith("~") else frozenset({word})
        firsts = _first_words(forms)
        longest = 1 + max(form.count("-") for form in forms)
        return Piece(_words(forms), firsts, needs=firsts, longest=longest)


class _Reader:
    """The parts of a pattern, read once from left to right."""

    def __init__(self, parts: list[str]) -> None:
        self._parts = parts
        self._at = 0

    @property
    def next(self) -> str | None:
        return self._parts[self._at] if self._at < len(self._parts) else None

    def take(self) -> str:
        part = self.next
        if part is None:
            raise PatternError("it ends too early")
        self._at += 1
        return part


def _split(source: str) -> list[str]:
    parts: list[str] = []
    at = 0
    source = source.rstrip()
    while at < len(source):
        found = _PIECE.match(source, at)
        if found is None:
            raise PatternError(f"'{source[at]}' is not part of the notation")
        parts.append(found.group(1))
        at = found.end()
    return parts


def _first_words(forms: frozenset[str]) -> frozenset[str]:
    return frozenset(re.split(r"[-‐–]", form)[0] for form in forms)


def _words(forms: frozenset[str]) -> str:
    """The forms as one expression, longest first; a hyphen may be a space, an apostrophe curly."""
    escaped = (
        re.escape(form).replace(r"\-", r"[\s\-‐-–]?").replace("'", "['’]")
        for form in sorted(forms, key=lambda form: (-len(form), form))
    )
    return "(?:" + "|".join(escaped) + ")"


def _either(pieces: list[Piece]) -> Piece:
    if len(pieces) == 1:
        return pieces[0]
    if any(piece.is_optional for piece in pieces):
        raise PatternError("each alternative needs a word that cannot be missing")
    return Piece(
        "(?:" + "|".join(piece.expression for piece in pieces) + ")",
        frozenset().union(*(piece.firsts for piece in pieces)),
        frozenset().union(*(piece.stems for piece in pieces)),
        frozenset().union(*(piece.needs for piece in pieces))
        if all(piece.needs for piece in pieces)
        else frozenset(),
        longest=max(piece.longest for piece in pieces),
    )


def _joined(pieces: list[Piece]) -> Piece:
    """The pieces one after another; what may be missing takes its separator with it."""
    if not pieces or pieces[0].expression == _GAP or pieces[-1].expression == _GAP:
        raise PatternError("a word is missing at the start, at the end, or beside '|'")
    if all(piece.is_optional for piece in pieces):
        return pieces[0] if len(pieces) == 1 else _missing()
    out = ""
    firsts: set[str] = set()
    stems: set[str] = set()
    has_begun = False
    for piece in pieces:
        if not has_begun:
            firsts |= piece.firsts
            stems |= piece.stems
            out += f"(?:{piece.expression}{_SEPARATOR})?" if piece.is_optional else piece.expression
            has_begun = not piece.is_optional
        elif piece.expression == _GAP:
            out += rf"(?:{_SEPARATOR}[\w’']+(?:[.,]\d+)*){{0,{_GAP_WORDS}}}?"
        elif piece.is_optional:
            out += f"(?:{_SEPARATOR}{piece.expression})?"
        else:
            out += _SEPARATOR + piece.expression
    longest = sum(piece.longest for piece in pieces)
    return Piece(out, frozenset(firsts), frozenset(stems), _rarest(pieces), longest=longest)


def _rarest(pieces: list[Piece]) -> frozenset[str]:
    """The words of the piece that a text is least likely to hold."""
    needed = [piece.needs for piece in pieces if piece.needs and not piece.is_optional]
    return min(needed, key=lambda words: (len(words & _COMMON), len(words)), default=frozenset())


def _missing() -> Piece:
    raise PatternError("at least one word of a pattern cannot be missing")
