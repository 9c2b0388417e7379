"""The parts of a case in a real browser: accessible, narrow enough for a telephone, scripts off."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.browser import needed

needed("playwright.sync_api")

from tests.doors.desk.cases.test_devices import PHONE as DEVICE  # noqa: E402
from tests.doors.desk.cases.test_health import PILLS, SCREEN  # noqa: E402
from tests.doors.desk.cases.test_household import WREN  # noqa: E402
from tests.doors.desk.cases.test_items import TYPED  # noqa: E402
from tests.doors.desk.cases.test_letterbox import came  # noqa: E402
from tests.doors.desk.cases.test_money import RENT  # noqa: E402
from tests.doors.desk.casework import Office  # noqa: E402
from tests.journeys.modes import wrong_in  # noqa: E402
from tests.journeys.rooms import Rooms, names_of, served_rooms  # noqa: E402
from tests.journeys.walks import WALKS  # noqa: E402

from holdfast.apps.casework.records.devices import Device  # noqa: E402
from holdfast.apps.casework.records.documents import Document  # noqa: E402
from holdfast.apps.casework.records.health import Medication  # noqa: E402
from holdfast.apps.casework.records.household import HouseholdMember  # noqa: E402
from holdfast.apps.casework.records.money import Payment  # noqa: E402
from holdfast.apps.casework.records.referrals import Referral  # noqa: E402
from holdfast.apps.keyring.queries.bodies import find  # noqa: E402

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def rooms(browser) -> Iterator[Rooms]:
    with served_rooms(browser, lambda made: (*filled(made), *ended(made))) as served:
        yield served


def filled(made: Office) -> tuple[str, ...]:
    """The pages of a case that has something of everything."""
    case, lead, actor = f"/cases/{made.case}", made.lead, made.lead.actor
    incoming = came(made)
    lead.post(f"{case}/documents/", TYPED)
    lead.post(f"{case}/devices/", DEVICE)
    lead.post(f"{case}/household/", WREN)
    lead.post(f"{case}/money/", RENT)
    lead.post(f"{case}/health/", {"reason": "she is ill"})
    for typed in (PILLS, SCREEN):
        lead.post(f"{case}/health/", typed)
    ids = {kind: next(find(actor, kind)).id for kind in
           (Document, Device, HouseholdMember, Payment, Referral, Medication)}  # fmt: skip
    return (
        f"{case}/", f"{case}/documents/", f"{case}/documents/{ids[Document]}/", f"{case}/devices/",
        f"{case}/devices/{ids[Device]}/", f"{case}/household/", f"{case}/household/{ids[HouseholdMember]}/", f"{case}/money/",
        f"{case}/money/{ids[Payment]}/", f"{case}/health/", f"{case}/health/access/",
        f"{case}/health/why/", f"{case}/health/{ids[Medication]}/", f"{case}/referrals/",
        f"{case}/referrals/{ids[Referral]}/", incoming, "/cases/referrals/", "/cases/money/",
    )  # fmt: skip


def ended(made: Office) -> tuple[str, ...]:
    """The pages of one that is closed, and of one whose health nobody began."""
    closed, other = f"/cases/{made.open('Wader')}", f"/cases/{made.open('Teal')}"
    made.lead.post(f"{closed}/close/", {"revision": "1", "outcome": "safety plan"})
    return f"{closed}/keeping/", f"{closed}/documents/", f"{other}/health/", f"{other}/close/"


def test_every_page_works_in_every_mode(browser, rooms: Rooms) -> None:
    assert wrong_in(browser, rooms.seen, rooms.pages) == []
    assert names_of(rooms.pages) == WALKS["records"]


def test_a_phone_is_found_clean_and_the_warning_is_gone_scripts_off(browser, rooms: Rooms) -> None:
    page = browser.new_context(storage_state=rooms.state, java_script_enabled=False).new_page()
    page.goto(f"{rooms.origin}/cases/{rooms.office.case}/")
    assert page.get_by_text("Their phone is not clean").is_visible()
    page.get_by_role("link", name="Devices").click()
    page.get_by_role("link", name="phone").click()
    page.get_by_label("Is somebody else in its account?").select_option("no")
    page.get_by_label("Clean since").fill("2031-04-01")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="Back to the case").click()
    assert page.get_by_text("Their phone is not clean").count() == 0
    page.context.close()
