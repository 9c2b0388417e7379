import datetime as dt

import msgspec
import pytest
from tests.apps.casework.cast import Office, all_of
from tests.apps.cast import at_work

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import Role
from holdfast.apps.casework.errors.general import NoAliasError, ReasonNeededError
from holdfast.apps.casework.errors.places import (
    PlaceFullError,
    PlaceRuleError,
    PlaceTakenError,
    TwoPlacesError,
)
from holdfast.apps.casework.queries.places import place as place_of
from holdfast.apps.casework.queries.places import stored_place
from holdfast.apps.casework.records.places import Address, AddressOpening, Known, Place, Stay
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.places import PlaceId, PlaceStatus
from holdfast.apps.casework.services.openings import open_for
from holdfast.apps.casework.services.places import (
    add_place,
    change_place,
    end_stay,
    grant_place,
    note_known,
    open_address,
    place_case,
    set_status,
)
from holdfast.apps.keyring.errors import AlreadyHoldsError, EditConflictError, NotGrantedError
from holdfast.apps.keyring.queries.bodies import find
from holdfast.apps.keyring.rules import Part, RecordId


def put(desk: Office, case: CaseId, place: PlaceId, nights: int = 3, after: int = 0) -> RecordId:
    first = desk.clock().date() + dt.timedelta(days=after)
    return place_case(
        actor=desk.lead, case=case, place=place, first=first, nights=nights, clock=desk.clock
    )


def taken(desk: Office, place: PlaceId) -> list[int]:
    return [bed.taken for bed in place_of(desk.lead, place, clock=desk.clock).nights[:4]]


def test_a_household_is_placed_for_its_nights(desk: Office) -> None:
    put(desk, desk.open(people=2), place := desk.place())
    assert taken(desk, place) == [2, 2, 2, 0]


def test_a_full_place_refuses_in_words_and_places_nobody(desk: Office, case: CaseId) -> None:
    place = desk.place(beds=1)
    put(desk, case, place)
    with pytest.raises(PlaceFullError, match="place is full"):
        put(desk, desk.open("Teal"), place, after=2)
    assert len(all_of(desk.lead, Stay)) == 1
    put(desk, desk.open("Quince"), place, after=3)


def test_a_rule_that_forbids_it_is_said(desk: Office, case: CaseId) -> None:
    place = desk.place(longest_nights=2)
    with pytest.raises(PlaceRuleError, match="longer than the place allows"):
        put(desk, case, place)
    set_status(actor=desk.lead, place=place, status=PlaceStatus.BURNED, clock=desk.clock)
    with pytest.raises(PlaceRuleError, match="not in use"):
        put(desk, case, place, nights=1)
    with pytest.raises(PlaceRuleError, match="one night"):
        put(desk, case, place, nights=0)


def test_nobody_is_in_two_places_at_once(desk: Office, case: CaseId) -> None:
    one, other = desk.place("Willow"), desk.place("Alder")
    stay = put(desk, case, one)
    with pytest.raises(TwoPlacesError):
        put(desk, case, other, after=2)
    end_stay(actor=desk.lead, case=case, stay=stay, clock=desk.clock)
    put(desk, case, other, after=2)
    assert taken(desk, one) == [0, 0, 0, 0]


def test_a_stay_that_ends_frees_tonight_and_keeps_the_nights_that_were_slept(
    desk: Office, case: CaseId
) -> None:
    place = desk.place()
    slept, ahead = put(desk, case, place), put(desk, case, place, after=5)
    desk.clock.forward(days=2)
    open_for(actor=desk.lead, case=case, reason="they move on", clock=desk.clock)
    for stay in (slept, ahead):
        end_stay(actor=desk.lead, case=case, stay=stay, clock=desk.clock)
    assert taken(desk, place) == [0, 0, 0, 0]
    assert [stay.nights for stay in all_of(desk.lead, Stay)] == [2]
    desk.clock.forward(days=2)
    open_for(actor=desk.lead, case=case, reason="to look", clock=desk.clock)
    end_stay(actor=desk.lead, case=case, stay=slept, clock=desk.clock)
    assert [stay.nights for stay in all_of(desk.lead, Stay)] == [2]


def test_beds_count_also_where_the_other_case_cannot_be_opened(desk: Office) -> None:
    mira = desk.join("mira", Role.COORDINATOR)
    place = desk.place(beds=1)
    hers = desk.open("Teal", by=mira)
    with pytest.raises(NotGrantedError):
        put(desk, hers, place)
    put(desk, desk.open(), place)
    assert list(find(desk.back("mira"), Place)) == []
    assert [stay.people for stay in all_of(desk.back("mira"), Stay)] == [1]


def test_fewer_beds_than_are_taken_and_an_old_version_are_refused(
    desk: Office, case: CaseId
) -> None:
    place = desk.place(beds=3)
    put(desk, desk.open("Teal", people=3), place)
    kept = stored_place(desk.lead, place)

    def change(beds: int, revision: int) -> None:
        changed = msgspec.structs.replace(kept.value, beds=beds)
        change_place(
            actor=desk.lead, place=place, changed=changed, revision=revision, clock=desk.clock
        )

    with pytest.raises(PlaceTakenError):
        change(2, kept.revision)
    change(5, kept.revision)
    with pytest.raises(EditConflictError):
        change(6, kept.revision)
    desk.clock.forward(days=3)
    change(1, kept.revision + 1)


def test_a_place_is_given_a_free_alias_and_never_a_taken_one(desk: Office) -> None:
    desk.place("Willow")
    with pytest.raises(NoAliasError):
        desk.place("willow")
    given = add_place(actor=desk.lead, place=Place(alias=""), address=Address(address="x"))
    assert stored_place(desk.lead, given).value.alias


def test_who_knows_a_place_is_noted(desk: Office) -> None:
    place = desk.place()
    note_known(
        actor=desk.lead, place=place, who="the taxi driver", how="drove there", clock=desk.clock
    )
    assert [(k.who, k.since) for k in all_of(desk.lead, Known)] == [
        ("the taxi driver", desk.clock().date())
    ]


def test_a_place_is_given_with_its_address_or_without(desk: Office) -> None:
    place, mira = desk.place(), desk.join("mira")
    words = {"actor": desk.lead, "place": place, "member": mira.member}
    grant_place(**words, parts=[Part.CONTENT])
    mira = desk.back("mira")
    with pytest.raises(NotGrantedError):
        open_address(actor=mira, place=place, reason="to bring keys", clock=desk.clock)
    with pytest.raises(AlreadyHoldsError):
        grant_place(**words, parts=[Part.CONTENT])
    grant_place(**words, parts=[Part.CONTENT, Part.IDENTITY])
    mira = desk.back("mira")
    with pytest.raises(ReasonNeededError):
        open_address(actor=mira, place=place, reason="", clock=desk.clock)
    open_address(actor=mira, place=place, reason="to bring keys", clock=desk.clock)
    assert [o.member for o in all_of(desk.lead, AddressOpening)] == [mira.member]
    with pytest.raises(NotPermittedError):
        grant_place(**{**words, "actor": mira}, parts=[Part.CONTENT, Part.IDENTITY])


def test_a_documenter_adds_no_place(desk: Office) -> None:
    with pytest.raises(NotPermittedError):
        add_place(
            actor=at_work(desk.lead, Role.DOCUMENTER),
            place=Place(alias="x"),
            address=Address(address=""),
        )


def test_a_stay_that_is_not_of_the_case_is_not_ended(desk: Office, case: CaseId) -> None:
    stay = put(desk, desk.open("Teal"), desk.place())
    with pytest.raises(NotGrantedError):
        end_stay(actor=desk.lead, case=case, stay=stay, clock=desk.clock)
