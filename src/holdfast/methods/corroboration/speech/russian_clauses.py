"""Where Russian reported speech ends inside its sentence, and where the sentence goes on.

Invariants:
- What is cut off is the narrator's or another speaker's: nothing said is lost by it.
- Content that is only a noun ("рассказали об унижениях") ends where another clause begins; a clause
  ("что ...") goes on over "а" and "но", but for somebody who then denies.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from holdfast.methods.corroboration.spans import Span

from .lexis import russian
from .russian_names import is_finite
from .russian_patterns import AGAIN, TURN, is_cue


class Shape(Enum):
    """What the words said are: a noun, a clause, or a clause inside a participle's."""

    NOUN = auto()
    CLAUSE = auto()
    ASIDE = auto()


@dataclass(frozen=True, slots=True)
class Cut:
    """What is said, and where another clause of the sentence begins, if there is one."""

    said: Span
    then: int | None = None


@dataclass(frozen=True, slots=True)
class Again:
    """What the same speaker goes on to say, and the word of saying before it."""

    before: int
    cue: Span
    said: Span


def cut(text: str, span: Span, shape: Shape) -> Cut:
    """What of `span` is said, by the shape of the content."""
    turn = TURN.search(text, *span)
    if turn is not None:
        span = Span(span.start, turn.start())
    if shape is Shape.ASIDE:
        return _before_main_verb(text, span)
    for found in _OTHER.finditer(text, *span):
        if shape is Shape.NOUN or _DENIES.match(text, found.end(), span.end):
            return Cut(Span(span.start, found.start()), found.end())
    if shape is Shape.NOUN:
        for found in _AND.finditer(text, *span):
            if "," in text[span.start : found.start()]:
                break
            if is_finite(found["word"]):
                return Cut(Span(span.start, found.start()))
    return Cut(span)


def again(text: str, span: Span) -> Again | None:
    """Where in `span` its speaker goes on: "..., и добавил, что ...", "..., уточнив, что ..."."""
    for found in AGAIN.finditer(text, *span):
        side = "cue" if found["cue"] else "cue2"
        word = found[side]
        if is_cue(word) if side == "cue" else word in russian()["said_aside"]:
            return Again(found.start(), Span(*found.span(side)), Span(found.end(), span.end))
    return None


def _before_main_verb(text: str, span: Span) -> Cut:
    """ "..., заявивший, что людей не били, ушёл": the last comma before a verb of the sentence."""
    for found in reversed(list(_VERB.finditer(text, *span))):
        if is_finite(found["first"]) or is_finite(found["second"] or ""):
            return Cut(Span(span.start, found.start()))
    return Cut(span)


_OTHER = re.compile(r",\s+(?:а|но|однако|зато|хотя|тогда\sкак|в\sто\sвремя\sкак)\s+")
_AND = re.compile(r"\s+и\s+(?P<word>[а-яё]+)")
_VERB = re.compile(r",\s+(?P<first>[а-яё]+)(?:\s(?P<second>[а-яё]+))?")
_DENIES = re.compile(
    r"(?:[\w«»-]+\s+){1,6}?(?:эти\s)?(?:это\s)?(?:отрица|опроверг|отверг|не\sкомментир|назва)[а-яё]+"
)
