import datetime as dt

import pytest
from tests.apps.casework.cast import PERSON, Office, all_of

from holdfast.apps.accounts.rules import Role
from holdfast.apps.casework.errors.cases import SecondPersonNeededError
from holdfast.apps.casework.errors.general import ReasonNeededError
from holdfast.apps.casework.queries.files import case_file
from holdfast.apps.casework.records.cases import AccessTerm, Case, Identity
from holdfast.apps.casework.records.health import HealthLink, HealthPart
from holdfast.apps.casework.records.journeys import CheckIn, Journey
from holdfast.apps.casework.records.places import Place, Stay
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.services.health import begin_health
from holdfast.apps.casework.services.openings import set_identity
from holdfast.apps.casework.services.places import place_case
from holdfast.apps.casework.services.shredding import Shredding, shred_case
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.queries.checking import check
from holdfast.apps.keyring.queries.keys import team_key
from holdfast.apps.keyring.rules import Actor, ScopeId
from holdfast.apps.keyring.services.bodies import add
from holdfast.apps.keyring.services.writing import writing
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


# ------------------------------------------------------------ what a case names as its health


def name_as_health(desk: Office, case: CaseId, scope: str, by: Actor | None = None) -> None:
    """What a changed program writes."""
    file = case_file(by or desk.lead, case, now=desk.clock())
    with writing(by or desk.lead) as write:
        add(write, file.head.unit, HealthLink(scope=scope))


def begin(desk: Office, case: CaseId) -> ScopeId:
    return begin_health(actor=desk.lead, case=case, reason="she is ill", clock=desk.clock)


@pytest.mark.parametrize("other", ["team", "itself", "case", "place", "health"])
def test_a_case_that_names_what_is_not_its_health_destroys_itself_and_not_that(
    desk: Office, case: CaseId, other: str
) -> None:
    teal = desk.open("Teal")
    begin(desk, case)
    named = {
        "team": team_key(desk.lead).scope,
        "itself": case,
        "case": teal,
        "place": desk.place(),
        "health": begin(desk, teal),
    }[other]
    name_as_health(desk, case, named)
    assert shred(desk, case, desk.lead) is Shredding.HEALTH_LEFT
    assert [c.alias for c in all_of(desk.lead, Case)] == ["Teal"]
    assert [part.case for part in all_of(desk.lead, HealthPart)] == [teal]
    assert len(all_of(desk.lead, Place)) == 1
    assert list(check(desk.lead)) == []


def test_who_cannot_open_it_destroys_no_health_of_whom_the_case_was_not_given_to(
    desk: Office, case: CaseId
) -> None:
    health = begin(desk, case)
    desk.join("mira")
    own = desk.open("Teal", by=desk.back("mira", Role.COORDINATOR))
    mira = desk.back("mira", Role.COORDINATOR)
    name_as_health(desk, own, health, by=mira)
    assert shred(desk, own, mira) is Shredding.HEALTH_LEFT
    assert [part.case for part in all_of(desk.lead, HealthPart)] == [case]
