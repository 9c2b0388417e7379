"""The team's side of the line in a real browser: accessible, narrow enough for a telephone, and a
night on the line handed over without a script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from tests.browser import needed

needed("playwright.sync_api")

from tests.doors.desk.team.cast import TeamDesk, team_desk  # noqa: E402
from tests.journeys.modes import Seen, wrong_in  # noqa: E402
from tests.journeys.rooms import cookies_of, desk_served, names_of  # noqa: E402
from tests.journeys.walks import WALKS  # noqa: E402

from holdfast.apps.accounts.rules import Role  # noqa: E402
from holdfast.apps.intake.queries.inbox import inbox  # noqa: E402
from holdfast.apps.intake.rules import Way  # noqa: E402
from holdfast.apps.intake.services.conversations import answer  # noqa: E402

pytestmark = pytest.mark.browser


@dataclass
class Rooms:
    """The desk served on a port of its own, with the cookies of the coordinator and of Nor."""

    team: TeamDesk
    origin: str
    lead: object
    nor: object
    pages: tuple[str, ...]

    @property
    def seen(self) -> Seen:
        """What its pages are looked at with."""
        return Seen(self.origin, self.lead)


@pytest.fixture(scope="module")
def rooms(browser) -> Iterator[Rooms]:
    with desk_served() as (desk, origin):
        team = team_desk(desk)
        pages = _lived(team)
        lead, nor = (
            cookies_of(browser, origin, desk.people[name]) for name in ("coordinator", "nor")
        )
        yield Rooms(team, origin, lead, nor, pages)


def _lived(team: TeamDesk) -> tuple[str, ...]:
    """Some nights on the line; the pages that they left."""
    team.with_watch()
    for number in range(8):  # nobody's session may be idle for twenty minutes meanwhile
        team.brought_in(f"Words that nobody else wrote: {'abcdefgh'[number] * 30}")
        (row,) = inbox(actor=team.mira.actor, clock=team.desk.clock).rows
        team.desk.clock.forward(minutes=number / 2)
        answer(actor=team.mira.actor, conversation=row.id, text="Here.", clock=team.desk.clock)
    team.brought_in("They are at the door, and I cannot speak.", way=Way.DANGER)
    for visitor, day in ((team.mira, 3), (team.nor, 4)):
        shift = {"starts": f"2031-04-{day:02}T20:00", "ends": f"2031-04-{day + 1:02}T06:00"}
        visitor.post("/team/rota/", {"member": visitor.active.id, **shift})
    team.mira.post("/team/hand-over/", {"text": "The neighbour rings at ten."})
    handed = re.findall(
        r'href="(/team/hand-over/\w{26}/)"', team.nor.get("/line/").content.decode()
    )
    asked, printed = _request(team), _printed(team)
    return (
        "/team/", "/team/rota/", "/team/settings/", "/team/told/", "/team/hand-over/",
        handed[0], "/team/load/", "/team/press/", asked, printed,
    )  # fmt: skip


def _request(team: TeamDesk) -> str:
    """A request of the press for which one member stands."""
    typed = {"outlet": "Morning Post", "name": "Tomas Reuel", "asked": "A voice."}
    path = team.lead.post("/team/press/", typed)["Location"]
    agreed = {"conditions": "No face, another name.", "revision": "1"}
    team.lead.post(f"{path}conditions/", agreed)
    return path


def _printed(team: TeamDesk) -> str:
    """A request for which two stood, and what was printed."""
    path, day = _request(team), "2031-04-02"
    team.lead.post(f"{path}share/", {"member": team.nor.active.id})
    team.nor.post(f"{path}confirm/", {"revision": "2"})
    who = team.lead.get(path).content.decode().split('value="contact.')[1].split('"')[0]
    team.lead.post(f"{path}met/", {"who": f"contact.{who}", "on": day, "revision": "3"})
    said = {"name_used": "Ilya", "outlet": "Morning Post", "on": day, "revision": "4"}
    assert team.lead.post(f"{path}printed/", said).status_code == 302
    return path


def test_every_page_works_in_every_mode(browser, rooms: Rooms) -> None:
    assert wrong_in(browser, rooms.seen, rooms.pages) == []
    assert names_of(rooms.pages) == WALKS["team"]


def test_a_shift_is_taken_over_without_a_script(browser, rooms: Rooms) -> None:
    assert Role.CASE_WORKER in rooms.team.nor.active.roles
    page = browser.new_context(storage_state=rooms.nor, java_script_enabled=False).new_page()
    page.goto(f"{rooms.origin}/line/")
    page.get_by_role("link", name="Nobody took the hand-over").click()
    assert page.get_by_text("The neighbour rings at ten.").is_visible()
    assert page.get_by_text("Waits in danger").is_visible()
    page.get_by_role("button", name="I have read it and take over").click()
    assert page.get_by_text("Thank them, and let them sleep.").is_visible()
    page.goto(f"{rooms.origin}/line/")
    assert page.get_by_role("link", name="Nobody took the hand-over").count() == 0
    page.context.close()
