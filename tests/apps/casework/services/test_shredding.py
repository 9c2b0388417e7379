import datetime as dt

import pytest
from tests.apps.casework.cast import PERSON, Office, all_of

from holdfast.apps.casework.errors import ReasonNeededError, SecondPersonNeededError
from holdfast.apps.casework.records.cases import AccessTerm, Case, Identity
from holdfast.apps.casework.records.journeys import CheckIn, Journey
from holdfast.apps.casework.records.places import Stay
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.services.openings import set_identity
from holdfast.apps.casework.services.places import place_case
from holdfast.apps.casework.services.shredding import Shredding, shred_case
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.queries.checking import check
from holdfast.apps.keyring.rules import Actor
from holdfast.apps.watch.models import MarkRow
from holdfast.apps.watch.queries.rows import rows


def shred(desk: Office, case: CaseId, by: Actor, reason: str = "they asked") -> Shredding:
    return shred_case(actor=by, case=case, reason=reason, clock=desk.clock)


def test_a_coordinator_destroys_a_case_with_all_that_belongs_to_it(watched: Office) -> None:
    case, other = watched.open("Heron"), watched.open("Teal")
    desk = watched
    set_identity(actor=desk.lead, case=case, identity=PERSON, reason="named", clock=desk.clock)
    desk.under_way(case)
    desk.under_way(other)
    desk.join("mira")
    desk.give(case, "mira", until=desk.clock().date())
    place_case(
        actor=desk.lead,
        case=case,
        place=desk.place(),
        first=dt.date(2031, 4, 2),
        nights=3,
        clock=desk.clock,
    )
    assert shred(desk, case, desk.lead) is Shredding.DONE
    assert [c.alias for c in all_of(desk.lead, Case)] == ["Teal"]
    for kind in (Identity, Stay, AccessTerm):
        assert all_of(desk.lead, kind) == []
    assert (len(all_of(desk.lead, Journey)), len(all_of(desk.lead, CheckIn))) == (1, 2)
    assert (len(rows(desk.box).live), MarkRow.objects.count()) == (2, 0)
    assert list(check(desk.lead)) == []
    with pytest.raises(NotGrantedError):
        shred(desk, case, desk.lead)


def test_two_case_workers_destroy_together_and_neither_alone(desk: Office) -> None:
    for name in ("mira", "noor"):
        desk.join(name)
    case = desk.open()
    mira, noor = desk.give(case, "mira"), desk.give(case, "noor")
    assert shred(desk, case, mira) is Shredding.WAITING
    with pytest.raises(SecondPersonNeededError):
        shred(desk, case, mira)
    assert len(all_of(desk.lead, Case)) == 1
    assert shred(desk, case, noor) is Shredding.DONE
    assert all_of(desk.lead, Case) == []


def test_nothing_is_destroyed_without_a_reason_or_without_a_key(desk: Office, case: CaseId) -> None:
    with pytest.raises(ReasonNeededError):
        shred(desk, case, desk.lead, reason=" ")
    with pytest.raises(NotGrantedError):
        shred(desk, case, desk.join("mira"))
    assert len(all_of(desk.lead, Case)) == 1
