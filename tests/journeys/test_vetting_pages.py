"""Vetting, risk, threats, flags, approvals and supervision in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.browser import needed

needed("playwright.sync_api")

from tests.doors.desk.casework import Office  # noqa: E402
from tests.journeys.modes import wrong_in  # noqa: E402
from tests.journeys.rooms import Rooms, names_of, served_rooms  # noqa: E402
from tests.journeys.walks import WALKS  # noqa: E402

from holdfast.apps.casework.records.people import Helper  # noqa: E402
from holdfast.apps.casework.records.threats import PretextNote, Threat  # noqa: E402
from holdfast.apps.casework.rules.approvals import Needed  # noqa: E402
from holdfast.apps.casework.rules.flags import FlagKind  # noqa: E402
from holdfast.apps.casework.rules.people import HelperRole, HelperState  # noqa: E402
from holdfast.apps.casework.rules.signals import Signal  # noqa: E402
from holdfast.apps.casework.rules.threats import Pretext, PretextState  # noqa: E402
from holdfast.apps.casework.rules.vetting import Method, Result, Step  # noqa: E402
from holdfast.apps.casework.services.approvals import ask  # noqa: E402
from holdfast.apps.casework.services.flags import flag_case  # noqa: E402
from holdfast.apps.casework.services.people import open_helper  # noqa: E402
from holdfast.apps.casework.services.risk import score_case  # noqa: E402
from holdfast.apps.casework.services.threats import add_threat  # noqa: E402
from holdfast.apps.casework.services.vetting import (  # noqa: E402
    Checked,
    add_claim,
    notice,
    say_of_claim,
)

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def rooms(browser) -> Iterator[Rooms]:
    with served_rooms(browser, _prepare) as served:
        yield served


def _prepare(made: Office) -> tuple[str, ...]:
    made.give()
    made.open_as_mira()
    fig = _vouched(made)
    about = {"actor": made.lead.actor, "case": made.case, "clock": made.desk.clock}
    score_case(name="harm-ahead", version=1, answers={"held": "police"}, revision=1, **about)
    made.desk.clock.forward(minutes=5)
    note = PretextNote(Pretext.EXIT_BAN, PretextState.CONFIRMED)
    threat = add_threat(threat=Threat(word="the uncle", pretexts=(note,)), **about)
    flag_case(kind=FlagKind.DO_NOT_CALL, why="the mother listens", **about)
    ask(what="A second flat", why="the first is known", needed=Needed.COORDINATOR, **about)
    case, of_fig = f"/cases/{made.case}", f"/network/{fig}"
    made.lead.post(f"{case}/why/identity/", {"reason": "they called"})
    return (
        "/cases/", f"{case}/", f"{case}/vetting/", f"{case}/risk/", f"{case}/threats/",
        f"{case}/threats/add/", f"{case}/threats/{threat}/", f"{case}/threats/{threat}/who/", f"{case}/flags/",
        f"{case}/approvals/", "/cases/instruments/", "/cases/instruments/harm-ahead/",
        "/cases/supervision/", "/network/", "/network/add/", f"{of_fig}/", f"{of_fig}/change/",
        f"{of_fig}/who/", f"{of_fig}/vetting/", "/tasks/",
    )  # fmt: skip


def _vouched(made: Office) -> str:
    """A chain: a driver who is detained vouches for a host, who vouches for the case."""
    lead, clock = made.lead.actor, made.desk.clock
    driver = Helper(alias="Plum", roles=(HelperRole.DRIVER,), state=HelperState.DETAINED)
    host = Helper(alias="Fig", roles=(HelperRole.HOST, HelperRole.VOUCHER))
    plum, fig = open_helper(actor=lead, helper=driver), open_helper(actor=lead, helper=host)
    for subject, voucher in ((made.case, fig), (made.case, lead.member), (fig, plum)):
        said = Checked("A friend of years", Method.VOUCHED_BY, Result.VOUCHED, voucher=voucher)
        claim = add_claim(actor=lead, subject_id=subject, checked=said, clock=clock)
        if subject == made.case:
            say_of_claim(
                actor=made.mira.actor, subject_id=subject, claim=claim, step=Step.AGREE,
                revision=1, clock=clock,
            )  # fmt: skip
    away = {"signal": Signal.AVOIDS_LIVE_CHECK, "says": "rang off twice", "clock": clock}
    notice(actor=lead, subject_id=made.case, **away)
    return fig


def test_every_page_works_in_every_mode(browser, rooms: Rooms) -> None:
    assert wrong_in(browser, rooms.seen, rooms.pages) == []
    assert names_of(rooms.pages) == WALKS["vetting"]


def test_two_members_vet_somebody_without_a_script(browser, rooms: Rooms) -> None:
    page = browser.new_context(storage_state=rooms.state, java_script_enabled=False).new_page()
    page.goto(f"{rooms.origin}/cases/{rooms.office.case}/")
    page.get_by_role("link", name="Vetting").click()
    assert page.get_by_text("the chain ends at somebody detained").count() == 0  # not agreed yet
    page.get_by_label("What is claimed").fill("Lives in the north")
    page.get_by_label("What came of it").select_option("hostile suspected")
    page.get_by_role("button", name="Enter", exact=True).click()
    assert page.get_by_text("It counts once a second member agrees.").is_visible()
    page.get_by_label("What you found").first.fill("called back, live")
    page.get_by_role("button", name="I looked").click()
    assert page.get_by_text("looked at", exact=True).is_visible()
    page.get_by_role("link", name="Back", exact=True).click()
    assert page.get_by_text("A member says: hostile suspected.").is_visible()
    page.context.close()


def test_a_score_raises_the_queue_and_is_told_by_its_version(browser, rooms: Rooms) -> None:
    page = browser.new_context(storage_state=rooms.state, java_script_enabled=False).new_page()
    page.goto(f"{rooms.origin}/cases/{rooms.office.case}/risk/")
    page.get_by_label("Within which time is harm expected?").select_option("now")
    page.get_by_role("button", name="Score", exact=True).click()
    assert page.get_by_text("points: emergency.").is_visible()
    page.goto(f"{rooms.origin}/cases/")
    assert page.get_by_role("row", name="emergency").get_by_text("Heron").is_visible()
    page.context.close()
