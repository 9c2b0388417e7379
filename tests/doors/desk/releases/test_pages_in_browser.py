"""The pages of releases in a real browser: accessible, narrow, dark, right to left.

They are made by the desk itself and shown from memory, so that no server stands between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from tests.apps import stage
from tests.browser import ARGUMENTS, CHROMIUM, needed
from tests.doors.desk.releases.cast import Newsstand, open_newsstand
from tests.doors.desk.stage import standing

from holdfast.apps.archive.queries.exhibits import exhibits

playwright = needed("playwright.sync_api")
axe = needed("axe_playwright_python.sync_playwright")
pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
ORIGIN = "http://desk.example"
Pages = dict[str, tuple[str, bytes]]


@pytest.fixture(scope="module")
def pages() -> Pages:
    """Every page of a draft with hits, of a signed release, and of one to be recalled, by path."""
    with stage.folder() as folder, standing(folder / "site") as desk:
        stand = open_newsstand(desk)
        found: Pages = {}
        _take(stand, found, "/releases/", "/releases/new/", "/releases/recalls/")
        for kind in ("words", "testimony", "finding", "exhibit"):
            _take(stand, found, stand.at(f"add/{kind}/"))
        stand.write("We thank Irma for her courage. " * 3)
        stand.quote(0)
        (kept,) = exhibits(stand.one.actor)
        stand.send("add/exhibit/", chosen=kept.id, heading="Photograph of a gate")
        stand.send("check/")
        _take(
            stand,
            found,
            *(stand.at(place) for place in ("", "hits/", "sign/", "share/", "recall/")),
        )
        wrong = stand.send("hits/", reason="")
        found["/wrong/"] = ("text/html", wrong.content)
        return found


@pytest.fixture(scope="module")
def browser(pages: Pages) -> Iterator[object]:  # pages first: no database beside its event loop
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


def _take(stand: Newsstand, found: Pages, *paths: str) -> None:
    for path in paths:
        answer = stand.one.get(path)
        assert answer.status_code == 200, path
        found[path] = ("text/html", answer.content)
        for fixed in re.findall(rb'href="(/-/[^"]+)"', answer.content):
            named = fixed.decode()
            if named not in found:
                served = stand.one.get(named)
                body = b"".join(served) if served.streaming else served.content
                found[named] = (served.headers["Content-Type"], body)


def opened(browser, pages: Pages, **context):
    page = browser.new_context(**context).new_page()

    def answer(route) -> None:
        kind, body = pages[route.request.url.removeprefix(ORIGIN)]
        route.fulfill(status=200, content_type=kind, body=body)

    page.route("**/*", answer)
    return page


def drawn(pages: Pages) -> list[str]:
    return [path for path in pages if not path.startswith("/-/")]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_axe_finds_nothing(browser, pages: Pages, scheme: str, width: int) -> None:
    view = {"width": width, "height": 800}
    page = opened(browser, pages, color_scheme=scheme, viewport=view)
    for path in drawn(pages):
        page.goto(ORIGIN + path)
        found = axe.Axe().run(page, options=RULES).response["violations"]
        assert [(f["id"], [n["html"][:120] for n in f["nodes"]]) for f in found] == [], path
    page.context.close()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("width", [320, 768])
def test_no_page_scrolls_sideways(browser, pages: Pages, width: int, direction: str) -> None:
    page = opened(browser, pages, viewport={"width": width, "height": 800})
    for path in drawn(pages):
        page.goto(ORIGIN + path)
        page.evaluate(f"document.documentElement.dir = '{direction}'")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.context.close()


def test_a_hit_stands_beside_the_words_it_is_about(browser, pages: Pages) -> None:
    page = opened(browser, pages, viewport={"width": 1280, "height": 800})
    page.goto(ORIGIN + next(path for path in pages if path.endswith("/hits/")))
    words = page.locator("tbody tr").first.locator("td").first.bounding_box()
    why = page.locator("tbody tr").first.locator("td").last.bounding_box()
    assert words["x"] + words["width"] <= why["x"] + 1
    assert abs(words["y"] - why["y"]) < 2
    page.context.close()
