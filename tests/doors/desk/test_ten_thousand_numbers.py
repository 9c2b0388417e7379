"""Somebody pastes ten thousand telephone numbers, among them one of ours, and learns nothing.

Over HTTP, at every form that takes words: as nobody, as a contact at the source door, as an operator
without a grant. What is answered is the same, byte for byte, whether the number is among them.
"""

from __future__ import annotations

import re

import pytest
from tests.doors.desk.casework import PHONE, Office, office
from tests.doors.desk.stage import Desk, Visitor
from tests.doors.source.stage import Browser, door_settings

from holdfast.apps.accounts.rules import Role
from holdfast.apps.intake.records import Caller
from holdfast.apps.intake.services.calls import Call, log_call
from holdfast.apps.intake.services.line import found_line

NUMBERS = [f"+999 555 {number:04d} {number * 7 % 1000:03d}" for number in range(10_000)]
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
SLIP = re.compile(r'name="slip" value="[^"]*"')
FORMS = ("/cases/open/", "/line/call/", "/you/log-in/", "/findings/bring/", "/archive/new/")


def pasted(true: str) -> str:
    """The list with one number of somebody among the others, at its head."""
    assert PHONE not in NUMBERS
    return "\n".join([true, *NUMBERS[:-1]])


@pytest.fixture
def rooms(desk: Desk) -> Office:
    """A case and a caller, both reached under PHONE."""
    made = office(desk)
    made.name(made.case)
    found_line(actor=made.lead.actor)
    log_call(actor=made.lead.actor, call=Call("The uncle asks.", caller=Caller(reach=PHONE)))
    return made


def answered(visitor: Visitor, path: str, true: str) -> tuple[int, str]:
    """The status and page, without what was typed and what is drawn anew each time."""
    words = pasted(true)
    answer = visitor.post(path, {"step": "look", "words": words, "said": words, "alias": words})
    page = TOKEN.sub("", answer.content.decode())
    return answer.status_code, page.replace(true, "NUMBER")


def test_who_holds_the_case_is_told_of_the_one_number_they_were_called_from(rooms: Office) -> None:
    answer = rooms.lead.post("/cases/open/", {"step": "look", "words": PHONE})
    assert "Heron" in answer.content.decode()


@pytest.mark.parametrize("path", FORMS)
def test_nobody_learns_a_number_from_the_desk(rooms: Office, path: str) -> None:
    known, other = (answered(rooms.desk.outsider(), path, one) for one in (PHONE, NUMBERS[-1]))
    assert known == other
    assert known[0] in {403, 400}


@pytest.mark.parametrize("path", FORMS)
def test_an_operator_without_a_grant_learns_no_number(rooms: Office, path: str) -> None:
    operator = rooms.desk.join("operator", Role.OPERATOR, Role.CASE_WORKER)
    known, other = (answered(operator, path, one) for one in (PHONE, NUMBERS[-1]))
    assert known == other
    assert "Heron" not in known[1]


def test_not_even_who_holds_the_case_matches_a_list(rooms: Office) -> None:
    words = "\n".join([*NUMBERS, PHONE])
    answer = rooms.lead.post("/cases/open/", {"step": "look", "words": words})
    assert "Heron" not in answer.content.decode()


def test_a_contact_learns_no_number_from_the_source_door(rooms: Office) -> None:
    with door_settings():
        seen = []
        for one in (PHONE, NUMBERS[-1]):
            browser = Browser()
            browser.get()
            for path, field in (("/code", "code"), ("/next", "answer"), ("/box", "text")):
                page = browser.send(path, **{field: pasted(one), "text": pasted(one)})
                page = SLIP.sub("", page).replace(one, "NUMBER")
                seen.append((path, browser.answer.status_code, page))
    assert seen[:3] == seen[3:]
