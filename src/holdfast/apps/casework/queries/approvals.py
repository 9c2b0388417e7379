"""What waits for somebody's approval: in one case, and everywhere that the actor may open.

Invariants: the list of what waits shows alias and kind only; what is asked for and why is read in
the case, after the reason for opening it was given.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from holdfast.apps.accounts.rules import MemberId, Permission, may
from holdfast.apps.casework.records.approvals import Approval
from holdfast.apps.casework.records.people import Helper
from holdfast.apps.casework.records.vetting import Claim
from holdfast.apps.casework.rules.approvals import Decision, may_decide
from holdfast.apps.casework.rules.cases import CaseId, CaseState
from holdfast.apps.casework.rules.vetting import OPEN, Step
from holdfast.apps.keyring.queries.bodies import Stored, find_kinds
from holdfast.apps.keyring.rules import Actor, ScopeId, require
from holdfast.kernel.clock import Clock, utc_now

from .cases import read_file
from .files import CaseFile, case_files_with


class WaitsIn(StrEnum):
    """Where it is decided on."""

    APPROVALS = "approvals"
    VETTING = "vetting"
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for the actor's word."""

    where: WaitsIn
    scope: ScopeId
    alias: str
    says: str
    by: MemberId


@dataclass(frozen=True, slots=True)
class ApprovalView:
    """An approval, and what the actor can decide."""

    stored: Stored[Approval]
    decisions: frozenset[Decision]


def approvals(actor: Actor, case: CaseId, *, clock: Clock = utc_now) -> list[ApprovalView]:
    """What was asked for in a case, newest first. Raises as `queries.cases.case`."""
    file = read_file(actor, case, clock=clock)
    found = sorted(file.all(Approval), key=lambda stored: stored.value.at, reverse=True)
    return [ApprovalView(stored, decisions(actor, stored.value)) for stored in found]


def decisions(actor: Actor, approval: Approval) -> frozenset[Decision]:
    """What the actor can decide on it."""
    if approval.decision is not None:
        return frozenset()
    return may_decide(
        approval.needed,
        by_self=approval.by == actor.member,
        is_coordinator=may(actor.roles, Permission.GRANT_CASES),
    )


def waiting_for(actor: Actor, *, clock: Clock = utc_now) -> list[Waiting]:
    """Everything that waits for the actor's word, by alias."""
    require(actor, Permission.WORK_CASES)
    found = list(_in_network(actor))
    for file in case_files_with(actor, Approval, Claim, now=clock()):
        if file.case.state is not CaseState.CLOSED:
            found += _in_case(actor, file)
    return sorted(found, key=lambda waiting: (waiting.alias, waiting.says))


def _in_network(actor: Actor) -> Iterator[Waiting]:
    """What was found about helpers."""
    claims: dict[ScopeId, list[Stored[Claim]]] = defaultdict(list)
    read = find_kinds(actor, (Helper, Claim))
    for claim in read[Claim]:
        claims[claim.scope].append(claim)
    for helper in read[Helper]:
        yield from _claims(actor, claims[helper.scope], helper.value.alias, WaitsIn.NETWORK)


def _in_case(actor: Actor, file: CaseFile) -> Iterator[Waiting]:
    alias = file.case.alias
    for stored in file.all(Approval):
        if Decision.GRANTED in decisions(actor, stored.value):
            by = MemberId(stored.value.by)
            yield Waiting(WaitsIn.APPROVALS, file.scope, alias, str(stored.value.kind), by)
    yield from _claims(actor, file.all(Claim), alias, WaitsIn.VETTING)


def _claims(
    actor: Actor, claims: list[Stored[Claim]], alias: str, where: WaitsIn
) -> Iterator[Waiting]:
    for stored in claims:
        claim = stored.value
        if claim.standing in OPEN and Step.AGREE in claim.steps_of(actor.member):
            says = f"{claim.result}: {claim.standing}"
            yield Waiting(where, stored.scope, alias, says, MemberId(claim.by))
