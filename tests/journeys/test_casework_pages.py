"""Casework in a real browser: accessible, narrow enough for a telephone, and quick, scripts off."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator

import pytest
from tests.browser import PHONE, needed

needed("playwright.sync_api")

from tests.doors.desk.casework import Office  # noqa: E402
from tests.journeys.modes import wrong_in  # noqa: E402
from tests.journeys.rooms import Rooms, names_of, served_rooms  # noqa: E402
from tests.journeys.walks import WALKS  # noqa: E402

from holdfast.apps.casework.rules.cases import Need  # noqa: E402
from holdfast.apps.casework.rules.losses import LossKind, Lost  # noqa: E402
from holdfast.apps.casework.services.losses import note_loss  # noqa: E402

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def rooms(browser) -> Iterator[Rooms]:
    with served_rooms(browser, _prepare) as served:
        yield served


def _prepare(made: Office) -> tuple[str, ...]:
    journey = made.under_way()
    for number in range(9):
        made.open(f"Teal {number}")
    place = made.place()
    waits, taken = made.open("Wader", need=Need.URGENT), Lost(LossKind.PLACE, place)
    note_loss(actor=made.lead.actor, lost=taken, reason="searched", clock=made.desk.clock)
    made.desk.clock.forward(hours=2.3)
    made.lead.post(f"/cases/{made.case}/why/identity/", {"reason": "they called"})
    case = f"/cases/{made.case}"
    return (
        "/cases/", "/cases/pages/1/", "/cases/closed/", "/cases/closed/pages/1/", "/cases/open/",
        "/cases/hand-over/", f"{case}/",
        *(f"{case}/{page}/" for page in ("change", "close", "shred", "access", "place", "plan")),
        f"{case}/why/identity/", f"{case}/identity/", f"{case}/journeys/{journey}/",
        f"{case}/journeys/{journey}/tell/", "/departures/still/", "/departures/still/1/",
        f"/departures/{made.case}/{made.next_check_in()}/", "/departures/told/", "/tasks/",
        "/tasks/pages/1/", "/tasks/others/", "/tasks/others/pages/1/", "/places/pages/1/",
        "/places/", "/places/add/", f"/places/{place}/", f"/places/{place}/change/",
        f"/places/{place}/address/", "/plan/", f"/plan/{waits}/", "/lost/",
        f"/lost/place/{place}/", f"/lost/person/{waits}/",
    )  # fmt: skip


def test_every_page_works_in_every_mode(browser, rooms: Rooms) -> None:
    assert wrong_in(browser, rooms.seen, rooms.pages) == []
    assert names_of(rooms.pages) == WALKS["casework"]


def test_ten_cases_are_handed_over_within_five_minutes(browser, rooms: Rooms) -> None:
    page = browser.new_context(storage_state=rooms.state, java_script_enabled=False).new_page()
    page.goto(f"{rooms.origin}/cases/")
    began, clicks = time.monotonic(), 0
    page.get_by_role("link", name="Hand over").click()
    boxes = page.get_by_role("checkbox").all()
    for box in boxes[:10]:
        box.check()
    page.get_by_label("To", exact=True).select_option(rooms.office.desk.people["mira"].alias)
    page.get_by_label("Why").fill("I leave on Friday")
    page.get_by_role("button", name="Hand over").click()
    clicks += 1 + 10 + 2 + 1
    seconds = time.monotonic() - began
    print(f"hand over ten cases in a browser: {clicks} clicks, {seconds:.1f} s")  # noqa: T201
    assert page.get_by_text("10 cases have a new owner.").is_visible()
    assert seconds < 300
    page.context.close()


def test_a_check_in_is_acknowledged_in_two_taps_on_a_telephone(browser, rooms: Rooms) -> None:
    page = browser.new_context(
        viewport=PHONE, has_touch=True, storage_state=rooms.state, java_script_enabled=False
    ).new_page()
    page.goto(f"{rooms.origin}/departures/")
    due_at = rooms.office.desk.clock.now - dt.timedelta(minutes=18)
    began = time.monotonic()
    page.get_by_role("link", name=f"{due_at:%H:%M}").first.tap()
    page.get_by_role("button", name="They are safe").tap()
    page.wait_for_url(f"{rooms.origin}/departures/")
    seconds = time.monotonic() - began
    print(f"acknowledge a check-in on a telephone: 2 taps, {seconds:.1f} s")  # noqa: T201
    assert page.get_by_text("Noted: they are safe.").is_visible()
    page.context.close()
