"""Handing cases over when a worker leaves: owner, keys, and who is told of check-ins.

Invariants:
- It is one write: all of the cases have the new owner, or none has.
- What could not be done is counted and said; nothing is passed over in silence.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.casework.errors.general import ReasonNeededError
from holdfast.apps.casework.queries.files import CaseFile, case_file, case_files, terms_of
from holdfast.apps.casework.rules.cases import CaseId, CaseState
from holdfast.apps.keyring.queries.keys import open_keys
from holdfast.apps.keyring.queries.tasks import held_beyond
from holdfast.apps.keyring.rules import Actor, Part, require
from holdfast.apps.keyring.services.shredding import shred_unit
from holdfast.apps.keyring.services.writing import writing
from holdfast.apps.watch.queries.team import addresses
from holdfast.kernel.clock import Clock, utc_now

from .access import end_expired, own_in
from .ladders import passed_on, save_ladders, tell_watch, told_elsewhere


class Left(StrEnum):
    """What a hand-over could not do, to be said with a number."""

    NO_ADDRESS = "check-ins are still told to the old owner: the new one has not said where"
    ALONE = "check-ins are told to one person only now"
    IDENTITY = "cases whose identity the old owner holds and you do not: it was not given"
    OTHERS = "other open cases of theirs stay with them"
    LADDERS = "check-ins of other cases are still told to them"
    BEYOND = "things that they can open and you cannot: ask another coordinator"


@dataclass(frozen=True, slots=True)
class HandedOver:
    """How many cases and check-ins have somebody else now, and what could not be done."""

    cases: int
    check_ins: int
    left: dict[Left, int]


def hand_over(
    *,
    actor: Actor,
    cases: Sequence[CaseId],
    to: MemberId,
    reason: str,
    clock: Clock = utc_now,
) -> HandedOver:
    """Make a member the owner of all these cases, with the keys that the actor holds, and tell them
    of the check-ins that the old owner was told of.

    Raises NotPermittedError, ReasonNeededError, NotGrantedError, ExpiredGrantError,
    EditConflictError, NobodyToTellError.
    """
    require(actor, Permission.GRANT_CASES)
    if not reason.strip():
        raise ReasonNeededError("Say why these cases change hands. Nothing was changed.")
    end_expired(actor, clock=clock)
    now = clock()
    files = [case_file(actor, case, now=now) for case in cases]
    owners = {file.case.owner for file in files} - {to}
    keyless = sum(_keeps_identity(actor, file) for file in files)
    reachable = addresses(actor)
    passed = [passed_on(file, file.case.owner, to, reachable=reachable) for file in files]
    for one in passed:
        tell_watch(actor, one)
    with writing(actor) as write:
        for file, one in zip(files, passed, strict=True):
            own_in(write, file, to, reason, now)
            save_ladders(write, one)
    for file in files:  # a last day from before would shut the new owner out
        term = terms_of(actor, file.scope).get(to)
        if term is not None:
            shred_unit(actor, term.unit)
    left = {
        Left.NO_ADDRESS: sum(one.stayed for one in passed),
        Left.ALONE: sum(one.alone for one in passed),
        Left.IDENTITY: keyless,
        **_left_elsewhere(actor, owners, set(cases), now),
    }
    return HandedOver(
        cases=len(files),
        check_ins=sum(len(one.changed) for one in passed),
        left={what: count for what, count in left.items() if count},
    )


def _keeps_identity(actor: Actor, file: CaseFile) -> bool:
    """Whether the old owner may hold who it is about, and the actor does not."""
    return file.case.owner != actor.member and not open_keys(
        actor, scope=file.scope, part=Part.IDENTITY
    )


def _left_elsewhere(
    actor: Actor, owners: Collection[str], handed: Collection[CaseId], now: dt.datetime
) -> dict[Left, int]:
    """What stays with the old owners: not of the actor, who knows what they keep."""
    leaving = [owner for owner in owners if owner != actor.member]
    rest = [file for file in case_files(actor, now=now) if file.scope not in handed]
    active = [file for file in rest if file.case.state is not CaseState.CLOSED]
    return {
        Left.OTHERS: sum(file.case.owner in leaving for file in active),
        Left.LADDERS: sum(told_elsewhere(rest, owner) for owner in leaving),
        Left.BEYOND: sum(held_beyond(actor, MemberId(owner)) for owner in leaving),
    }
