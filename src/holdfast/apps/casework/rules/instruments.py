"""Editing the questions of an instrument, as pure functions: add, reword, retire; answers too.

Invariants:
- An instrument is never changed: an edit is another one, which whoever saves it makes a version.
- A question keeps its name as long as it is asked, however it is worded; the name of one that was
  retired is never given to another, so that an answer of before is never read as one to it. So is
  the name of an answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from types import MappingProxyType

import msgspec

from .risk import UNKNOWN, Answer, Instrument, Question

NOT_KNOWN = "Not known"
_NONE_TAKEN: Mapping[str, Collection[str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class QuestionEdit:
    """What becomes of one question: its words, the words and points of its answers by name, and the
    answers that are added to it, whose own names are not used."""

    asks: str
    says: Mapping[str, str] = field(default_factory=dict)
    points: Mapping[str, int] = field(default_factory=dict)
    is_retired: bool = False
    added: Sequence[Answer] = ()


def edited_questions(
    instrument: Instrument,
    edits: Mapping[str, QuestionEdit],
    added: Sequence[Question] = (),
    *,
    taken: Mapping[str, Collection[str]] = _NONE_TAKEN,
) -> Instrument:
    """The instrument with its questions edited by name; what no edit names stays as it is.

    `taken` are, by question, the names that its answers ever had.
    """
    kept = [
        _edited(question, edits.get(question.id), taken.get(question.id, ()))
        for question in instrument.questions
        if not (question.id in edits and edits[question.id].is_retired)
    ]
    return msgspec.structs.replace(instrument, questions=(*kept, *added))


def new_question(
    asks: str, answers: Sequence[Answer], *, unknown: int, taken: Collection[str]
) -> Question:
    """A question with these answers and one for what is not known, under a name that none of the
    taken ones is. The names of the answers given are not used."""
    name = next(f"added_{n}" for n in count(1) if f"added_{n}" not in taken)
    named = [
        msgspec.structs.replace(answer, id=f"a{number}", says=_words(answer.says))
        for number, answer in enumerate(answers, 1)
    ]
    not_known = Answer(id=UNKNOWN, says=NOT_KNOWN, points=unknown)
    return Question(id=name, asks=_words(asks), answers=(*named, not_known))


def names_of(instruments: Iterable[Instrument]) -> frozenset[str]:
    """The name of every question that was ever asked in these versions."""
    return frozenset(q.id for instrument in instruments for q in instrument.questions)


def answers_of(instruments: Iterable[Instrument]) -> dict[str, frozenset[str]]:
    """By question, the name of every answer that it ever had in these versions."""
    names: dict[str, set[str]] = defaultdict(set)
    for question in (q for instrument in instruments for q in instrument.questions):
        names[question.id] |= {answer.id for answer in question.answers}
    return {question: frozenset(answers) for question, answers in names.items()}


def retired(newest: Instrument, versions: Iterable[Instrument]) -> list[tuple[Question, int]]:
    """The questions that are asked no more, in their last words, with the last version of each."""
    asked = {question.id for question in newest.questions}
    last: dict[str, tuple[Question, int]] = {}
    for version in sorted(versions, key=lambda one: one.version):
        for question in version.questions:
            if question.id not in asked:
                last[question.id] = (question, version.version)
    return sorted(last.values(), key=lambda one: (one[1], one[0].id))


def _edited(question: Question, edit: QuestionEdit | None, taken: Collection[str]) -> Question:
    if edit is None:
        return question
    answers = [
        msgspec.structs.replace(
            answer,
            says=_words(edit.says.get(answer.id, answer.says)),
            points=edit.points.get(answer.id, answer.points),
        )
        for answer in question.answers
    ]
    names = _free_names({*taken, *(answer.id for answer in answers)})
    more = [
        msgspec.structs.replace(answer, id=next(names), says=_words(answer.says))
        for answer in edit.added
    ]
    known = [answer for answer in answers if answer.id != UNKNOWN]
    unknown = [answer for answer in answers if answer.id == UNKNOWN]
    return msgspec.structs.replace(
        question, asks=_words(edit.asks), answers=(*known, *more, *unknown)
    )


def _free_names(taken: Collection[str]) -> Iterator[str]:
    return (name for name in (f"a{n}" for n in count(1)) if name not in taken)


def _words(typed: str) -> str:
    return " ".join(typed.split())
