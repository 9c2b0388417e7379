"""How somebody's way through a visa or a programme moves on, as pure functions.

Invariants:
- A step is dated, not in the future, and never before the step before it.
- What ended as used or expired is at its end; a refusal can be appealed.
- A slot is never given to more people than it has places.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

import msgspec

from holdfast.apps.casework.errors.pathways import BadStepError, SlotsTakenError

MOST_DAYS_AHEAD = 365 * 10


class PathwayKind(StrEnum):
    """By what somebody may enter and stay."""

    HUMANITARIAN_VISA = "humanitarian visa"
    LAISSEZ_PASSER = "laissez-passer"
    GOVERNMENT_STREAM = "government stream"
    UNHCR_REFERRAL = "UNHCR referral"
    SPONSORSHIP = "sponsorship"
    ASYLUM_ON_ARRIVAL = "asylum on arrival"
    VISA_FREE_TRANSIT = "visa-free transit"
    TOURIST_VISA = "tourist visa"
    STUDENT_VISA = "student visa"
    WORK_VISA = "work visa"
    FAMILY_VISA = "family visa"
    TEMPORARY_RELOCATION = "temporary relocation"


class PathwayState(StrEnum):
    """Where it stands for one case."""

    CONSIDERED = "considered"
    ELIGIBLE = "eligible"
    SUBMITTED = "submitted"
    BIOMETRICS = "biometrics"
    INTERVIEW = "interview"
    GRANTED = "granted"
    REFUSED = "refused"
    APPEAL = "appeal"
    EXPIRED = "expired"
    USED = "used"


_S = PathwayState
_NEXT: Mapping[PathwayState, tuple[PathwayState, ...]] = {
    _S.CONSIDERED: (_S.ELIGIBLE, _S.REFUSED, _S.EXPIRED),
    _S.ELIGIBLE: (_S.SUBMITTED, _S.GRANTED, _S.REFUSED, _S.EXPIRED),
    _S.SUBMITTED: (_S.BIOMETRICS, _S.INTERVIEW, _S.GRANTED, _S.REFUSED, _S.EXPIRED),
    _S.BIOMETRICS: (_S.INTERVIEW, _S.GRANTED, _S.REFUSED, _S.EXPIRED),
    _S.INTERVIEW: (_S.BIOMETRICS, _S.GRANTED, _S.REFUSED, _S.EXPIRED),
    _S.GRANTED: (_S.USED, _S.EXPIRED),
    _S.REFUSED: (_S.APPEAL,),
    _S.APPEAL: (_S.INTERVIEW, _S.GRANTED, _S.REFUSED, _S.EXPIRED),
    _S.EXPIRED: (),
    _S.USED: (),
}
ENDED = frozenset({_S.EXPIRED, _S.USED})
MAY_HOLD_SLOT = frozenset(set(_S) - ENDED - {_S.REFUSED, _S.CONSIDERED})
GIVES_SLOT_BACK = frozenset({_S.REFUSED, _S.EXPIRED})


class Slot(msgspec.Struct, frozen=True):
    """How many people a programme takes on a day."""

    on: dt.date
    places: int


class Reached(msgspec.Struct, frozen=True):
    """A state that was reached: on which day, what is known of it, entered by whom."""

    state: PathwayState
    on: dt.date
    says: str
    by: str


class Deadline(msgspec.Struct, frozen=True):
    """Something to be done by a day."""

    on: dt.date
    says: str
    is_done: bool = False


class Given(NamedTuple):
    """So many people of one case in the slot of a day."""

    on: dt.date
    case: str
    people: int


def next_states(state: PathwayState) -> tuple[PathwayState, ...]:
    """What can follow."""
    return _NEXT[state]


def check_step(steps: Sequence[Reached], to: PathwayState, on: dt.date, *, today: dt.date) -> None:
    """Return where this step can follow these on that day. Raises BadStepError."""
    last = steps[-1]
    if to not in _NEXT[last.state]:
        raise BadStepError(f"What is {last.state} does not become {to}. Nothing was saved.")
    if on > today:
        raise BadStepError("This day is still to come. Nothing was saved.")
    if on < last.on:
        raise BadStepError(
            f"It was {last.state} on {last.on.isoformat()}: what follows is not earlier. "
            "Nothing was saved."
        )


def check_day_ahead(on: dt.date, *, today: dt.date) -> None:
    """Return where a deadline can lie on that day. Raises BadStepError."""
    if not today <= on <= today + dt.timedelta(days=MOST_DAYS_AHEAD):
        raise BadStepError("A deadline lies ahead, within ten years. Nothing was saved.")


def taken(given: Iterable[Given]) -> dict[dt.date, int]:
    """How many people were given a place, by the day of the slot."""
    taken: dict[dt.date, int] = {}
    for one in given:
        taken[one.on] = taken.get(one.on, 0) + one.people
    return taken


def check_slots(slots: Sequence[Slot], given: Iterable[Given]) -> None:
    """Return where every slot has a place for all who were given one. Raises SlotsTakenError."""
    if any(slot.places < 0 for slot in slots):
        raise SlotsTakenError("A slot has no fewer places than none. Nothing was saved.")
    places: dict[dt.date, int] = {}
    for slot in slots:
        places[slot.on] = places.get(slot.on, 0) + slot.places
    if any(people > places.get(on, 0) for on, people in taken(given).items()):
        raise SlotsTakenError


def is_stale(verified_on: dt.date | None, days: int, *, today: dt.date) -> bool:
    """Whether what is known of a programme must be verified again."""
    return verified_on is None or today - verified_on > dt.timedelta(days=days)
