"""The desk's frame in a real browser, with scripts off: served by the command as in the field."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.browser import needed

needed("playwright.sync_api")

from tests.journeys.modes import ASKED, WIDE, Glass, Seen, wrong_in  # noqa: E402
from tests.journeys.rooms import names_of  # noqa: E402
from tests.journeys.served import Served, log_in  # noqa: E402
from tests.journeys.walks import WALKS  # noqa: E402

pytestmark = pytest.mark.browser
PAGES = ("/", "/you/", "/you/lock/", "/parts/")
OUTSIDE = ("/you/log-in/", "/you/gone/locked/")


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[Served]:
    made = Served(tmp_path_factory.mktemp("desk") / "site")
    yield made
    made.close()


@pytest.fixture(scope="module")
def state(browser, served: Served):
    """The cookies of the keyholder, who logged in once through the form, with scripts off."""
    page = browser.new_context(java_script_enabled=False).new_page()
    log_in(page, served)
    kept = page.context.storage_state()
    page.context.close()
    return kept


def test_every_page_of_the_frame_works_in_every_mode(browser, served: Served, state) -> None:
    assert wrong_in(browser, Seen(served.origin, state), PAGES) == []
    assert wrong_in(browser, Seen(served.origin), OUTSIDE) == []
    for kept in (state, None):
        assert wrong_in(browser, Seen(served.origin, kept, status=404), ("/nothing/",)) == []
    assert names_of((*PAGES, *OUTSIDE)) == WALKS["frame"]


def test_beside_the_menu_tab_reaches_every_room_and_every_control(
    browser, served: Served, state
) -> None:
    glass = Glass(browser, Seen(served.origin, state))
    glass.page.set_viewport_size(WIDE)
    glass.page.goto(f"{served.origin}/you/")
    glass.page.evaluate(ASKED)
    assert glass.page.locator("#rooms a").first.is_visible()
    assert glass.unreached() == []
    assert glass.close() == []


def test_the_chosen_look_stands_against_the_machines(browser, served: Served, state) -> None:
    page = browser.new_context(
        color_scheme="light", storage_state=state, java_script_enabled=False
    ).new_page()
    page.goto(f"{served.origin}/you/")
    page.get_by_label("Light or dark").select_option("dark")
    page.get_by_role("button", name="Use this look").click()
    ground = page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor")
    assert ground == "rgb(17, 22, 27)"
    page.context.close()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("width", [768, 1280])
def test_no_page_scrolls_sideways(
    browser, served: Served, state, width: int, direction: str
) -> None:
    view = {"width": width, "height": 720}
    for paths, kept in ((PAGES, state), (OUTSIDE, None)):
        page = browser.new_context(viewport=view, storage_state=kept).new_page()
        for path in paths:
            page.goto(served.origin + path)
            page.evaluate(f"document.documentElement.dir = '{direction}'")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        page.context.close()


def test_right_to_left_puts_the_rooms_on_the_right(browser, served: Served, state) -> None:
    page = browser.new_context(storage_state=state).new_page()
    page.goto(f"{served.origin}/you/")
    page.evaluate("document.documentElement.dir = 'rtl'")
    rooms, work = page.locator("#rooms").bounding_box(), page.locator("#main").bounding_box()
    assert rooms["x"] > work["x"]
    page.context.close()


def test_on_a_narrow_screen_the_rooms_open_and_close_without_a_script(
    browser, served: Served, state
) -> None:
    view = {"width": 360, "height": 640}
    page = browser.new_context(
        viewport=view, storage_state=state, java_script_enabled=False
    ).new_page()
    page.goto(f"{served.origin}/you/")
    assert not page.locator("#rooms").is_visible()
    page.get_by_role("link", name="Menu").click()
    assert page.get_by_role("link", name="Lock me").first.is_visible()
    page.get_by_role("link", name="Close the menu").click()
    assert not page.locator("#rooms").is_visible()
    page.context.close()


def test_one_logs_in_and_out_by_keyboard_alone(browser, served: Served) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{served.origin}/you/")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    assert page.locator(":focus").bounding_box()["y"] >= 0
    page.keyboard.press("Tab")
    page.keyboard.type(served.alias)
    page.keyboard.press("Tab")
    page.keyboard.type(served.passphrase)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{served.origin}/you/")
    page.get_by_role("button", name="Log out").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{served.origin}/you/gone/logged-out/")
    page.goto(f"{served.origin}/you/")
    assert page.get_by_role("heading", name="Log in").is_visible()
    page.context.close()


def test_text_at_twice_the_size_still_fits(browser, served: Served, state) -> None:
    page = browser.new_context(
        viewport={"width": 640, "height": 800}, storage_state=state
    ).new_page()
    for path in PAGES:
        page.goto(served.origin + path)
        page.evaluate("document.documentElement.style.fontSize = '32px'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 640, path
    page.context.close()


def test_on_paper_there_is_the_page_and_no_menu(browser, served: Served, state) -> None:
    page = browser.new_context(storage_state=state, color_scheme="dark").new_page()
    page.goto(f"{served.origin}/parts/")
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.locator("#rooms").is_visible()
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(255, 255, 255)"
    page.context.close()
