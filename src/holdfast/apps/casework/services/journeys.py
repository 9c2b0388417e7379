"""Planning a journey, approving it, and moving it on leg by leg.

Invariants:
- When a journey begins, the watch has every check-in of it before the journey is said to be under
  way: cut off between the two, beginning again does the rest.
- When it ends, that is saved before the watch forgets: cut off between the two, `settle_watch` does
  the rest. At worst somebody is told for nothing; nobody is forgotten.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from os import urandom

import msgspec

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.casework.errors.journeys import (
    DuressStandsError,
    OpenCriteriaError,
    SamePersonError,
    WrongMomentError,
)
from holdfast.apps.casework.queries.cases import read_file
from holdfast.apps.casework.queries.files import CaseFile
from holdfast.apps.casework.records.cases import Aftercare
from holdfast.apps.casework.records.journeys import (
    CheckIn,
    Journey,
    Leg,
    Override,
    Rung,
    Tick,
    Told,
)
from holdfast.apps.casework.rules.cases import CaseId, FactKind
from holdfast.apps.casework.rules.journeys import (
    ENDED,
    SETTLED,
    Act,
    CheckInState,
    JourneyState,
    Waypoint,
    check_dates,
    check_legs,
    check_waypoints,
    check_words,
    moved,
)
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.rules import Actor, Part, RecordId, require
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.scopes import create_unit
from holdfast.apps.keyring.services.writing import Write, writing
from holdfast.apps.watch.rules import Words, verifiers
from holdfast.apps.watch.services.watching import new_watch_id
from holdfast.kernel.clock import Clock, utc_now

from .bookings import (
    book,
    check_places,
    free,
    others_of,
    out_of_use,
    promised_after,
    release_bookings,
    with_aliases,
)
from .cases import open_file
from .entries import add_fact_to
from .guarding import forget, is_under_duress, look_after, told_of
from .telling import end_parts

SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Stop:
    """A check-in as it is planned: of which leg, when, and who is told when it is missed."""

    leg: int
    due_at: dt.datetime
    grace_minutes: int
    ladder: tuple[Rung, ...]
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Agreed:
    """Words that were agreed with the traveller. They are hashed and forgotten."""

    safe: str = ""
    duress: str = ""
    recognition: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Legs and check-ins of a journey."""

    legs: tuple[Leg, ...]
    stops: tuple[Stop, ...]
    agreed: Agreed = Agreed()
    says: str = ""


def plan_journey(*, actor: Actor, case: CaseId, plan: Plan, clock: Clock = utc_now) -> RecordId:
    """A journey that waits for somebody else's approval.

    Raises BadPlanError, PromisedError, ClosedCaseError, or as `queries.cases.case`.
    """
    require(actor, Permission.PLAN_JOURNEYS)
    file = open_file(actor, case, clock=clock)
    _check(plan, clock())
    legs = tuple(with_aliases(actor, leg) for leg in plan.legs)
    journey = Journey(
        state=moved(JourneyState.DRAFT, Act.SUBMIT),
        legs=legs,
        planned_by=actor.member,
        words=_verifiers(plan.agreed.safe, plan.agreed.duress),
        recognition=_verifiers(plan.agreed.recognition, ""),
        says=plan.says,
    )
    others = others_of(actor, case, clock=clock)
    check_places(actor, legs, others)
    with writing(actor) as write:
        unit = create_unit(write, case, Part.CONTENT)
        record = add(write, unit, journey)
        for stop in plan.stops:
            add(write, unit, _check_in(stop, record))
        book(write, file, record, dict(enumerate(legs)), others=others)
        count = len(plan.legs)
        says = f"Journey planned: {count} {'leg' if count == 1 else 'legs'}"
        add_fact_to(write, file.head.unit, FactKind.MOVE, says, at=clock())
    return record


def approve(*, actor: Actor, case: CaseId, journey: RecordId, clock: Clock = utc_now) -> None:
    """Approve a journey that somebody else planned.

    Raises SamePersonError, WrongMomentError, or as `queries.cases.case`.
    """
    file, stored = _journey(actor, case, journey, clock)
    if stored.value.planned_by == actor.member:
        raise SamePersonError
    approved_by = (*stored.value.approved_by, actor.member)
    _move(actor, file, stored, Act.APPROVE, clock, approved_by=approved_by)


def tick(
    *,
    actor: Actor,
    case: CaseId,
    journey: RecordId,
    leg: int,
    criterion: int,
    clock: Clock = utc_now,
) -> None:
    """Note that a criterion of a leg that did not begin yet was looked at and holds; or, where it
    was ticked, that it does not any more.

    Raises WrongMomentError, EditConflictError, or as `queries.cases.case`.
    """
    _, stored = _journey(actor, case, journey, clock)
    plan = stored.value
    if plan.state in ENDED or not plan.current < leg < len(plan.legs):
        raise WrongMomentError("This leg has begun or is none. Nothing was changed.")
    if not 0 <= criterion < len(plan.legs[leg].criteria):
        raise WrongMomentError("There is no such criterion. Nothing was changed.")
    ticks = tuple(t for t in plan.ticks if (t.leg, t.criterion) != (leg, criterion))
    if len(ticks) == len(plan.ticks):
        ticks = (*ticks, Tick(leg, criterion, actor.member, clock()))
    with writing(actor) as write:
        changed = msgspec.structs.replace(plan, ticks=ticks)
        save(write, stored.id, changed, revision=stored.revision)


def say_go(
    *,
    actor: Actor,
    case: CaseId,
    journey: RecordId,
    override: str = "",
    clock: Clock = utc_now,
) -> None:
    """The go after the criteria of the first leg were ticked, or over them, with the reason kept.

    Raises OpenCriteriaError, WrongMomentError.
    """
    file, stored = _journey(actor, case, journey, clock)
    moved(stored.value.state, Act.SAY_GO)
    overrides = _overrides(actor, stored.value, 0, override, clock())
    _move(actor, file, stored, Act.SAY_GO, clock, overrides=overrides)


def start_leg(
    *,
    actor: Actor,
    case: CaseId,
    journey: RecordId,
    leg: int,
    override: str = "",
    clock: Clock = utc_now,
) -> None:
    """Begin a leg; with the first, every check-in of the journey goes to the watch.

    Raises OpenCriteriaError, WrongMomentError, NobodyToTellError, NoWatchError, or as
    `queries.cases.case`.
    """
    file, stored = _journey(actor, case, journey, clock)
    moved(stored.value.state, Act.START)
    if leg != stored.value.current + 1 or leg >= len(stored.value.legs):
        raise WrongMomentError("Legs begin one after the other. Nothing was changed.")
    overrides = _overrides(actor, stored.value, leg, override, clock())
    look_after(actor, file, stored)
    _move(actor, file, stored, Act.START, clock, current=leg, overrides=overrides)


def pause(*, actor: Actor, case: CaseId, journey: RecordId, clock: Clock = utc_now) -> None:
    """Pause a journey. Its check-ins stay with the watch. Raises WrongMomentError."""
    file, stored = _journey(actor, case, journey, clock)
    _move(actor, file, stored, Act.PAUSE, clock)


def resume(*, actor: Actor, case: CaseId, journey: RecordId, clock: Clock = utc_now) -> None:
    """Go on with a paused journey. Raises WrongMomentError."""
    file, stored = _journey(actor, case, journey, clock)
    _move(actor, file, stored, Act.RESUME, clock)


def arrive(*, actor: Actor, case: CaseId, journey: RecordId, clock: Clock = utc_now) -> None:
    """They are there: open check-ins are good, and aftercare begins.

    Raises DuressStandsError, WrongMomentError, or as `queries.cases.case`.
    """
    file, stored = _journey(actor, case, journey, clock)
    moved(stored.value.state, Act.ARRIVE)
    if is_under_duress(actor, _check_ins(file, journey)):
        raise DuressStandsError
    if stored.value.current != len(stored.value.legs) - 1:
        raise WrongMomentError("The last leg has not begun, so they cannot have arrived.")
    now, told = clock(), told_of(actor, _check_ins(file, journey))
    with writing(actor) as write:
        for check_in in _check_ins(file, journey):
            _settle_by_arrival(write, check_in, now, told.get(check_in.id, ()))
        _save_move(write, file, stored, Act.ARRIVE, now)
        _begin_aftercare(write, file, now)
    end_parts(actor, file, journey, clock=clock)
    forget(actor, _check_ins(file, journey))


def abort(*, actor: Actor, case: CaseId, journey: RecordId, clock: Clock = utc_now) -> None:
    """End a journey before its end. Raises DuressStandsError, WrongMomentError."""
    file, stored = _journey(actor, case, journey, clock)
    if is_under_duress(actor, _check_ins(file, journey)):
        raise DuressStandsError
    _move(actor, file, stored, Act.ABORT, clock)
    end_parts(actor, file, journey, clock=clock)
    forget(actor, _check_ins(file, journey))
    release_bookings(actor, file, journey, after=stored.value.current)


def declare_compromised(
    *, actor: Actor, case: CaseId, journey: RecordId, clock: Clock = utc_now
) -> None:
    """Others know of the journey: its open check-ins stay watched, and who and what was promised to
    its legs ahead is free again. Raises WrongMomentError."""
    file, stored = _journey(actor, case, journey, clock)
    ahead = promised_after(actor, case, journey, after=stored.value.current)
    with writing(actor) as write:
        _save_move(write, file, stored, Act.COMPROMISE, clock())
        free(write, file, ahead, at=clock())
    end_parts(actor, file, journey, clock=clock)


def _journey(
    actor: Actor, case: CaseId, journey: RecordId, clock: Clock
) -> tuple[CaseFile, Stored[Journey]]:
    require(actor, Permission.PLAN_JOURNEYS)
    file = read_file(actor, case, clock=clock)
    return file, file.one(journey, Journey)


def _check_ins(file: CaseFile, journey: RecordId) -> list[Stored[CheckIn]]:
    return [stored for stored in file.all(CheckIn) if stored.value.journey == journey]


def _overrides(
    actor: Actor, journey: Journey, leg: int, reason: str, at: dt.datetime
) -> tuple[Override, ...]:
    """The overrides once this leg is given the go. Raises OpenCriteriaError."""
    left = (*journey.open_criteria(leg).values(), *out_of_use(actor, journey.legs[leg]))
    known = {words for over in journey.overrides if over.leg == leg for words in over.open}
    if set(left) <= known:
        return journey.overrides
    if not reason.strip():
        raise OpenCriteriaError
    return (*journey.overrides, Override(leg, left, reason.strip(), actor.member, at))


def _move(
    actor: Actor,
    file: CaseFile,
    stored: Stored[Journey],
    act: Act,
    clock: Clock,
    **changes: object,
) -> None:
    with writing(actor) as write:
        _save_move(write, file, stored, act, clock(), **changes)


def _save_move(
    write: Write,
    file: CaseFile,
    stored: Stored[Journey],
    act: Act,
    now: dt.datetime,
    **changes: object,
) -> None:
    state = moved(stored.value.state, act)
    changed = msgspec.structs.replace(stored.value, state=state, **changes)
    save(write, stored.id, changed, revision=stored.revision)
    leg = f", leg {changed.current + 1}" if act is Act.START else ""
    over = changed.overrides[len(stored.value.overrides) :]
    why = "".join(f", over open criteria: {one.reason}" for one in over)
    add_fact_to(write, file.head.unit, FactKind.MOVE, f"Journey {state}{leg}{why}", at=now)


def _settle_by_arrival(
    write: Write, stored: Stored[CheckIn], now: dt.datetime, told: tuple[Told, ...]
) -> None:
    if stored.value.outcome is not None and stored.value.outcome in SETTLED:
        return
    settled = msgspec.structs.replace(
        stored.value,
        outcome=CheckInState.OK,
        outcome_at=now,
        reported_by=write.actor.member,
        how="arrived",
        told=told,
    )
    save(write, stored.id, settled, revision=stored.revision)


def _begin_aftercare(write: Write, file: CaseFile, now: dt.datetime) -> None:
    """Count from this arrival; calls after an earlier one stay in the timeline."""
    kept, begun = file.all(Aftercare), Aftercare(arrived_at=now)
    if kept:
        save(write, kept[0].id, begun, revision=kept[0].revision)
    else:
        add(write, file.head.unit, begun)


def _check(plan: Plan, now: dt.datetime) -> None:
    legs = [leg.stretch for leg in plan.legs]
    check_legs(legs)
    check_dates(legs, now=now)
    check_waypoints(legs, [_waypoint(stop) for stop in plan.stops])
    check_words(plan.agreed.safe, plan.agreed.duress)


def _waypoint(stop: Stop) -> Waypoint:
    return Waypoint(stop.leg, stop.due_at, stop.grace_minutes, len(stop.ladder))


def _check_in(stop: Stop, journey: RecordId) -> CheckIn:
    return CheckIn(
        journey=journey,
        leg=stop.leg,
        row=new_watch_id(),
        due_at=stop.due_at,
        grace_minutes=stop.grace_minutes,
        channel=stop.channel,
        ladder=stop.ladder,
    )


def _verifiers(safe: str, duress: str) -> Words:
    if not safe.strip():
        return Words()
    return verifiers(salt=urandom(SALT_BYTES), safe=safe, duress=duress)
