import datetime as dt

import msgspec
import pytest
from tests.apps.casework.cast import Office, all_of
from tests.apps.cast import at_work

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import Role
from holdfast.apps.casework.errors.general import (
    BadDateError,
    ExpiredGrantError,
    ItemChangedError,
    ReasonNeededError,
    SamePersonHereError,
)
from holdfast.apps.casework.errors.health import BadHealthError, HealthThereError
from holdfast.apps.casework.queries.health import read_health
from holdfast.apps.casework.records.cases import AccessTerm
from holdfast.apps.casework.records.health import (
    HealthLink,
    HealthPart,
    Injury,
    Medication,
    Screen,
)
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.health import Concern, ScreenKind
from holdfast.apps.casework.services.access import end_access, end_expired, grant_case
from holdfast.apps.casework.services.health import (
    add_health,
    begin_health,
    change_health,
    end_health,
    grant_health,
    open_health,
    remove_health,
    review_screen,
)
from holdfast.apps.casework.services.openings import open_for
from holdfast.apps.casework.services.shredding import shred_case
from holdfast.apps.keyring.errors import AlreadyHoldsError, EditConflictError, NotGrantedError
from holdfast.apps.keyring.queries.tasks import held_by
from holdfast.apps.keyring.rules import Actor, Part

DAY = dt.date(2031, 4, 2)
PILLS = Medication(
    medicine="Levozin", days_left=10, counted_on=DAY, refill="the clinic in the north"
)
SCREEN = Screen(kind=ScreenKind.SUICIDE, made_on=DAY, concern=Concern.GRAVE)


def begin(desk: Office, case: CaseId, **more: object) -> None:
    begin_health(actor=desk.lead, case=case, reason="she is ill", clock=desk.clock, **more)


def given(desk: Office, case: CaseId, until: dt.date | None = None) -> Actor:
    """A second case worker, who was given the health too and opened it."""
    desk.second(case)
    grant_health(
        actor=desk.lead, case=case, member=desk.id("second"), reason="the nurse", until=until,
        clock=desk.clock,
    )  # fmt: skip
    nurse = desk.back("second")
    open_health(actor=nurse, case=case, reason="to refill", clock=desk.clock)
    return nurse


def where(desk: Office, case: CaseId, actor: Actor | None = None) -> dict:
    return {"actor": actor or desk.lead, "case": case, "clock": desk.clock}


# ------------------------------------------------------------ apart from the case


def test_who_holds_the_case_alone_reads_nothing_of_its_health(desk: Office, case: CaseId) -> None:
    begin(desk, case)
    add_health(item=PILLS, **where(desk, case))
    second = desk.second(case)
    with pytest.raises(NotGrantedError):
        read_health(second, case, clock=desk.clock)
    assert all_of(second, HealthLink) != []
    assert all_of(second, Medication) == all_of(second, HealthPart) == []


def test_it_is_opened_with_a_reason_for_a_working_day(desk: Office, case: CaseId) -> None:
    begin(desk, case)
    nurse = given(desk, case)
    desk.clock.forward(hours=11)
    open_for(actor=nurse, case=case, reason="their call", clock=desk.clock)
    with pytest.raises(ReasonNeededError):
        read_health(nurse, case, clock=desk.clock)
    with pytest.raises(ReasonNeededError):
        open_health(actor=nurse, case=case, reason=" ", clock=desk.clock)
    open_health(actor=nurse, case=case, reason="their call", clock=desk.clock)
    assert read_health(nurse, case, clock=desk.clock).scope != case


def test_a_case_has_one_health_part(desk: Office, case: CaseId) -> None:
    begin(desk, case)
    with pytest.raises(HealthThereError):
        begin(desk, case)
    assert len(all_of(desk.lead, HealthLink)) == 1


def test_who_cannot_open_the_case_is_not_given_its_health(desk: Office, case: CaseId) -> None:
    desk.join("mira")
    with pytest.raises(NotGrantedError, match="Give them the case first"):
        begin(desk, case, together_with=[desk.id("mira")])
    assert all_of(desk.lead, HealthPart) == []
    begin(desk, case)
    with pytest.raises(NotGrantedError, match="Give them the case first"):
        grant_health(member=desk.id("mira"), reason="x", **where(desk, case))


def test_whoever_begins_it_names_who_opens_it_along(desk: Office, case: CaseId) -> None:
    second = desk.second(case)
    begin(desk, case, together_with=[desk.id("second")])
    nurse = desk.back("second")
    open_health(actor=nurse, case=case, reason="to refill", clock=desk.clock)
    assert second.member == nurse.member
    assert len(read_health(nurse, case, clock=desk.clock).all(HealthPart)) == 1


# ------------------------------------------------------------ given and taken back


def test_it_is_given_once_by_a_coordinator_and_taken_back_at_once(
    desk: Office, case: CaseId
) -> None:
    begin(desk, case)
    nurse = given(desk, case)
    with pytest.raises(NotPermittedError):
        grant_health(member=desk.lead.member, reason="x", **where(desk, case, nurse))
    with pytest.raises(AlreadyHoldsError):
        grant_health(member=nurse.member, reason="x", **where(desk, case))
    end_health(member=nurse.member, reason="another nurse", **where(desk, case))
    with pytest.raises(NotGrantedError):
        read_health(desk.back("second"), case, clock=desk.clock)
    assert (case, Part.CONTENT) in held_by(nurse.member)


def test_who_loses_the_case_loses_its_health(desk: Office, case: CaseId) -> None:
    begin(desk, case)
    nurse = given(desk, case)
    end_access(member=nurse.member, reason="left", **where(desk, case))
    assert [part for _, part in held_by(nurse.member)] == [Part.TEAM]


def test_it_ends_no_later_than_the_case_does(desk: Office, case: CaseId) -> None:
    begin(desk, case)
    nurse = given(desk, case)
    grant_case(
        member=nurse.member, parts=[Part.CONTENT], reason="until Friday", until=DAY,
        **where(desk, case),
    )  # fmt: skip
    terms = all_of(desk.lead, AccessTerm)
    assert {term.until for term in terms} == {DAY}
    assert len({term.scope for term in terms}) == 2
    desk.clock.forward(hours=24)
    with pytest.raises(ExpiredGrantError):
        read_health(nurse, case, clock=desk.clock)
    assert end_expired(desk.lead, clock=desk.clock) == 2
    assert [part for _, part in held_by(nurse.member)] == [Part.TEAM]


def test_a_later_last_day_than_that_of_the_case_is_cut(desk: Office, case: CaseId) -> None:
    begin(desk, case)
    desk.join("second")
    desk.give(case, "second", until=DAY)
    given(desk, case, until=DAY + dt.timedelta(days=30))
    assert {term.until for term in all_of(desk.lead, AccessTerm)} == {DAY}


def test_it_is_destroyed_with_the_case_also_by_who_cannot_open_it(
    desk: Office, case: CaseId
) -> None:
    desk.second(case)
    other = desk.back("second", Role.COORDINATOR)
    begin(desk, case)
    add_health(item=PILLS, **where(desk, case))
    shred_case(actor=other, case=case, reason="it is over", clock=desk.clock)
    assert all_of(desk.lead, Medication) == all_of(desk.lead, HealthPart) == []
    assert [part for _, part in held_by(desk.lead.member)] == [Part.TEAM]


# ------------------------------------------------------------ what is written


def test_two_changes_at_once_conflict(desk: Office, case: CaseId) -> None:
    begin(desk, case)
    nurse = given(desk, case)
    record = add_health(item=PILLS, **where(desk, case))
    fewer = msgspec.structs.replace(PILLS, days_left=4)
    change_health(record=record, item=fewer, revision=1, **where(desk, case, nurse))
    with pytest.raises(EditConflictError):
        change_health(record=record, item=PILLS, revision=1, **where(desk, case))
    with pytest.raises(ItemChangedError):
        remove_health(record=record, revision=1, **where(desk, case))
    assert all_of(desk.lead, Medication) == [fewer]
    remove_health(record=record, revision=2, **where(desk, case))
    assert all_of(desk.lead, Medication) == []


def test_a_screen_is_reviewed_by_somebody_else_and_again_once_it_is_changed(
    desk: Office, case: CaseId
) -> None:
    begin(desk, case)
    nurse = given(desk, case)
    record = add_health(item=SCREEN, **where(desk, case))
    with pytest.raises(SamePersonHereError):
        review_screen(record=record, revision=1, **where(desk, case))
    review_screen(record=record, revision=1, **where(desk, case, nurse))
    (kept,) = all_of(desk.lead, Screen)
    assert (kept.by, kept.reviewed_by) == (desk.lead.member, nurse.member)
    change_health(record=record, item=kept, revision=2, **where(desk, case))
    assert all_of(desk.lead, Screen)[0].reviewed_by == ""


def test_counts_and_days_that_cannot_be_are_refused(desk: Office, case: CaseId) -> None:
    begin(desk, case)
    tomorrow = DAY + dt.timedelta(days=1)
    for item in (
        msgspec.structs.replace(PILLS, days_left=-1),
        msgspec.structs.replace(PILLS, counted_on=tomorrow),
        msgspec.structs.replace(SCREEN, made_on=tomorrow),
    ):
        with pytest.raises(BadHealthError):
            add_health(item=item, **where(desk, case))
    with pytest.raises(BadDateError):
        add_health(item=Injury(on="2031-13", says="a cut"), **where(desk, case))
    assert all_of(desk.lead, Medication) == all_of(desk.lead, Screen) == []


def test_a_case_worker_begins_it(desk: Office, case: CaseId) -> None:
    worker = at_work(desk.team.lead, Role.CASE_WORKER)
    begin_health(actor=worker, case=case, reason="she is ill", clock=desk.clock)
    assert len(all_of(desk.lead, HealthPart)) == 1
