"""Hearing of somebody on the way: by the word that was agreed, by voice, or by finding them.

Invariants:
- The duress word is answered in the words of the safe word, and everybody is told.
- A wrong word settles nothing and is counted.
- Nobody gives a reason first: what was heard is the record of who opened it and when.
- What was heard is saved before the watch forgets: at worst somebody is told for nothing.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.casework.errors.journeys import DuressStandsError, SettledError
from holdfast.apps.casework.queries.files import CaseFile, case_file
from holdfast.apps.casework.records.journeys import CheckIn, Journey
from holdfast.apps.casework.rules.cases import CaseId, FactKind
from holdfast.apps.casework.rules.journeys import SETTLED, CheckInState, report_outcome
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.rules import Actor, RecordId, require
from holdfast.apps.keyring.services.bodies import save
from holdfast.apps.keyring.services.writing import writing
from holdfast.apps.watch.queries.team import letterbox
from holdfast.apps.watch.rules import Step, WatchId, heard
from holdfast.apps.watch.services.watching import NO_NOTICE, note, release
from holdfast.kernel.clock import Clock, utc_now

from .entries import add_fact_to
from .guarding import is_under_duress, told_of


class Answer(StrEnum):
    """What whoever is at the telephone is shown. Safe and duress look the same."""

    NOTED = "Noted: they are safe."
    NOT_THE_WORD = "That is not a word that was agreed. It was noted. Ask once more."


class Heard(StrEnum):
    """How somebody was heard of without a word."""

    VOICE = "known by voice"
    SEEN = "seen by one of us"
    MESSAGE = "by a message of theirs"
    WITHOUT_WORD = "by a message of theirs, with no word that was agreed"


def report_check_in(
    *, actor: Actor, case: CaseId, check_in: RecordId, word: str, clock: Clock = utc_now
) -> Answer:
    """Note the word that was said, and what to show whoever heard it.

    Raises SettledError, DuressStandsError, NoWatchError, or as `queries.cases.case`.
    """
    file, stored = _open_check_in(actor, case, check_in, clock)
    journey = file.one(RecordId(stored.value.journey), Journey)
    step = heard(word, journey.value.words)
    if step is Step.WRONG_WORD:
        _count_wrong(actor, stored, clock)
        return Answer.NOT_THE_WORD
    if step is Step.DURESS:
        _raise_alarm(actor, stored, clock)
        return Answer.NOTED
    _settle(actor, file, stored, _good(stored, clock), "by the word that was agreed", clock)
    return Answer.NOTED


def acknowledge(
    *, actor: Actor, case: CaseId, check_in: RecordId, how: Heard, clock: Clock = utc_now
) -> Answer:
    """Note that somebody is safe, without a word. Raises as `report_check_in`."""
    file, stored = _open_check_in(actor, case, check_in, clock)
    _settle(actor, file, stored, _good(stored, clock), str(how), clock)
    return Answer.NOTED


def say_found(
    *, actor: Actor, case: CaseId, check_in: RecordId, says: str, clock: Clock = utc_now
) -> None:
    """They were found. Ends duress too. Raises SettledError, or as `queries.cases.case`."""
    file, stored = _check_in(actor, case, check_in, clock)
    _settle(actor, file, stored, CheckInState.FOUND, says, clock)


def say_lost(
    *, actor: Actor, case: CaseId, check_in: RecordId, says: str, clock: Clock = utc_now
) -> None:
    """Nobody hears of them any more. Raises SettledError, or as `queries.cases.case`."""
    file, stored = _check_in(actor, case, check_in, clock)
    _settle(actor, file, stored, CheckInState.LOST, says, clock)


def _check_in(
    actor: Actor, case: CaseId, check_in: RecordId, clock: Clock
) -> tuple[CaseFile, Stored[CheckIn]]:
    require(actor, Permission.PLAN_JOURNEYS)
    file = case_file(actor, case, now=clock())
    stored = file.one(check_in, CheckIn)
    if stored.value.outcome is not None and stored.value.outcome in SETTLED:
        raise SettledError
    return file, stored


def _open_check_in(
    actor: Actor, case: CaseId, check_in: RecordId, clock: Clock
) -> tuple[CaseFile, Stored[CheckIn]]:
    file, stored = _check_in(actor, case, check_in, clock)
    if is_under_duress(actor, [stored]):
        raise DuressStandsError
    return file, stored


def _good(stored: Stored[CheckIn], clock: Clock) -> CheckInState:
    return report_outcome(clock(), late_at=stored.value.reported.late_at)


def _count_wrong(actor: Actor, stored: Stored[CheckIn], clock: Clock) -> None:
    counted = msgspec.structs.replace(stored.value, wrong_words=stored.value.wrong_words + 1)
    with writing(actor) as write:
        save(write, stored.id, counted, revision=stored.revision)
    row, public = WatchId(stored.value.row), letterbox(actor).public
    note(row, Step.WRONG_WORD, public=public, at=clock(), notice=NO_NOTICE)


def _raise_alarm(actor: Actor, stored: Stored[CheckIn], clock: Clock) -> None:
    """The watch first: whatever happens to the record, everybody is told."""
    now, box = clock(), letterbox(actor)
    note(WatchId(stored.value.row), Step.DURESS, public=box.public, at=now)
    alarmed = msgspec.structs.replace(
        stored.value, outcome=CheckInState.DURESS, outcome_at=now, reported_by=actor.member
    )
    with writing(actor) as write:
        save(write, stored.id, alarmed, revision=stored.revision)


def _settle(
    actor: Actor,
    file: CaseFile,
    stored: Stored[CheckIn],
    outcome: CheckInState,
    how: str,
    clock: Clock,
) -> None:
    now, box, row = clock(), letterbox(actor), WatchId(stored.value.row)
    settled = msgspec.structs.replace(
        stored.value,
        outcome=outcome,
        outcome_at=now,
        reported_by=actor.member,
        how=how,
        told=told_of(actor, [stored])[stored.id],
    )
    with writing(actor) as write:
        save(write, stored.id, settled, revision=stored.revision)
        says = f"Check-in {outcome}: {how}"
        add_fact_to(write, file.head.unit, FactKind.CONTACT, says, at=now)
    release(row, box=box)
