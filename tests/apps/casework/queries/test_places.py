import datetime as dt
from dataclasses import replace

import pytest
from tests.apps.casework.cast import Office
from tests.apps.casework.services.test_bookings import planned
from tests.apps.casework.services.test_helper_terms import driver

from holdfast.apps.casework.errors.general import ReasonNeededError
from holdfast.apps.casework.queries.places import (
    address,
    holds_address,
    needs_of,
    nights_of,
    offers,
    place,
    place_aliases,
    places,
    rules_of,
    stays_at,
    stays_of,
    stored_place,
    who_knows,
)
from holdfast.apps.casework.records.cases import HouseholdCard
from holdfast.apps.casework.records.places import Place, Stay
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.places import Household, Night, Obstacle, PlaceStatus, Rules
from holdfast.apps.casework.services.places import end_stay, note_known, open_address, place_case
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.memory import Memory
from holdfast.apps.keyring.rules import Part
from holdfast.apps.keyring.services.grants import grant
from holdfast.apps.keyring.services.writing import writing

FIRST = dt.date(2031, 4, 2)


def placed(desk: Office, case: CaseId, **rules: object) -> CaseId:
    where = desk.place(**rules)
    place_case(actor=desk.lead, case=case, place=where, first=FIRST, nights=2, clock=desk.clock)
    return where


def test_beds_are_shown_night_by_night(desk: Office, case: CaseId) -> None:
    where = placed(desk, case)
    (view,) = places(desk.lead, clock=desk.clock)
    assert [(bed.night.day, bed.beds, bed.taken) for bed in view.nights[:3]] == [
        (2, 2, 1),
        (3, 2, 1),
        (4, 2, 0),
    ]
    assert len(view.nights) == 14
    later = place(desk.lead, where, first=FIRST + dt.timedelta(days=1), clock=desk.clock)
    assert [bed.taken for bed in later.nights[:2]] == [1, 0]
    assert stays_at(desk.lead, where) == stays_of(desk.lead, case) == view.stays


def test_without_its_key_a_place_is_not_there_and_its_address_needs_the_other(desk: Office) -> None:
    where, mira = desk.place(), desk.join("mira")
    for look in (place, address, stored_place, who_knows):
        with pytest.raises(NotGrantedError):
            look(mira, where)
    with writing(desk.lead) as write:
        grant(write, where, Part.CONTENT, mira.member)
    mira = desk.back("mira")
    assert place(mira, where, clock=desk.clock).place.alias == "Willow"
    with pytest.raises(NotGrantedError):
        address(mira, where)
    with pytest.raises(ReasonNeededError):
        address(desk.lead, where, clock=desk.clock)
    open_address(actor=desk.lead, place=where, reason="to bring keys", clock=desk.clock)
    assert address(desk.lead, where, clock=desk.clock).address == "Mill Lane 4"
    assert (holds_address(desk.lead, where), holds_address(mira, where)) == (True, False)


def test_every_place_says_why_it_is_not_the_one(desk: Office, case: CaseId) -> None:
    placed(desk, case, alias="Willow", beds=2, may_mix=False)
    desk.place("Alder", beds=1)
    desk.place("Rowan", beds=4)
    found = offers(desk.lead, HouseholdCard(people=2), nights=[FIRST])
    assert [(o.alias, o.obstacles) for o in found] == [
        ("Rowan", []),
        ("Alder", [Obstacle.BEDS]),
        ("Willow", [Obstacle.BEDS, Obstacle.MIXED]),
    ]


def test_a_place_is_named_to_who_knows_it(desk: Office) -> None:
    where, mira = desk.place(), desk.join("mira")
    assert place_aliases(desk.lead, [where, where, CaseId("nowhere")]) == {where: "Willow"}
    assert place_aliases(mira, [where]) == {}


def test_stays_are_seen_as_they_change_also_in_a_session_that_remembers(
    desk: Office, case: CaseId
) -> None:
    session = replace(desk.lead, memory=Memory())
    assert stays_of(session, case) == []
    where = placed(desk, case)
    (stay,) = stays_of(session, case)
    assert stays_at(session, where) == [stay]
    stays_at(session, where).clear()
    assert stays_at(session, where) == [stay]
    assert offers(session, HouseholdCard(people=2), nights=[FIRST])[0].obstacles == [Obstacle.BEDS]
    after = FIRST + dt.timedelta(days=stay.value.nights)
    assert offers(session, HouseholdCard(people=2), nights=[after])[0].obstacles == []
    end_stay(actor=desk.lead, case=case, stay=stay.id, clock=desk.clock)
    assert stays_of(session, case) == stays_of(desk.lead, case)


def test_who_knows_a_place_are_members_cases_and_others(desk: Office, case: CaseId) -> None:
    where, mira = placed(desk, case), desk.join("mira")
    with writing(desk.lead) as write:
        grant(write, where, Part.CONTENT, mira.member)
    note_known(actor=desk.lead, place=where, who="a driver", how="drove there", clock=desk.clock)
    known = who_knows(desk.lead, where)
    assert set(known.members) == {desk.lead.member, mira.member}
    assert known.with_address == [desk.lead.member]
    assert (known.cases, [k.who for k in known.others]) == ([case], ["a driver"])


def test_records_become_what_the_rules_look_at() -> None:
    stay = Stay(place="p", case="c", first_night=FIRST, nights=2, people=3)
    assert nights_of([stay]) == [Night(FIRST, "c", 3), Night(FIRST + dt.timedelta(days=1), "c", 3)]
    assert rules_of(Place(alias="x", beds=2)) == Rules(PlaceStatus.PROPOSED, 2)
    assert needs_of(HouseholdCard(people=2, children=1)) == Household(2, children=1)


def test_a_host_and_who_was_brought_there_know_a_place(desk: Office, case: CaseId) -> None:
    host, pike = driver(desk, "Tench"), driver(desk)
    place = desk.place(hosted_by=host)
    assert who_knows(desk.lead, place).helpers == [host]
    planned(desk, case, helper=pike, to_place=place)
    assert who_knows(desk.lead, place).helpers == sorted([host, pike])
