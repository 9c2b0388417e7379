"""Interviews printed as questions and answers, where no quotation marks stand.

Invariants:
- A text is an interview only where at least two answers are labelled, in turns with something else.
- An answer lasts from its label to the next, and a heading or the reporter's own label ends it.
- What a label names is in the spans of nobody's words.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from holdfast.methods.corroboration.prose import Prose
from holdfast.methods.corroboration.spans import Span, trimmed

_LABEL = re.compile(
    r"(?P<open>\*\*|__)?(?P<label>[QA]|Question|Answer|[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,3}"
    r"|[A-Z]{2,10})(?P<close>\*\*|__)?\s?[:.](?P<late>\*\*|__)?\s+(?=\S)"
)
_QUESTION = frozenset({"Q", "Question"})
_ANSWER = frozenset({"A", "Answer"})
_HEADING = re.compile(r"(?:\*\*|__|#{1,6}\s).{3,90}?(?:\*\*|__)?$")
_FEWEST_ANSWERS = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answers: its parts, one a paragraph, and the label before it.

    `is_named` tells whether the label is a name, or only "A"; the questions begin at `opening`.
    """

    spans: tuple[Span, ...]
    label: Span
    is_named: bool
    first: int  # number of its first paragraph
    last: int
    opening: int


@dataclass(frozen=True, slots=True)
class _Turn:
    label: str
    span: Span
    first: int
    last: int
    text_start: int


def find_answers(prose: Prose) -> tuple[Answer, ...]:
    """Every labelled answer of an interview, in order; nothing where the text is none."""
    if prose.text.count(":") + prose.text.count("**") < 2 * _FEWEST_ANSWERS:
        return ()
    turns = _turns(prose)
    answering = _who_answers(prose, turns)
    return tuple(
        Answer(
            spans=_spans(prose, turn),
            label=turn.span,
            is_named=turn.label not in _ANSWER,
            first=turn.first,
            last=turn.last,
            opening=turns[0].span.start,
        )
        for turn in turns
        if turn.label in answering
    )


def _turns(prose: Prose) -> list[_Turn]:
    out: list[_Turn] = []
    is_open = False
    for number, paragraph in enumerate(prose.paragraphs):
        match = _LABEL.match(prose.text, paragraph.start, paragraph.end)
        if match is not None:
            span = Span(match.start("label"), match.end("label"))
            out.append(_Turn(match["label"], span, number, number, match.end()))
            is_open = True
        elif _HEADING.fullmatch(prose.text, paragraph.start, paragraph.end):
            is_open = False
        elif is_open:
            last = out[-1]
            out[-1] = _Turn(last.label, last.span, last.first, number, last.text_start)
    return out


def _who_answers(prose: Prose, turns: list[_Turn]) -> frozenset[str]:
    """The labels whose turns are answers: "A", or the names that take turns with one who asks."""
    counts = Counter(turn.label for turn in turns)
    if sum(counts[label] for label in _ANSWER) >= _FEWEST_ANSWERS and (
        sum(counts[label] for label in _QUESTION) >= _FEWEST_ANSWERS
    ):
        return _ANSWER
    usual = {label for label, count in counts.items() if count >= _FEWEST_ANSWERS}
    asking = {
        label
        for label in usual
        if 2 * sum(_is_question(prose, t) for t in turns if t.label == label) > counts[label]
    }
    return frozenset(usual - asking) if asking and len(asking) < len(usual) else frozenset()


def _is_question(prose: Prose, turn: _Turn) -> bool:
    return prose.paragraphs[turn.first].of(prose.text).rstrip("*_ ").endswith("?")


def _spans(prose: Prose, turn: _Turn) -> tuple[Span, ...]:
    rest = prose.paragraphs[turn.first + 1 : turn.last + 1]
    first = trimmed(prose.text, turn.text_start, prose.paragraphs[turn.first].end)
    return (first, *rest)
