from tests.doors.desk.cases.test_items import path
from tests.doors.desk.casework import Office, text

from holdfast.apps.casework.records.household import HouseholdMember, HouseholdTie
from holdfast.apps.casework.records.people import Helper
from holdfast.apps.casework.rules.people import HelperRole, HelperState
from holdfast.apps.casework.services.people import open_helper
from holdfast.apps.keyring.queries.bodies import find

WREN = {
    "step": "member", "revision": "0", "alias": "Wren", "kin": "sibling", "age": "child",
    "is_travelling": "on", "agreed": "adult relative", "guardian_is_threat": "yes",
    "reason": "the aunt raised her",
}  # fmt: skip


def test_a_child_is_listed_and_a_second_person_confirms_the_consent(rooms: Office) -> None:
    assert rooms.lead.post(path(rooms, "household"), WREN).status_code == 302
    assert "goes without the consent" in text(rooms.lead.get(path(rooms)))
    assert "I confirm it" not in text(rooms.lead.get(path(rooms, "household")))
    rooms.give()
    rooms.open_as_mira()
    assert "I confirm it" in text(rooms.mira.get(path(rooms, "household")))
    (stored,) = find(rooms.lead.actor, HouseholdMember)
    confirming = path(rooms, "household", stored.id, "confirm")
    own = rooms.lead.post(confirming, {"revision": "1"})
    assert "You entered this yourself" in text(own)
    assert rooms.mira.post(confirming, {"revision": "1"}).status_code == 302
    page = text(rooms.lead.get(path(rooms, "household")))
    assert f"confirmed by {rooms.mira.active.alias}" in page
    assert "goes without the consent" not in text(rooms.lead.get(path(rooms)))


def test_a_guardian_who_is_the_threat_is_refused_in_the_form(rooms: Office) -> None:
    answer = rooms.lead.post(path(rooms, "household"), {**WREN, "agreed": "guardian"})
    assert "Their word alone does not count" in text(answer)
    assert list(find(rooms.lead.actor, HouseholdMember)) == []


def test_the_number_of_people_is_no_longer_typed_once_they_are_listed(rooms: Office) -> None:
    rooms.lead.post(path(rooms, "household"), WREN)
    page = rooms.lead.get(path(rooms, "change"))
    assert "Counted from those who are listed" in text(page)
    assert 'name="people" value="2"' in page.content.decode()


def test_a_tie_is_named_and_let_go(rooms: Office) -> None:
    rooms.open("Teal")
    tie = {"step": "tie", "tie": "must not be placed with", "case": "teal"}
    assert rooms.lead.post(path(rooms, "household"), tie).status_code == 302
    assert "must not be placed with Teal" in text(rooms.lead.get(path(rooms, "household")))
    for wrong in ({**tie, "other": "Rook"}, {**tie, "case": "Nobody"}, {**tie, "case": "Heron"}):
        assert "Name one other" in text(rooms.lead.post(path(rooms, "household"), wrong)), wrong
    (stored,) = find(rooms.lead.actor, HouseholdTie)
    rooms.lead.post(path(rooms, "ties", stored.id, "remove"), {"revision": "1"})
    assert "Nobody is named." in text(rooms.lead.get(path(rooms, "household")))


def test_who_is_taken_out_is_gone_from_the_list(rooms: Office) -> None:
    rooms.lead.post(path(rooms, "household"), WREN)
    (stored,) = find(rooms.lead.actor, HouseholdMember)
    rooms.lead.post(path(rooms, "household", stored.id, "remove"), {"revision": "1"})
    assert "Nobody else is listed" in text(rooms.lead.get(path(rooms, "household")))


def test_a_helper_who_must_not_know_is_found_by_their_alias(rooms: Office) -> None:
    made = Helper(alias="Old Pike", roles=(HelperRole.DRIVER,), state=HelperState.ACTIVE)
    pike = open_helper(actor=rooms.lead.actor, helper=made)
    tie = {"step": "tie", "tie": "must not know", "other": "old  pike"}
    assert rooms.lead.post(path(rooms, "household"), tie).status_code == 302
    (stored,) = find(rooms.lead.actor, HouseholdTie)
    assert (stored.value.other_helper, stored.value.other_alias) == (pike, "")
    assert "must not know Old Pike" in text(rooms.lead.get(path(rooms, "household")))
