import datetime as dt

from tests.apps.casework.cast import Office

from holdfast.apps.casework.queries.picture import picture
from holdfast.apps.casework.records.cases import Opening
from holdfast.apps.casework.records.places import Stay
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.services.places import place_case


def test_one_scan_reads_cases_places_and_the_team_s_stays(desk: Office, case: CaseId) -> None:
    place = desk.place()
    first = desk.clock().date()
    place_case(actor=desk.lead, case=case, place=place, first=first, nights=2, clock=desk.clock)
    seen = picture(desk.lead, now=desk.clock())
    assert set(seen.cases) == {case}
    assert set(seen.places) == {place}
    assert [stay.value.nights for stay in seen.all(Stay)] == [2]
    assert {opening.scope for opening in seen.all(Opening)} == {case}


def test_who_can_open_nothing_sees_only_the_team_s_cards(desk: Office, case: CaseId) -> None:
    desk.join("mira")
    place = desk.place()
    first = desk.clock().date()
    place_case(actor=desk.lead, case=case, place=place, first=first, nights=2, clock=desk.clock)
    seen = picture(desk.back("mira"), now=desk.clock())
    assert (seen.cases, seen.places) == ({}, {})
    assert [stay.value.case for stay in seen.all(Stay)] == [case]


def test_what_an_ended_grant_still_opens_is_left_out(desk: Office, case: CaseId) -> None:
    desk.join("mira")
    mira = desk.give(case, "mira", until=desk.clock().date())
    assert set(picture(mira, now=desk.clock()).cases) == {case}
    assert picture(mira, now=desk.clock() + dt.timedelta(days=2)).cases == {}
