"""Casework in a real browser: the desk served on a port of its own, with the coordinator logged in.

with served_rooms(browser, prepare) as rooms:     # `prepare(office)` makes what the pages show
    browser.new_context(storage_state=rooms.state).new_page().goto(rooms.origin + rooms.pages[0])
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from wsgiref.simple_server import make_server

import pytest
from tests.browser import ARGUMENTS, CHROMIUM, needed
from tests.journeys.served import Quiet

playwright = needed("playwright.sync_api")

from tests.apps import stage  # noqa: E402
from tests.doors.desk.casework import Office, office  # noqa: E402
from tests.doors.desk.stage import Desk, standing  # noqa: E402


@dataclass
class Rooms:
    """Casework served on a port of its own, with the coordinator's cookies."""

    office: Office
    origin: str
    state: object
    pages: tuple[str, ...]


@contextmanager
def chromium() -> Iterator[object]:
    """The browser, for the length of the block."""
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@contextmanager
def served_rooms(browser, prepare: Callable[[Office], tuple[str, ...]]) -> Iterator[Rooms]:
    """A desk of its own; `prepare` answers with the pages to be looked at."""
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415

    with (
        pytest.MonkeyPatch.context() as patch,
        stage.folder() as folder,
        _standing(patch, folder / "site") as desk,
    ):
        made = office(desk)
        pages = prepare(made)
        with make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet) as server:
            thread = threading.Thread(target=server.serve_forever, daemon=True)
            thread.start()
            origin = f"http://127.0.0.1:{server.server_port}"
            yield Rooms(made, origin, _state(browser, origin, made), pages)
            server.shutdown()
            thread.join()


def _standing(patch: pytest.MonkeyPatch, site: Path) -> AbstractContextManager[Desk]:
    """The browser's own loop runs in this thread, and Django would refuse to work beside it."""
    patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    return standing(site)


def _state(browser, origin: str, made: Office) -> object:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{origin}/you/log-in/")
    page.get_by_label("Alias").fill(made.desk.people["coordinator"].alias)
    page.get_by_label("Passphrase").fill(made.desk.people["coordinator"].passphrase)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"{origin}/")
    kept = page.context.storage_state()
    page.context.close()
    return kept
