import pytest
from tests.apps.casework.cast import Office, all_of
from tests.apps.casework.services.test_helper_terms import driver

from holdfast.apps.casework.errors.cases import NotTracedError
from holdfast.apps.casework.errors.judging import NotAHelperError
from holdfast.apps.casework.records.traces import Trace
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.traces import LeadsTo, TraceIn
from holdfast.apps.casework.services.traces import add_trace, say_gone
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.rules import RecordId


def trace(
    desk: Office, case: CaseId, leads_to: LeadsTo, id_: str, held_in: TraceIn = TraceIn.PHONE
) -> RecordId:
    return add_trace(
        actor=desk.lead, case=case, held_in=held_in, leads_to=leads_to, id_=id_, clock=desk.clock
    )


def test_whose_number_was_in_whose_phone_is_noted_by_opaque_ids(desk: Office, case: CaseId) -> None:
    other, place, pike = desk.open("Teal"), desk.place(), driver(desk)
    trace(desk, case, LeadsTo.CASE, other)
    trace(desk, case, LeadsTo.HELPER, pike)
    trace(desk, case, LeadsTo.MEMBER, desk.lead.member)
    trace(desk, case, LeadsTo.PLACE, place, TraceIn.DOCUMENT)
    assert {one.id for one in all_of(desk.lead, Trace)} == {other, place, pike, desk.lead.member}


def test_what_nobody_knows_leads_to_itself_or_was_noted_is_refused(
    desk: Office, case: CaseId
) -> None:
    other = desk.open("Teal")
    trace(desk, case, LeadsTo.CASE, other)
    for id_ in (case, other):
        with pytest.raises(NotTracedError):
            trace(desk, case, LeadsTo.CASE, id_)
    with pytest.raises(NotGrantedError):
        trace(desk, case, LeadsTo.PLACE, "a" * 26)
    with pytest.raises(NotAHelperError):
        trace(desk, case, LeadsTo.HELPER, "a" * 26)
    assert len(all_of(desk.lead, Trace)) == 1


def test_what_was_wiped_stays_noted_and_can_be_noted_anew(desk: Office, case: CaseId) -> None:
    other = desk.open("Teal")
    noted = trace(desk, case, LeadsTo.CASE, other)
    say_gone(actor=desk.lead, case=case, trace=noted, clock=desk.clock)
    with pytest.raises(NotTracedError, match="already"):
        say_gone(actor=desk.lead, case=case, trace=noted, clock=desk.clock)
    trace(desk, case, LeadsTo.CASE, other)
    gone = [one.gone_at for one in all_of(desk.lead, Trace)]
    assert sorted(map(str, gone)) == sorted([str(desk.clock().date()), "None"])
