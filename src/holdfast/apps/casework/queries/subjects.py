"""Who can be vetted: a case, or a person of the network; and what of them the actor may open.

Invariants: a case is read after its reason was given; a person of the network by whoever holds
them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from holdfast.apps.casework.records.cases import Fact
from holdfast.apps.casework.records.losses import LossNote
from holdfast.apps.casework.records.people import Helper
from holdfast.apps.casework.records.vetting import Claim
from holdfast.apps.casework.rules.cases import FactKind, Outcome
from holdfast.apps.casework.rules.losses import LossKind
from holdfast.apps.casework.rules.people import HelperState
from holdfast.apps.casework.rules.vetting import (
    COUNTING,
    Method,
    is_vetted,
)
from holdfast.apps.casework.rules.vouching import Person
from holdfast.apps.keyring.queries.bodies import Stored, find
from holdfast.apps.keyring.rules import Actor, ScopeId, UnitId
from holdfast.kernel.clock import Clock, utc_now

from .cases import read_file
from .files import CaseFile, case_files
from .signals import result_of


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is vetted. `file` is the case's, where it is one."""

    id: ScopeId
    alias: str
    unit: UnitId
    file: CaseFile | None = None


def subject(actor: Actor, id_: ScopeId, *, clock: Clock = utc_now) -> Subject:
    """The case or the person of the network with this id.

    Raises NotGrantedError, ExpiredGrantError, ReasonNeededError (a case not opened yet).
    """
    known = next(find(actor, Helper, scope=id_), None)
    if known is not None:
        return Subject(id_, known.value.alias, known.unit)
    file = read_file(actor, id_, clock=clock)
    return Subject(id_, file.case.alias, file.head.unit, file)


def people(actor: Actor, *, now: dt.datetime) -> dict[str, Person]:
    """Everybody whom the actor may open, as a chain of vouchers shows them."""
    found: dict[str, Person] = {}
    for file in case_files(actor, now=now):
        found[file.scope] = _person(
            file.case.alias, file.all(Claim), is_detained=was_detained(file)
        )
    claims: dict[ScopeId, list[Stored[Claim]]] = {}
    for claim in find(actor, Claim):
        claims.setdefault(claim.scope, []).append(claim)
    for known in find(actor, Helper):
        detained = known.value.state is HelperState.DETAINED
        theirs = claims.get(known.scope, [])
        found[known.scope] = _person(known.value.alias, theirs, is_detained=detained)
    return found


def was_detained(file: CaseFile) -> bool:
    """Whether they were detained once, as the case tells: who was released is looked at too."""
    return (
        file.case.outcome is Outcome.DETAINED
        or any(fact.value.kind is FactKind.DETENTION for fact in file.all(Fact))
        or any(note.value.kind is LossKind.PERSON for note in file.all(LossNote))
    )


def _person(alias: str, claims: list[Stored[Claim]], *, is_detained: bool) -> Person:
    vouchers = (
        claim.value.voucher
        for claim in claims
        if claim.value.method is Method.VOUCHED_BY and claim.value.standing in COUNTING
    )
    return Person(alias, is_vetted(result_of(claims)), is_detained, tuple(dict.fromkeys(vouchers)))
