"""Passage in a real browser, scripts off: vehicles, helpers, pathways, rides, a search, a loss."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from tests.browser import PHONE, needed

needed("playwright.sync_api")

from tests.apps import stage  # noqa: E402

stage.prepare()

from tests.apps.casework.services.test_helper_terms import TERMS, driver  # noqa: E402
from tests.apps.casework.services.test_traces import trace  # noqa: E402
from tests.apps.casework.services.test_vehicles import van  # noqa: E402
from tests.doors.desk.casework import HOUR, Office  # noqa: E402
from tests.doors.desk.plan.test_rides import leg, ready  # noqa: E402
from tests.journeys.modes import wrong_in  # noqa: E402
from tests.journeys.rooms import Rooms, names_of, served_rooms  # noqa: E402
from tests.journeys.walks import WALKS  # noqa: E402

from holdfast.apps.casework.records.journeys import Leg, Rung  # noqa: E402
from holdfast.apps.casework.records.pathways import Programme  # noqa: E402
from holdfast.apps.casework.rules.cases import Need  # noqa: E402
from holdfast.apps.casework.rules.journeys import Mode  # noqa: E402
from holdfast.apps.casework.rules.losses import LossKind, Lost  # noqa: E402
from holdfast.apps.casework.rules.pathways import PathwayKind, Slot  # noqa: E402
from holdfast.apps.casework.rules.places import PlaceStatus  # noqa: E402
from holdfast.apps.casework.rules.traces import LeadsTo  # noqa: E402
from holdfast.apps.casework.services.helper_terms import set_terms  # noqa: E402
from holdfast.apps.casework.services.journeys import Plan, Stop, plan_journey  # noqa: E402
from holdfast.apps.casework.services.losses import note_loss, open_call_sheet  # noqa: E402
from holdfast.apps.casework.services.pathways import add_programme, consider  # noqa: E402
from holdfast.apps.casework.services.places import place_case, set_status  # noqa: E402

pytestmark = pytest.mark.browser


@dataclass
class Passage(Rooms):
    """Passage served on a port of its own, with the coordinator's cookies."""

    ride: str = ""


@pytest.fixture(scope="module")
def passage(browser) -> Iterator[Passage]:
    rides = list[str]()

    def prepare(made: Office) -> tuple[str, ...]:
        ride, pages = _filled(made)
        rides.append(ride)
        return pages

    with served_rooms(browser, prepare) as rooms:
        yield Passage(rooms.office, rooms.origin, rooms.state, rooms.pages, rides[0])


def _filled(made: Office) -> tuple[str, tuple[str, ...]]:
    """Something of everything, the address of a ride, and every page of passage."""
    desk = SimpleNamespace(lead=made.lead.actor, clock=made.desk.clock)
    today = made.desk.clock().date()
    ready(made)
    pike, lynx = driver(desk, "Tench"), van(desk, "Lynx", zones=("north", "south"))
    set_terms(actor=desk.lead, helper=pike, terms=TERMS, revision=0)
    ride = leg(made)
    slots = (Slot(today + dt.timedelta(days=9), 3),)
    stream = Programme(title="Arvenia stream", kind=PathwayKind.GOVERNMENT_STREAM, slots=slots)
    programme = add_programme(actor=desk.lead, programme=stream)
    way = consider(
        actor=desk.lead, case=made.case, kind=stream.kind, programme=programme, clock=desk.clock
    )
    trace(desk, made.case, LeadsTo.CASE, made.open("Wader", need=Need.URGENT))
    place = made.place()
    place_case(
        actor=desk.lead, case=made.case, place=place, first=today, nights=3, clock=desk.clock
    )
    _rely_on_a_lost_place(made)
    losses = [
        Lost(LossKind.PLACE, place), Lost(LossKind.VEHICLE, lynx), Lost(LossKind.HELPER, pike),
        Lost(LossKind.PHONE, made.case), Lost(LossKind.NUMBER, made.case),
    ]  # fmt: skip
    for lost in losses:
        note_loss(actor=desk.lead, lost=lost, reason="searched", clock=desk.clock)
        open_call_sheet(actor=desk.lead, lost=lost, clock=desk.clock)
    journey = ride.split("/")[4]
    case = f"/cases/{made.case}"
    return ride, (
        "/helpers/", f"/helpers/{pike}/", f"/helpers/{pike}/terms/", "/vehicles/",
        "/vehicles/add/", f"/vehicles/{lynx}/", f"/vehicles/{lynx}/change/",
        f"/vehicles/{lynx}/plate/", "/pathways/", "/pathways/add/", f"/pathways/{programme}/",
        f"/pathways/{programme}/change/", f"{case}/pathways/", f"{case}/pathways/{way}/",
        f"{case}/traces/", f"{case}/plan/", f"{case}/journeys/{journey}/", "/plan/",
        "/plan/rides/", ride, "/plan/search/", "/tasks/", f"/places/{place}/",
        f"/places/{place}/change/", "/places/add/", "/departures/still/", "/lost/", "/lost/replan/",
        *(f"/lost/{one.kind.value}/{one.id}/" for one in losses),
        *(f"/lost/{one.kind.value}/{one.id}/calls/" for one in losses),
    )  # fmt: skip


def _rely_on_a_lost_place(made: Office) -> None:
    """A night and a leg ahead at a place that is suspect since."""
    teal, alder, clock = made.open("Teal"), made.place("Alder"), made.desk.clock
    words = {"actor": made.lead.actor, "case": teal, "clock": clock}
    place_case(place=alder, first=clock().date(), nights=2, **words)
    begins, ends = clock() + HOUR, clock() + 2 * HOUR
    bus = Leg(
        origin="A",
        destination="B",
        leaves_at=begins,
        arrives_at=ends,
        mode=Mode.BUS,
        to_place=alder,
    )
    plan_journey(plan=Plan((bus,), (Stop(0, ends, 10, (Rung(0, made.lead.active.id),)),)), **words)
    set_status(actor=made.lead.actor, place=alder, status=PlaceStatus.SUSPECT, clock=clock)


def test_every_page_works_in_every_mode(browser, passage: Passage) -> None:
    assert wrong_in(browser, passage.seen, passage.pages) == []
    assert names_of(passage.pages) == WALKS["passage"]


def test_a_folded_table_says_what_each_of_its_cells_is(browser, passage: Passage) -> None:
    page = browser.new_context(viewport=PHONE, storage_state=passage.state).new_page()
    for path in ("/departures/still/", "/plan/", "/plan/rides/", "/vehicles/", "/helpers/"):
        page.goto(passage.origin + path)
        bare = page.evaluate(
            "[...document.querySelectorAll('.folds tbody td:not([data-label])')]"
            ".filter(cell => !cell.querySelector('.big, .tag')).length"
        )
        assert bare == 0, path
    page.context.close()


def test_a_ride_is_accepted_and_the_vehicle_is_lost_without_a_script(
    browser, passage: Passage
) -> None:
    page = browser.new_context(storage_state=passage.state, java_script_enabled=False).new_page()
    page.goto(f"{passage.origin}/plan/rides/")
    assert page.get_by_text("1 leg of the coming week waits").is_visible()
    page.get_by_role("link", name="Heron").click()
    page.get_by_label("Why").first.fill("they know the road")
    page.get_by_role("button", name="Accept").click()
    assert page.get_by_text("settled").is_visible()
    page.goto(f"{passage.origin}/lost/")
    page.get_by_label("A vehicle").check()
    page.get_by_label("Alias").fill("van" if _has_van(page, passage) else "lynx")
    page.get_by_label("What happened").fill("stopped on the road")
    page.get_by_role("button", name="Show who is exposed").click()
    assert page.get_by_text("Heron: Yard → Border").first.is_visible()
    page.get_by_label("I mean it").check()
    page.get_by_role("button", name="Take out of use").click()
    page.goto(f"{passage.origin}/lost/replan/")
    heron = page.locator("form").filter(has_text="Free leg 1 of Heron")
    heron.get_by_label("Why").fill("stopped on the road")
    heron.get_by_role("button").click()
    assert page.get_by_text("Free again. The leg waits").is_visible()
    assert page.get_by_text("Free leg 1 of Teal").is_visible()
    page.goto(f"{passage.origin}/plan/rides/")
    assert page.get_by_text("1 leg of the coming week waits").is_visible()
    page.context.close()


def _has_van(page, passage: Passage) -> bool:
    """Which of the two vehicles was sent with the leg."""
    other = page.context.new_page()
    other.goto(f"{passage.origin}/vehicles/")
    row = other.get_by_role("row").filter(has_text="(1)")
    return "Van" in row.first.inner_text()
