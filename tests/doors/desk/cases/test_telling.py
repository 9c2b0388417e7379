from __future__ import annotations

import re

import pytest
from tests.doors.desk.cases.test_journeys import path, planned
from tests.doors.desk.casework import Office, text

from holdfast.apps.casework.records.telling import HandedPart
from holdfast.apps.intake.queries.replies import find_box
from holdfast.apps.intake.services.line import found_line
from holdfast.apps.keyring.queries.bodies import find


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


def test_who_has_no_grant_tells_nothing(rooms: Office, journey: str) -> None:
    where = journey.replace(path(rooms), "")
    for act in ("tell/", "tell/next/", "tell/hand/", "tell/end/"):
        answer = rooms.mira.post(f"{path(rooms)}{where}{act}", {"leg": "0", "kind": "ride"})
        assert answer.status_code in {403, 405}
