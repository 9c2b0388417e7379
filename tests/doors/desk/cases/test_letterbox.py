from django.core.files.uploadedfile import SimpleUploadedFile
from tests.doors.desk.cases.test_referrals import handed, known
from tests.doors.desk.casework import NAME, Office, text, typed_in

from holdfast.apps.casework.queries.cases import cases
from holdfast.apps.casework.queries.referrals import letterbox, partners
from holdfast.apps.casework.records.referrals import Incoming
from holdfast.apps.casework.rules.referrals import write_address
from holdfast.apps.keyring.queries.bodies import find

HERE = "/cases/referrals/"


def came(rooms: Office) -> str:
    """The address of a referral that came."""
    known(rooms)
    rooms.name(rooms.case)
    file = SimpleUploadedFile("x.holdfast", handed(rooms))
    answer = rooms.lead.post(HERE, {"step": "file", "file": file})
    assert answer.status_code == 302, text(answer)
    return str(answer["Location"])


def test_every_member_can_give_the_address_and_a_coordinator_begins_it(rooms: Office) -> None:
    assert "A coordinator begins it." in text(rooms.mira.get(HERE))
    rooms.lead.post(f"{HERE}begin/")
    ours = letterbox(rooms.lead.actor)
    assert ours is not None
    page = text(rooms.mira.get(HERE))
    assert ours.address.fingerprint in page
    assert "What came" not in page
    assert "What came" in text(rooms.lead.get(HERE))


def test_an_organisation_whose_digits_differ_is_refused(rooms: Office) -> None:
    known(rooms)
    ours = letterbox(rooms.lead.actor)
    assert ours is not None
    text_of = write_address(ours.address)
    other = {"step": "partner", "name": "Bridge", "address": text_of, "heard": "12345 " * 6}
    assert "are not those of this address" in text(rooms.lead.post(HERE, other))
    cut = {**other, "address": text_of[:90], "heard": ours.address.fingerprint}
    assert "This is not a whole referral address" in text(rooms.lead.post(HERE, cut))
    (partner,) = partners(rooms.lead.actor)
    rooms.lead.post(f"{HERE}organisations/{partner.id}/forget/")
    assert partners(rooms.lead.actor) == []


def test_what_came_is_looked_at_and_accepted_as_a_case(rooms: Office) -> None:
    where = came(rooms)
    page = text(rooms.lead.get(where))
    assert NAME in page
    assert "They agreed on 2031-04-01: on the telephone" in page
    taken = {"step": "accept", "revision": "1", "alias": "heron", "next_action": "Call them"}
    again = rooms.lead.post(where, taken)
    assert "has this alias already" in text(again)
    begun = {**taken, "revision": typed_in(again)["revision"], "alias": "Teal"}
    answer = rooms.lead.post(where, begun)
    assert answer.status_code == 302, text(answer)
    assert "The uncle asks" in text(rooms.lead.get(answer["Location"]))
    assert {one.case.alias for one in cases(rooms.lead.actor, clock=rooms.desk.clock)} == {
        "Heron",
        "Teal",
    }
    assert rooms.lead.get(where).status_code == 403
    (note,) = find(rooms.lead.actor, Incoming)
    done = text(rooms.lead.get(f"{HERE}incoming/{note.id}/"))
    assert NAME not in done
    assert "the case that was made of it" in done


def test_what_is_refused_leaves_only_why_and_two_at_once_conflict(rooms: Office) -> None:
    where = came(rooms)
    late = rooms.lead.post(where, {"step": "refuse", "revision": "9", "says": "not our region"})
    assert late.status_code == 409
    assert "not our region" in late.content.decode()
    rooms.lead.post(where, {"step": "refuse", "revision": "1", "says": "not our region"})
    (note,) = find(rooms.lead.actor, Incoming)
    page = text(rooms.lead.get(f"{HERE}incoming/{note.id}/"))
    assert "not our region" in page
    assert NAME not in page


def test_a_file_of_others_is_refused_in_the_form(rooms: Office) -> None:
    known(rooms)
    file = SimpleUploadedFile("x.holdfast", b"HOLDFAST REFERRAL 1\n" + b"a" * 26 + b"\nxyz")
    answer = rooms.lead.post(HERE, {"step": "file", "file": file})
    assert "This file is no referral to you" in text(answer)
    assert list(find(rooms.lead.actor, Incoming)) == []


def test_who_does_not_hold_the_letterbox_sees_nothing_that_came(rooms: Office) -> None:
    where = came(rooms)
    assert rooms.mira.get(where).status_code == 403
    assert "The yard" not in text(rooms.mira.get(HERE))
    rooms.lead.post(f"{HERE}let-in/", {"member": rooms.member})
    mira = rooms.desk.visit("mira")
    assert NAME in text(mira.get(where))
    rooms.lead.post(f"{HERE}shut-out/", {"member": rooms.member})
    assert rooms.desk.visit("mira").get(where).status_code == 403
