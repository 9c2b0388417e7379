"""Scoring a case by a named, versioned instrument, as pure functions.

Invariants:
- A score follows from the instrument and the answers, and from nothing else.
- What nobody knows counts as its own answer, never as the mildest.
- A higher answer never gives a milder tier.
- No instrument asks who somebody loves, believes in or votes for, what they own or whether they can
  work: such a question is refused.

The tiers and their times are those of `rules.cases` (UNHCR Resettlement Handbook). The weights are
judgements of whoever edits the instrument; nothing here was fitted to outcomes, and a score is no
probability.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from holdfast.apps.casework.errors.judging import BadInstrumentError

from .cases import DAYS_OF_NEED, Need, is_milder

UNKNOWN = "unknown"
SCORE_WITHIN = dt.timedelta(days=1)
MOST_POINTS = 100
_REFUSED = re.compile(
    r"\b(sexual\w*|orientation\w*|gay|lesbian\w*|bisexual\w*|homosexual\w*|transgender|queer"
    r"|relig\w*|faith\w*|belie[fv]\w*|church\w*|mosque\w*|pray\w*|politic\w*|party|votes?|voted"
    r"|employ\w*|jobs?|profession\w*|qualif\w*|diploma\w*|salar\w*|income\w*|money|savings?"
    r"|wealth\w*|rich|owns?|property|pays?)\b",
    re.IGNORECASE,
)


class Answer(msgspec.Struct, frozen=True):
    """One answer, what it weighs, and the tier that it asks for by itself."""

    id: str
    says: str
    points: int = 0
    tier: Need | None = None


class Question(msgspec.Struct, frozen=True):
    """What is asked."""

    id: str
    asks: str
    answers: tuple[Answer, ...]


class Thresholds(msgspec.Struct, frozen=True):
    """From how many points on a tier is reached."""

    emergency: int
    urgent: int


class Instrument(msgspec.Struct, frozen=True):
    """Questions with weights, by name and version."""

    name: str
    version: int
    title: str
    says: str
    thresholds: Thresholds
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """What answers make by an instrument, and what weighed in it, heaviest first."""

    points: int
    tier: Need
    days: int
    weighed: list[tuple[str, str, int]]


def score(instrument: Instrument, answers: Mapping[str, str]) -> Score:
    """The score of these answers, by question; what was not answered is not known.

    Raises BadInstrumentError for an answer that the instrument does not have.
    """
    given = [(q, _answer(q, answers.get(q.id) or UNKNOWN)) for q in instrument.questions]
    points = sum(answer.points for _, answer in given)
    tier = _most_urgent([_reached(points, instrument.thresholds), *(a.tier for _, a in given)])
    weighed = [(q.asks, a.says, a.points) for q, a in given if a.points or a.tier]
    weighed.sort(key=lambda line: -line[2])
    return Score(points, tier, DAYS_OF_NEED[tier], weighed)


def check(instrument: Instrument) -> None:
    """Refuse an instrument that could not be used, in words. Raises BadInstrumentError."""
    wrong = next((says for says, is_so in _faults(instrument) if is_so), "")
    if wrong:
        raise BadInstrumentError(f"{wrong} Nothing was saved.")


def refused_words(instrument: Instrument) -> list[str]:
    """The words of what nobody is asked, as they stand in its questions and answers."""
    found = (match for text in _texts(instrument) for match in _REFUSED.finditer(text))
    return sorted({match.group().casefold() for match in found})


def _texts(instrument: Instrument) -> list[str]:
    asked = [question.asks for question in instrument.questions]
    return asked + [answer.says for q in instrument.questions for answer in q.answers]


def score_again_by(
    scored_at: dt.datetime | None, events: Iterable[dt.datetime]
) -> dt.datetime | None:
    """By when a case is scored again after what happened; None where nothing did since."""
    since = [at for at in events if scored_at is None or at > scored_at]
    return min(since) + SCORE_WITHIN if since else None


def _answer(question: Question, id_: str) -> Answer:
    for answer in question.answers:
        if answer.id == id_:
            return answer
    raise BadInstrumentError("This instrument has no such answer. Nothing was saved.")


def _reached(points: int, thresholds: Thresholds) -> Need:
    if points >= thresholds.emergency:
        return Need.EMERGENCY
    return Need.URGENT if points >= thresholds.urgent else Need.NORMAL


def _most_urgent(tiers: Iterable[Need | None]) -> Need:
    found = Need.NORMAL
    for tier in tiers:
        if tier is not None and is_milder(found, than=tier):
            found = tier
    return found


def _faults(instrument: Instrument) -> list[tuple[str, bool]]:
    questions, limits = instrument.questions, instrument.thresholds
    answers = [answer for question in questions for answer in question.answers]
    highest = sum(max((a.points for a in q.answers), default=0) for q in questions)
    refused = ", ".join(refused_words(instrument))
    return [
        ("An instrument needs at least one question.", not questions),
        (
            "A question, and each of its answers, needs words.",
            any(not text.strip() for text in _texts(instrument)),
        ),
        ("Two questions have the same name.", _has_twins(q.id for q in questions)),
        ("Two answers of a question have the same name.", _has_twin_answers(questions)),
        (
            "Each question needs an answer for what is not known.",
            any(UNKNOWN not in {a.id for a in q.answers} for q in questions),
        ),
        (
            "A question needs an answer beside that it is not known.",
            any(len(question.answers) < 2 for question in questions),
        ),
        (
            f"An answer weighs from 0 to {MOST_POINTS}.",
            any(not 0 <= answer.points <= MOST_POINTS for answer in answers),
        ),
        (
            "Not knowing weighs as little as the mildest answer.",
            any(_hides_the_unknown(question) for question in questions),
        ),
        (
            "An emergency needs more points than what is urgent, and both more than none.",
            not 0 < limits.urgent < limits.emergency,
        ),
        ("No answers reach the points of an emergency.", highest < limits.emergency),
        (f"This is never asked: {refused}.", bool(refused)),
    ]


def _has_twins(ids: Iterable[str]) -> bool:
    listed = list(ids)
    return len(set(listed)) < len(listed)


def _has_twin_answers(questions: Iterable[Question]) -> bool:
    return any(_has_twins(answer.id for answer in question.answers) for question in questions)


def _hides_the_unknown(question: Question) -> bool:
    weights = {answer.id: answer.points for answer in question.answers}
    unknown = weights.pop(UNKNOWN, 0)
    return bool(weights) and max(weights.values()) > 0 and unknown <= min(weights.values())
