"""The page of an estimate in a real browser: accessible, narrow, dark, printed.

`make test-browser` installs what they need but Chromium itself.
"""

from __future__ import annotations

import pytest
from tests.browser import ARGUMENTS, CHROMIUM, RULES, needed, wait_until

from holdfast.methods.estimation.presentation import deliver

from . import sample

playwright = needed("playwright.sync_api")
axe = needed("axe_playwright_python.sync_playwright")
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """One page of each outcome, by its name."""
    out = tmp_path_factory.mktemp("estimates")
    found = {}
    for make in (sample.usable, sample.refused, sample.foreign, sample.crowded, sample.stopped):
        study = make()
        deliver(study, study.report(), out / make.__name__)
        found[make.__name__] = out / make.__name__ / "index.html"
    return found


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


def opened(browser, path, **context):
    page = browser.new_context(**context).new_page()
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_axe_finds_nothing(browser, pages, scheme, width):
    for name, path in pages.items():
        page = opened(browser, path, color_scheme=scheme, viewport={"width": width, "height": 800})
        found = axe.Axe().run(page, options=RULES).response["violations"]
        page.context.close()
        assert [(f["id"], [n["html"][:120] for n in f["nodes"]]) for f in found] == [], name


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_no_page_scrolls_sideways(browser, pages, width):
    for name, path in pages.items():
        page = opened(browser, path, viewport={"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        page.context.close()


def test_text_at_twice_the_size_still_fits(browser, pages):
    page = opened(browser, pages["refused"], viewport={"width": 640, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '32px'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    page.context.close()


def test_nothing_is_asked_of_the_network_and_no_console_complains(browser, pages):
    for name, path in pages.items():
        page = browser.new_context().new_page()
        asked, said = [], []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.on("console", lambda message, said=said: said.append(message.text))
        page.goto(path.as_uri())
        assert all(url.startswith("file://") for url in asked), name
        assert said == [], name
        page.context.close()


def test_pictures_follow_the_scheme_and_are_light_on_paper(browser, pages):
    source = "document.querySelector('picture img').currentSrc"
    page = opened(browser, pages["usable"], color_scheme="dark")
    assert page.evaluate(source).endswith("-dark.png")
    page.emulate_media(media="print", color_scheme="dark")
    wait_until(page, f"{source}.endsWith('-light.png')")
    assert page.evaluate(source).endswith("-light.png")
    assert not page.locator(".bar").is_visible() and page.locator("h1").is_visible()
    page.context.close()


def test_the_menu_leads_to_each_part(browser, pages):
    page = opened(browser, pages["usable"])
    page.get_by_role("link", name="What the chains showed").click()
    assert page.locator(":target h2").inner_text() == "What the chains showed"
    page.context.close()
