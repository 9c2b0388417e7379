"""Who is told of a check-in, once a case has another owner.

Invariants:
- The watch is given the new ladder before the case is: cut off between the two, somebody is told
  for nothing, and nobody who left is told alone.
- What is under way is never left without anybody to tell: who has not said where they are told does
  not take the place of who has.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import msgspec

from holdfast.apps.accounts.rules import MemberId
from holdfast.apps.casework.queries.files import CaseFile
from holdfast.apps.casework.records.journeys import CheckIn, Journey, Rung
from holdfast.apps.casework.rules.journeys import ENDED, SETTLED, WATCHED
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.rules import Actor
from holdfast.apps.keyring.services.bodies import save
from holdfast.apps.keyring.services.writing import Write

from .guarding import look_after


@dataclass(frozen=True, slots=True)
class Passed:
    """Check-ins of one case with another member on their ladder, and how many stayed as they were.

    `alone` counts those whose ladder is one person now.
    """

    file: CaseFile
    changed: list[Stored[CheckIn]]
    stayed: int
    alone: int


def passed_on(
    file: CaseFile, before: str, after: str, *, reachable: Collection[MemberId]
) -> Passed:
    """What the ladders of a case would be with `after` in the place of `before`."""
    journeys = {str(stored.id): stored.value for stored in file.all(Journey)}
    changed, kept, stayed = list[Stored[CheckIn]](), list[Stored[CheckIn]](), 0
    for stored in file.all(CheckIn):
        if not _is_told(stored.value, journeys, before):
            kept.append(stored)
        elif _is_under_way(stored.value, journeys) and after not in reachable:
            kept.append(stored)
            stayed += 1
        else:
            changed.append(_with(stored, before, after))
    held = dict(file.held)
    held[CheckIn] = [*kept, *changed]
    alone = sum(len({rung.member for rung in one.value.ladder}) == 1 for one in changed)
    return Passed(CaseFile(file.scope, held), changed, stayed, alone)


def told_elsewhere(files: Sequence[CaseFile], member: str) -> int:
    """How many check-ins still to come, of these cases, are told to a member."""
    return sum(
        _is_told(stored.value, {str(j.id): j.value for j in file.all(Journey)}, member)
        for file in files
        for stored in file.all(CheckIn)
    )


def tell_watch(actor: Actor, passed: Passed) -> None:
    """Give the watch the new ladders of what is under way. Raises as `look_after` does."""
    about = {one.value.journey for one in passed.changed}
    for journey in passed.file.all(Journey):
        if journey.id in about and journey.value.state in WATCHED:
            look_after(actor, passed.file, journey)


def save_ladders(write: Write, passed: Passed) -> None:
    """Save the new ladders in a write that is under way. Raises EditConflictError."""
    for one in passed.changed:
        save(write, one.id, one.value, revision=one.revision)


def _is_told(check_in: CheckIn, journeys: dict[str, Journey], member: str) -> bool:
    journey = journeys.get(check_in.journey)
    if journey is None or journey.state in ENDED - WATCHED:
        return False
    is_open = check_in.outcome is None or check_in.outcome not in SETTLED
    on_it = any(rung.member == member for rung in check_in.ladder)
    return is_open and on_it


def _is_under_way(check_in: CheckIn, journeys: dict[str, Journey]) -> bool:
    return journeys[check_in.journey].state in WATCHED


def _with(stored: Stored[CheckIn], before: str, after: str) -> Stored[CheckIn]:
    ladder = tuple(
        Rung(rung.minutes, after if rung.member == before else rung.member)
        for rung in stored.value.ladder
    )
    return replace(stored, value=msgspec.structs.replace(stored.value, ladder=ladder))
