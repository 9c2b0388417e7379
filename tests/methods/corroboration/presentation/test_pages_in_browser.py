"""The pages in a real browser: accessible, narrow, dark, printed, by keyboard.

`make test-browser` installs what they need but Chromium itself.
"""

from __future__ import annotations

import pytest
from tests.browser import ARGUMENTS, CHROMIUM, RULES, needed, wait_until
from tests.methods.corroboration.presentation.sample import arabic, many, tervenia

from holdfast.methods.corroboration.presentation.pages import write_record

playwright = needed("playwright.sync_api")
axe = needed("axe_playwright_python.sync_playwright")
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """One page of each kind, by a name for people."""
    out = tmp_path_factory.mktemp("record")
    for name, sample in (("tervenia", tervenia()), ("arabic", arabic()), ("many", many(110))):
        write_record(*sample, out / name)
    fixed = {
        name: out / "tervenia" / file
        for name, file in [
            ("index", "index.html"), ("about", "about.html"), ("figures", "figures.html"),
            ("sources", "sources/list.html"), ("reports", "reports/list.html"),
        ]
    }  # fmt: skip
    found = {f"finding {n}": p for n, p in enumerate(sorted((out / "tervenia/findings").iterdir()))}
    reports = sorted((out / "tervenia/reports").glob("r*.html"))
    read = {f"report {n}": p for n, p in enumerate(p for p in reports if p.stem != "list")}
    arabic_pages = sorted((out / "arabic").glob("*/[nr]?*.html"))
    more = {f"arabic {n}": p for n, p in enumerate(arabic_pages) if p.stem != "list"}
    return fixed | found | read | more | {"long list": out / "many/reports/list.html"}


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_kind_of_page(browser, pages, scheme):
    for name, path in pages.items():
        page = opened(browser, path, color_scheme=scheme)
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
    for name in ("index", "report 0", "finding 0"):
        page = opened(browser, pages[name], viewport={"width": 640, "height": 800})
        page.evaluate("document.documentElement.style.fontSize = '32px'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 640, name
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
    path = pages["figures"]
    source = "document.querySelector('picture img').currentSrc"
    page = opened(browser, path, color_scheme="dark")
    assert page.evaluate(source).endswith("-dark.png")
    page.emulate_media(media="print", color_scheme="dark")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(255, 255, 255)"
    wait_until(page, f"{source}.endsWith('-light.png')")
    assert page.evaluate(source).endswith("-light.png")
    page.context.close()


def test_the_first_tab_skips_to_the_text_and_focus_can_be_seen(browser, pages):
    page = opened(browser, pages["index"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    box = page.evaluate("document.activeElement.getBoundingClientRect().top")
    assert box >= 0
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash === '#text'")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    page.context.close()


def test_a_number_in_the_text_leads_to_its_entry_and_back(browser, pages):
    page = opened(browser, pages["report 0"])
    number = page.locator("a.n").first
    number.click()
    entry = page.locator(":target")
    assert entry.evaluate("e => e.tagName") == "LI"
    entry.get_by_text("in the text").click()
    assert page.locator(":target").evaluate("e => e.className") == "n"
    page.context.close()


def test_right_to_left_words_run_right_to_left_and_our_words_do_not(browser, pages):
    path = next(p for name, p in pages.items() if name.startswith("arabic") and "reports" in str(p))
    page = opened(browser, path)
    assert page.locator(".extract p").first.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert page.locator("h2").first.evaluate("e => getComputedStyle(e).direction") == "ltr"
    page.context.close()


def test_on_paper_there_is_no_menu(browser, pages):
    page = opened(browser, pages["finding 0"])
    page.emulate_media(media="print")
    assert not page.locator(".bar").is_visible() and page.locator("h1").is_visible()
    page.context.close()
