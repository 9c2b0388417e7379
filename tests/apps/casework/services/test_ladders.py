import dataclasses

import pytest
from tests.apps.casework.cast import Office

from holdfast.apps.casework.queries.files import CaseFile, case_file
from holdfast.apps.casework.records.journeys import CheckIn
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.services.journeys import abort
from holdfast.apps.casework.services.ladders import (
    passed_on,
    save_ladders,
    tell_watch,
    told_elsewhere,
)
from holdfast.apps.keyring.errors import EditConflictError
from holdfast.apps.keyring.services.writing import writing
from holdfast.apps.watch.queries.rows import rows


def held(desk: Office, case: CaseId) -> CaseFile:
    return case_file(desk.lead, case, now=desk.clock())


def test_a_ladder_has_the_new_member_in_the_place_of_the_old(desk: Office, case: CaseId) -> None:
    desk.planned(case)
    passed = passed_on(held(desk, case), desk.lead.member, "mira", reachable=())
    assert [len(one.value.ladder) for one in passed.changed] == [2, 2]
    assert {rung.member for one in passed.changed for rung in one.value.ladder} == {"mira"}
    assert (passed.stayed, passed.alone) == (0, 2)
    assert len(passed.file.all(CheckIn)) == 2


def test_what_is_under_way_stays_where_the_new_member_cannot_be_reached(
    watched: Office, case: CaseId
) -> None:
    watched.under_way(case)
    file = held(watched, case)
    assert passed_on(file, watched.lead.member, "mira", reachable=()).stayed == 2
    reachable = passed_on(file, watched.lead.member, "mira", reachable=("mira",))
    assert (reachable.stayed, len(reachable.changed)) == (0, 2)


def test_check_ins_of_a_journey_that_ended_are_told_to_nobody(desk: Office, case: CaseId) -> None:
    journey = desk.planned(case)
    assert told_elsewhere([held(desk, case)], desk.lead.member) == 2
    abort(actor=desk.lead, case=case, journey=journey, clock=desk.clock)
    assert told_elsewhere([held(desk, case)], desk.lead.member) == 0
    assert told_elsewhere([held(desk, case)], "mira") == 0


def test_the_watch_and_the_case_are_given_the_same_ladder(watched: Office, case: CaseId) -> None:
    watched.under_way(case)
    member = watched.lead.member
    passed = passed_on(held(watched, case), member, member, reachable=(member,))
    tell_watch(watched.lead, passed)
    assert len(rows(watched.box).live) == 2
    with writing(watched.lead) as write:
        save_ladders(write, passed)
    stale = dataclasses.replace(passed)
    with pytest.raises(EditConflictError), writing(watched.lead) as write:
        save_ladders(write, stale)
