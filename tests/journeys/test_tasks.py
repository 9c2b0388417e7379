"""Scripted tasks: what a member presses and types, counted from the pages that they are given.

A key is taken for 0.2 s, a field or a press for 1.5 s: slow typists, on a bad day. How long the
desk itself takes is added as it is measured. Restoring on an empty machine within the hour is
`test_backup_and_restore`; the same tasks by real keys and taps are in `test_line` and
`test_casework_pages`.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

import pytest
from tests.apps import stage
from tests.doors.desk.casework import Office, office, text
from tests.doors.desk.stage import Visitor, standing

from holdfast.apps.accounts.rules import Role
from holdfast.apps.casework.queries.cases import cases
from holdfast.apps.casework.queries.departures import departures
from holdfast.apps.intake.services.line import found_line, join_line
from holdfast.apps.keyring.services.opening import come_to_work

KEY_SECONDS, ACT_SECONDS = 0.2, 1.5


@pytest.fixture(scope="module")
def rooms() -> Iterator[Office]:
    with stage.folder() as folder, standing(folder / "site") as desk:
        yield office(desk)


@dataclass
class Hands:
    """Somebody at a page: what they press, choose and type is counted and sent as the form has it."""

    visitor: Visitor
    path: str = ""
    html: str = ""
    clicks: int = 0
    keys: int = 0
    fields: int = 0
    typed: dict[str, list[str]] = field(default_factory=dict)
    began: float = field(default_factory=time.monotonic)

    def open(self, path: str) -> None:
        """Stand on a page: not counted."""
        self.path = path
        self.html = self.visitor.get(path).content.decode()

    def follow(self, words: str) -> None:
        """Press the first link that says so."""
        links = re.findall(r'<a[^>]*href="([^"]+)"[^>]*>(.*?)</a>', self.html, re.DOTALL)
        said = [(href, unescape(re.sub(r"<[^>]+>", "", inner))) for href, inner in links]
        self.clicks += 1
        self.open(next(href for href, inner in said if words in inner))

    def fill(self, name: str, value: str) -> None:
        """Go to a field that the page has, and type."""
        assert f'name="{name}"' in self.html, name
        self.fields += 1
        self.keys += len(value)
        self.typed[name] = [value]

    def choose(self, name: str, *values: str) -> None:
        """Choose what the page offers: a press each."""
        for value in values:
            assert f'value="{value}"' in self.html, value
        self.clicks += len(values)
        self.typed[name] = list(values)

    def send(self, button: str) -> str:
        """Press a button; what the page says that follows."""
        assert re.search(rf"<button[^>]*>{button}</button>", self.html), button
        self.clicks += 1
        answer = self.visitor.post(
            self.path, {**_as_it_stands(self.html), **self.typed}, follow=True
        )
        return text(answer)

    def seconds(self, task: str) -> float:
        """How long it took, printed."""
        desk = time.monotonic() - self.began
        hands = self.keys * KEY_SECONDS + (self.fields + self.clicks) * ACT_SECONDS
        print(  # noqa: T201
            f"{task}: {self.clicks} presses, {self.fields} fields, {self.keys} keys: "
            f"{hands:.0f} s of hands, {desk:.1f} s of the desk"
        )
        return hands + desk


def test_a_call_is_logged_within_two_minutes(rooms: Office) -> None:
    lead = come_to_work(rooms.desk.active("lead"))
    found_line(actor=lead)
    operator = rooms.desk.join("operator", Role.OPERATOR)
    join_line(actor=lead, member=operator.active.id)
    hands = Hands(rooms.desk.visit("operator"))
    hands.open("/line/")
    hands.follow("Log a call")
    for name, value in (("safe", "watched"), ("within", "24 h"), ("held", "family")):
        hands.choose(name, _offered(hands.html, name, value))
    hands.fill("text", "She whispers from a shop. The uncle drives here, in two hours he is back.")
    hands.fill("call_back", "after 22, not after midnight")
    hands.fill("word", "marmalade")
    hands.fill("reach", "+999 555 0147")
    hands.fill("if_others_answer", "say it is the dentist")
    shown = hands.send("Seal the call")
    assert "She whispers from a shop." in shown and "marmalade" in shown
    assert hands.seconds("log a call") < 120


def _as_it_stands(html: str) -> dict[str, str]:
    """What the lists of a page stand at, if nobody touches them."""
    lists = re.findall(r'<select name="([^"]+)".*?</select>', html, re.DOTALL)
    whole = re.findall(r'<select name="[^"]+".*?</select>', html, re.DOTALL)
    stand = [re.search(r'value="([^"]*)" selected', one) for one in whole]
    return {name: found[1] for name, found in zip(lists, stand, strict=True) if found}


def _offered(html: str, name: str, wanted: str) -> str:
    """A choice of this list that begins so, else the first that is one."""
    offered = re.search(rf'<select name="{name}".*?</select>', html, re.DOTALL)
    assert offered, name
    values = [unescape(value) for value in re.findall(r'value="([^"]+)"', offered[0])]
    return next((value for value in values if value.startswith(wanted)), values[0])


def test_a_check_in_is_acknowledged_in_two_presses(rooms: Office) -> None:
    rooms.under_way()
    due = departures(rooms.lead.actor, clock=rooms.desk.clock).rows[0].next
    assert due is not None
    hands = Hands(rooms.lead)
    hands.open("/departures/")
    hands.follow(f"{due.check_in.due_at:%H:%M}")
    assert _as_it_stands(hands.html)["how"] == "known by voice"
    assert "Noted: they are safe." in hands.send("They are safe")
    assert (hands.clicks, hands.fields, hands.keys) == (2, 0, 0)
    assert hands.seconds("acknowledge a check-in") < 10


def test_ten_cases_are_handed_over_within_five_minutes(rooms: Office) -> None:
    made = [rooms.case, *(rooms.open(f"Teal {number}") for number in range(9))]
    hands = Hands(rooms.lead)
    hands.open("/cases/")
    hands.follow("Hand over")
    hands.choose("cases", *made)
    hands.choose("to", rooms.member)
    hands.fill("reason", "I leave on Friday")
    assert "10 cases have a new owner." in hands.send("Hand over")
    owners = {listed.case.owner for listed in cases(rooms.mira.actor, clock=rooms.desk.clock)}
    assert owners == {rooms.member}
    assert hands.seconds("hand over ten cases") < 300
