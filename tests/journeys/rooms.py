"""A desk in a real browser: served on a port of its own by this process, with members logged in.

with served_rooms(browser, prepare) as rooms:     # `prepare(office)` makes what the pages show
    assert wrong_in(browser, rooms.seen, rooms.pages) == []
with desk_served() as (desk, origin):             # the same with a cast of one's own
    state = cookies_of(browser, origin, desk.people["lead"])
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from wsgiref.simple_server import make_server

import pytest
from tests.browser import ARGUMENTS, CHROMIUM, needed
from tests.journeys.modes import Seen
from tests.journeys.served import Quiet

playwright = needed("playwright.sync_api")

from tests.apps import stage  # noqa: E402

stage.prepare()

from django.urls import resolve  # noqa: E402
from tests.apps.accounts.cast import Person  # noqa: E402
from tests.doors.desk.casework import Office, office  # noqa: E402
from tests.doors.desk.stage import Desk, standing  # noqa: E402


@dataclass
class Rooms:
    """Casework served on a port of its own, with the coordinator's cookies."""

    office: Office
    origin: str
    state: object
    pages: tuple[str, ...]

    @property
    def seen(self) -> Seen:
        """What its pages are looked at with."""
        return Seen(self.origin, self.state)


@contextmanager
def chromium() -> Iterator[Any]:
    """The browser, for the length of the block."""
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@contextmanager
def desk_served(**more: Any) -> Iterator[tuple[Desk, str]]:
    """A founded site, and the origin at which this process serves its desk."""
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415

    with pytest.MonkeyPatch.context() as patch, stage.folder() as folder:
        # the browser's own loop runs in this thread, and Django would refuse to work beside it
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        with (
            standing(folder / "site", **more) as desk,
            make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet) as server,
        ):
            thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
            thread.start()
            try:
                yield desk, f"http://127.0.0.1:{server.server_port}"
            finally:
                server.shutdown()
                thread.join()


@contextmanager
def served_rooms(browser: Any, prepare: Callable[[Office], tuple[str, ...]]) -> Iterator[Rooms]:
    """Casework's desk; `prepare` answers with the pages to be looked at."""
    with desk_served() as (desk, origin):
        made = office(desk)
        pages = prepare(made)
        state = cookies_of(browser, origin, desk.people["coordinator"])
        yield Rooms(made, origin, state, pages)


def cookies_of(browser: Any, origin: str, person: Person) -> Any:
    """What the browser of somebody holds who logged in through the form, with scripts off."""
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{origin}/you/log-in/")
    page.get_by_label("Alias").fill(person.alias)
    page.get_by_label("Passphrase").fill(person.passphrase)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"{origin}/")
    kept = page.context.storage_state()
    page.context.close()
    return kept


def names_of(paths: Iterable[str]) -> set[str]:
    """What the desk's table calls these addresses."""
    return {resolve(path, urlconf="holdfast.doors.desk.urls").view_name for path in paths}
