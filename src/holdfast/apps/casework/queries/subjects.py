"""Who can be vetted: a case, or a person of the network; and what of them the actor may open.

Invariants: a case is read after its reason was given; a person of the network by whoever holds
them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from holdfast.apps.casework.errors.cases import NotACaseError
from holdfast.apps.casework.errors.general import ExpiredGrantError
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
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.queries.bodies import Stored, find
from holdfast.apps.keyring.rules import Actor, ScopeId, UnitId
from holdfast.kernel.clock import Clock, utc_now

from .cases import read_file
from .files import CaseFile, case_file
from .signals import result_of

MOST_PEOPLE = 60


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


def people(actor: Actor, start: ScopeId, *, now: dt.datetime) -> dict[str, Person]:
    """Somebody and everybody from whom their vouchers' word comes, as far as the actor may open."""
    found: dict[str, Person] = {}
    waiting: list[str] = [start]
    while waiting and len(found) < MOST_PEOPLE:
        one = waiting.pop(0)
        known = None if one in found else person(actor, ScopeId(one), now=now)
        if known is not None:
            found[one] = known
            waiting += known.vouchers
    return found


def person(actor: Actor, id_: ScopeId, *, now: dt.datetime) -> Person | None:
    """A case or somebody of the network as a chain shows them; None where it is not the actor's."""
    helper = next(find(actor, Helper, scope=id_), None)
    if helper is not None:
        detained = helper.value.state is HelperState.DETAINED
        claims = list(find(actor, Claim, scope=id_))
        return _person(helper.value.alias, claims, is_detained=detained)
    try:
        file = case_file(actor, id_, now=now)
    except (NotGrantedError, ExpiredGrantError, NotACaseError):
        return None
    return _person(file.case.alias, file.all(Claim), is_detained=was_detained(file))


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
