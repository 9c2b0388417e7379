"""Legs ahead that nobody goes with yet, or that wait for another place: tasks of their case.

Invariants: a leg asks until it has all it needs, or has begun; a journey that is still a draft, or
is over, asks for nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from holdfast.apps.casework.records.journeys import Journey, Leg
from holdfast.apps.casework.rules.journeys import SHOWN

from .asked import SOON, Due, TaskKind
from .files import CaseFile
from .replanning import AGREE_ANEW


def of_waiting_legs(file: CaseFile, now: dt.datetime) -> Iterator[Due]:
    """What each leg of the coming week still needs, by the minute it leaves."""
    for journey in (stored.value for stored in file.all(Journey)):
        if journey.state in SHOWN:
            for number, leg in enumerate(journey.legs):
                if number > journey.current and leg.leaves_at - SOON <= now < leg.arrives_at:
                    yield from _of_leg(journey, number, leg)


def _of_leg(journey: Journey, number: int, leg: Leg) -> Iterator[Due]:
    needs = ["an escort"] if leg.needs_helper and not leg.helper else []
    needs += ["a vehicle"] if leg.needs_vehicle and not leg.vehicle else []
    if needs:
        yield Due(leg.leaves_at, TaskKind.RIDE, f"Leg {number + 1} waits for {' and '.join(needs)}")
    for words in journey.open_criteria(number).values():
        if words in AGREE_ANEW.values():
            yield Due(leg.leaves_at, TaskKind.LOOK, f"Leg {number + 1}: {words}")
