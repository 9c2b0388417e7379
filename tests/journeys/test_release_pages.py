"""Releases in a real browser: a draft in which the gate finds a name, and all that is done to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from tests.browser import needed

needed("playwright.sync_api")

from tests.apps import stage  # noqa: E402

stage.prepare()

from tests.doors.desk.releases.cast import Newsstand, open_newsstand  # noqa: E402
from tests.journeys.modes import Seen, wrong_in  # noqa: E402
from tests.journeys.rooms import cookies_of, desk_served, names_of  # noqa: E402
from tests.journeys.walks import WALKS  # noqa: E402

from holdfast.apps.archive.queries.exhibits import exhibits  # noqa: E402
from holdfast.apps.publication.queries import release  # noqa: E402

pytestmark = pytest.mark.browser


@dataclass
class Served:
    """The releases served on a port of their own, with a publisher's cookies."""

    seen: Seen
    pages: tuple[str, ...]


@pytest.fixture(scope="module")
def served(browser) -> Iterator[Served]:
    with desk_served() as (desk, origin):
        stand = open_newsstand(desk)
        state = cookies_of(browser, origin, desk.people["one"])
        yield Served(Seen(origin, state), _pages(stand))


def _pages(stand: Newsstand) -> tuple[str, ...]:
    """A draft in which the gate finds a name, with every way to add to it."""
    stand.write("We thank Irma for her courage. " * 3)
    stand.quote(0)
    (kept,) = exhibits(stand.one.actor)
    stand.send("add/exhibit/", chosen=kept.id, heading="Photograph of a gate")
    stand.send("check/")
    part = release(actor=stand.one.actor, release=stand.id).release.parts[0].id
    kinds = ("words", "testimony", "finding", "exhibit")
    return (
        "/releases/", "/releases/new/", "/releases/recalls/", stand.at(""), stand.at("hits/"),
        stand.at("share/"), stand.at(f"parts/{part}/"), stand.at("sign/"), stand.at("recall/"),
        *(stand.at(f"add/{kind}/") for kind in kinds),
    )  # fmt: skip


def test_every_page_works_in_every_mode(browser, served: Served) -> None:
    assert wrong_in(browser, served.seen, served.pages) == []
    assert names_of(served.pages) == WALKS["releases"]


def test_a_hit_stands_beside_the_words_it_is_about(browser, served: Served) -> None:
    view = {"width": 1280, "height": 800}
    page = browser.new_context(viewport=view, storage_state=served.seen.state).new_page()
    page.goto(served.seen.origin + next(path for path in served.pages if path.endswith("/hits/")))
    words = page.locator("tbody tr").first.locator("td").first.bounding_box()
    why = page.locator("tbody tr").first.locator("td").last.bounding_box()
    assert words["x"] + words["width"] <= why["x"] + 1
    assert abs(words["y"] - why["y"]) < 2
    page.context.close()
