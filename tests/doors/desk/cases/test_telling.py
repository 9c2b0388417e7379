from __future__ import annotations

import re

import pytest
from tests.apps.intake.cast import page
from tests.doors.desk.cases.test_journeys import path, planned
from tests.doors.desk.casework import Office, text

from holdfast.apps.casework.records.telling import HandedPart
from holdfast.apps.casework.services.access import grant_case
from holdfast.apps.casework.services.cases import link_conversation
from holdfast.apps.casework.services.openings import open_for
from holdfast.apps.intake.queries.replies import Box, find_box, unread
from holdfast.apps.intake.services.line import found_line
from holdfast.apps.intake.services.mailboxes import Said, open_mailbox
from holdfast.apps.intake.services.taking_in import take_in
from holdfast.apps.keyring import contactcodes
from holdfast.apps.keyring.contactcodes import LEAST
from holdfast.apps.keyring.queries.bodies import find
from holdfast.apps.keyring.rules import Part


@pytest.fixture
def journey(rooms: Office) -> str:
    """The address of a planned journey, on a desk with a line."""
    found_line(actor=rooms.lead.actor)
    return planned(rooms)


def handed(rooms: Office, journey: str, **more: str) -> str:
    typed = {"kind": "ride", "leg": "0", "alias": "Otter", "language": "en", **more}
    return text(rooms.lead.post(f"{journey}tell/hand/", typed))


def test_a_part_is_shown_once_with_its_link_and_its_words(rooms: Office, journey: str) -> None:
    page = handed(rooms, journey, phrase="the blue door")
    found = re.search(r"/w/([a-z-]+) Words to say ((?:[a-z]+ ){3}[a-z]+)", page)
    assert found, page
    assert "blue door" not in page
    box = find_box(f"{found[1].replace('-', ' ')} {found[2]}")
    assert box.box is not None
    after = text(rooms.lead.get(f"{journey}tell/"))
    assert "Otter" in after
    assert found[2] not in after
    (part,) = find(rooms.lead.actor, HandedPart)
    rooms.lead.post(f"{journey}tell/end/", {"part": part.id})
    assert "ended" in text(rooms.lead.get(f"{journey}tell/"))


def test_what_cannot_be_told_comes_back_in_words(rooms: Office, journey: str) -> None:
    answer = text(rooms.lead.post(f"{journey}tell/next/", {"leg": "0"}))
    assert "No conversation of this case has a mailbox of its own." in answer
    assert "Select a valid choice" in text(rooms.lead.post(f"{journey}tell/next/", {"leg": "1"}))
    past = handed(rooms, journey, until="2001-01-01T00:00")
    assert "a moment that is past" in past
    assert list(find(rooms.lead.actor, HandedPart)) == []


def wrote(rooms: Office) -> Box:
    """Somebody with a mailbox of their own, whose conversation belongs to the case."""
    said, code = Said(page(), "The uncle asks."), contactcodes.new_code()
    box = open_mailbox(said, code=code, cost=LEAST, clock=rooms.desk.clock)
    take_in(actor=rooms.lead.actor, clock=rooms.desk.clock)
    link_conversation(
        actor=rooms.lead.actor, case=rooms.case, conversation_id=box.id, clock=rooms.desk.clock
    )
    return box


def ticks(page: str) -> list[tuple[str, bool]]:
    """Who could be told, and whether they are ticked."""
    found = re.findall(r'<input type="checkbox" name="to" value="([^"]+)"([^>]*)>', page)
    return [(value, "checked" in rest) for value, rest in found]


def test_who_is_told_is_ticked_and_nobody_is_told_by_default_where_several_could_be(
    rooms: Office, journey: str
) -> None:
    where, send = f"{journey}tell/", f"{journey}tell/next/"
    assert "nobody can be told from here" in text(rooms.lead.get(where))
    one = wrote(rooms)
    assert ticks(rooms.lead.get(where).content.decode()) == [(one.id, True)]
    other = wrote(rooms)
    shown = ticks(rooms.lead.get(where).content.decode())
    assert shown == [(one.id, False), (other.id, False)]
    none = text(rooms.lead.post(send, {"leg": "0"}))
    assert "It was not said who is to be told. Nothing was sent." in none
    assert "In their mailbox." in text(
        rooms.lead.post(send, {"leg": "0", "to": [other.id]}, follow=True)
    )
    told = [len(unread(box, clock=rooms.desk.clock)) for box in (one, other)]
    assert told == [0, 1]


def test_who_does_not_answer_the_line_sees_nobody_who_could_be_told(
    rooms: Office, journey: str
) -> None:
    one = wrote(rooms)
    noor = rooms.desk.join("noor", *rooms.lead.active.roles)
    grant_case(
        actor=rooms.lead.actor, case=rooms.case, member=noor.active.id, parts=(Part.CONTENT,),
        reason="plans", until=None, clock=rooms.desk.clock,
    )  # fmt: skip
    noor = rooms.desk.visit("noor")
    open_for(actor=noor.actor, case=rooms.case, reason="to plan", clock=rooms.desk.clock)
    page = noor.get(f"{journey}tell/")
    assert "nobody can be told from here" in text(page)
    assert one.id not in page.content.decode()


def test_who_has_no_grant_tells_nothing(rooms: Office, journey: str) -> None:
    where = journey.replace(path(rooms), "")
    for act in ("tell/", "tell/next/", "tell/hand/", "tell/end/"):
        answer = rooms.mira.post(f"{path(rooms)}{where}{act}", {"leg": "0", "kind": "ride"})
        assert answer.status_code in {403, 405}
