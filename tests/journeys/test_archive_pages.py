"""Testimony, consent, an exhibit and a finding in a real browser, with scripts off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.apps.review.reports import TORTURED, record
from tests.browser import needed

needed("playwright.sync_api")

from tests.journeys.modes import Seen, wrong_in  # noqa: E402
from tests.journeys.rooms import names_of  # noqa: E402
from tests.journeys.served import Served  # noqa: E402
from tests.journeys.walks import WALKS  # noqa: E402

from holdfast.methods.corroboration.record import to_json  # noqa: E402

pytestmark = pytest.mark.browser
ROLES = ("keyholder", "documenter", "coordinator", "analyst")
CELLAR = "I was held in a cellar in Ostrana for nine days."
WIRES = "They fixed wires to my hands and turned a handle."


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[Served]:
    made = Served(tmp_path_factory.mktemp("archive") / "site", *ROLES)
    yield made
    made.close()


@pytest.fixture(scope="module")
def told(browser, served: Served, tmp_path_factory):
    """The browser of a documenter on a telephone's screen, after the whole entry."""
    view = {"width": 320, "height": 640}
    context = browser.new_context(viewport=view, java_script_enabled=False)
    page = context.new_page()
    log_in(page, served)
    take(page)
    for text in (CELLAR, WIRES):
        add_by_keyboard(page, text)
    path = page.url.removeprefix(served.origin)
    agree(page, "Publish it")
    agree(page, "Hold it against what others say")
    folder = tmp_path_factory.mktemp("files")
    exhibit = enter_exhibit(page, folder)
    bring_in(page, served, folder)
    page.goto(f"{served.origin}/findings/{TORTURED}/")
    page.get_by_role("link", name="Add a testimony").click()
    page.get_by_label("Vesna Lor: They fixed wires").check()
    page.get_by_role("button", name="Lay it under this finding").click()
    yield page, path, exhibit.removeprefix(served.origin)
    context.close()


def log_in(page, served: Served) -> None:
    page.goto(f"{served.origin}/archive/")
    page.get_by_label("Alias").fill(served.alias)
    page.get_by_label("Passphrase").fill(served.passphrase)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"{served.origin}/archive/")


def take(page) -> None:
    page.get_by_role("link", name="Take testimony").click()
    page.get_by_label("Changed name").fill("Vesna Lor")
    page.get_by_label("Language it was told in").fill("Tervenian")
    page.get_by_label("Real name").fill("Irma Kasto")
    page.get_by_role("button", name="Begin the testimony").click()
    page.get_by_role("heading", name="Vesna Lor").wait_for()


def add_by_keyboard(page, text: str) -> None:
    """A paragraph without touching anything but keys."""
    page.get_by_label("What was said").focus()
    page.keyboard.type(text)
    for _ in range(4):  # ground, language and day keep what they begin with
        page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Keep this paragraph"
    page.keyboard.press("Enter")
    page.get_by_role("article").filter(has_text=text).wait_for()


def agree(page, use: str) -> None:
    page.get_by_role("link", name="They agree to something").click()
    page.get_by_label("2. They fixed wires").check()
    page.get_by_label(use).check()
    page.get_by_role("button", name="Write it down").click()
    page.get_by_role("heading", name="Vesna Lor").wait_for()


def enter_exhibit(page, folder: Path) -> str:
    photograph = folder / "gate.jpg"
    photograph.write_bytes(b"the gate at Ostrelle " * 200_000)  # more than a form holds
    page.get_by_role("link", name="Enter an exhibit").click()
    page.get_by_label("What it is").fill("Photograph of the gate")
    page.get_by_label("Where from").fill("sent by the witness")
    page.get_by_label("The file").set_input_files(photograph)
    page.get_by_role("button", name="Seal and enter it").click()
    page.get_by_role("heading", name="Photograph of the gate").wait_for()
    return page.url


def bring_in(page, served: Served, folder: Path) -> None:
    made = folder / "record.json"
    made.write_bytes(to_json(record()))
    page.goto(f"{served.origin}/findings/")
    page.get_by_role("button", name="Found the review desk").click()
    page.get_by_role("link", name="Bring in a record").click()
    page.get_by_label("The file record.json").set_input_files(made)
    page.get_by_role("button", name="Bring it in").click()
    page.get_by_text("Reports: 3 new").wait_for()


def paths_of(told) -> list[str]:
    page, testimony, exhibit = told
    page.goto(page.url.split("/findings/")[0] + testimony)
    paragraph = page.locator(f"main a[href^='{testimony}paragraphs/']").first.get_attribute("href")
    finding = f"/findings/{TORTURED}/"
    return [
        "/archive/", "/archive/pages/1/", "/archive/new/", testimony, paragraph, f"{testimony}agree/", f"{testimony}take-back/",
        f"{testimony}who/", f"{testimony}grant/", f"{testimony}destroy/",
        f"{testimony}exhibits/", exhibit, f"{exhibit}copy/", "/findings/", "/findings/bring/",
        "/findings/members/", finding, f"{finding}said/1/", f"{finding}against/1/", f"{finding}testimony/", f"{finding}statements/q3/",
        f"{finding}statements/q3/link/",
    ]  # fmt: skip


def test_testimony_is_entered_on_a_telephone_with_keys_alone_and_shows_its_consent(
    told, served: Served
) -> None:
    page, testimony, _ = told
    page.goto(served.origin + testimony)
    second = page.get_by_role("article", name="Paragraph 2")
    assert second.get_by_text("publish: yes").is_visible()
    assert page.get_by_role("article", name="Paragraph 1").get_by_text("publish: no").is_visible()
    assert not page.get_by_text("Irma").count()


def test_testimony_stands_beside_the_press_as_an_origin_of_its_own(told, served: Served) -> None:
    page, *_ = told
    page.goto(f"{served.origin}/findings/{TORTURED}/")
    assert page.get_by_text("3 reports, 3 origins").is_visible()
    assert page.get_by_text(WIRES).first.is_visible()


def test_every_page_works_in_every_mode(browser, told, served: Served) -> None:
    paths = paths_of(told)
    seen = Seen(served.origin, told[0].context.storage_state())
    assert wrong_in(browser, seen, paths) == []
    assert names_of(paths) == WALKS["archive"]


def test_taking_back_ends_a_use_at_once(told, served: Served) -> None:
    page, testimony, _ = told
    page.goto(served.origin + testimony)
    page.get_by_role("link", name="They take something back").click()
    page.get_by_label("Every paragraph").check()
    page.get_by_label("Publish it").check()
    page.get_by_role("button", name="Take it back").click()
    page.get_by_text("They withdrew this on").first.wait_for()
    assert page.get_by_text("publish: yes").count() == 0
