"""Casework on a port of its own, with a browser: `office` on the desk's stage, served by a thread.

@pytest.fixture(scope="module")
def browser():
    yield from opened()

with serving() as (made, origin): ...     # fill `made` first: the server is in this process
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from wsgiref.simple_server import make_server

import pytest
from tests.apps import stage
from tests.browser import ARGUMENTS, CHROMIUM, needed
from tests.doors.desk.casework import Office, office
from tests.doors.desk.stage import standing
from tests.journeys.served import Quiet

playwright = needed("playwright.sync_api")


def opened() -> Iterator[object]:
    """A browser, for the length of a module."""
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def serving() -> Iterator[tuple[Office, str]]:
    """A coordinator's rooms, and where they are served."""
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415

    with pytest.MonkeyPatch.context() as patch, stage.folder() as folder:
        # the browser's own loop runs in this thread, and Django would refuse to work beside it
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        with (
            standing(folder / "site") as desk,
            make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet) as server,
        ):
            thread = threading.Thread(target=server.serve_forever, daemon=True)
            thread.start()
            yield office(desk), f"http://127.0.0.1:{server.server_port}"
            server.shutdown()
            thread.join()


def logged_in(browser, made: Office, origin: str) -> object:
    """What a browser keeps once the coordinator logged in through the form."""
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{origin}/you/log-in/")
    page.get_by_label("Alias").fill(made.desk.people["coordinator"].alias)
    page.get_by_label("Passphrase").fill(made.desk.people["coordinator"].passphrase)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"{origin}/")
    kept = page.context.storage_state()
    page.context.close()
    return kept
