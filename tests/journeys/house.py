"""The whole house served at test cost: the desk in this process, the source door in its own.

Somebody of the crew works in a browser that runs no script. What they see is looked at a second
time, at the width of a telephone, in a browser where axe may run.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.apps import stage

stage.prepare()

from tests.apps.accounts.cast import HandClock  # noqa: E402
from tests.browser import needed  # noqa: E402
from tests.doors.desk.stage import Desk  # noqa: E402
from tests.journeys.modes import DESK_BYTES, Glass, Pane, Safest, Seen  # noqa: E402
from tests.journeys.rooms import desk_served  # noqa: E402

from holdfast.apps.intake.services.line import found_line, join_line  # noqa: E402
from holdfast.apps.keyring.rules import Actor  # noqa: E402
from holdfast.apps.keyring.services.opening import come_to_work  # noqa: E402
from holdfast.apps.watch.services.founding import found_watch  # noqa: E402
from holdfast.doors.cli.demonstration.crew import ON_THE_LINE, ROLES  # noqa: E402
from holdfast.kernel.clock import utc_now  # noqa: E402

needed("playwright.sync_api")


@dataclass
class House:
    """Both doors, and the key with which the watch runs."""

    desk: Desk
    origin: str
    door: str
    watch_key: Path

    def actor(self, name: str) -> Actor:
        """A member's keys, for what is no page."""
        return come_to_work(self.desk.active(name))


@contextmanager
def house(folder: Path) -> Iterator[House]:
    """A founded site with its crew, the line open and the watch's key made."""
    with desk_served(clock=HandClock(utc_now())) as (desk, origin):
        made = House(desk, origin, "", folder / "watch.key")
        _gather(made)
        with _source_door(desk.folder / "intake") as made.door:
            yield made


def _gather(made: House) -> None:
    for name, roles in ROLES.items():
        made.desk.join(name, *roles)
    lead = made.actor("lead")
    found_line(actor=lead)
    for name in ON_THE_LINE:
        join_line(actor=lead, member=made.actor(name).member)
    found_watch(made.actor("Marten"), made.watch_key)


@contextmanager
def _source_door(intake: Path) -> Iterator[str]:
    environment = {
        "PATH": os.environ["PATH"], "PYTHONPATH": "src:.", "HOLDFAST_INTAKE": str(intake),
    }  # fmt: skip
    command = [sys.executable, "-m", "tests.journeys.cheap_door"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as door:
        assert door.stdout is not None
        yield f"http://127.0.0.1:{int(door.stdout.readline())}"
        door.terminate()


@dataclass
class Walker:
    """Somebody at a browser without scripts; `seen` are the pages that were looked at again,
    in every mode, for `looking` seconds."""

    browser: Any
    origin: str
    most_bytes: int = DESK_BYTES
    view: dict[str, int] | None = None
    asked: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    page: Any = None
    looking: float = 0
    panes: tuple[Pane, ...] = ()

    def __post_init__(self) -> None:
        self.page = self._context(java_script_enabled=False, viewport=self.view).new_page()

    def _context(self, **more: Any) -> Any:
        context = self.browser.new_context(**{k: v for k, v in more.items() if v is not None})
        context.on("request", lambda request: self.asked.append(request.url))
        return context

    def go(self, path: str) -> int:
        """Open an address of this door; the status of the answer."""
        return int(self.page.goto(self.origin + path).status)

    def fill(self, **typed: str) -> None:
        """Type into fields by their names."""
        for name, text in typed.items():
            self.page.locator(f"main [name='{name.replace('__', '-')}']").first.fill(text)

    def choose(self, **chosen: str) -> None:
        """Choose from lists by their names."""
        for name, value in chosen.items():
            self.page.locator(f"main select[name='{name.replace('__', '-')}']").select_option(value)

    def press(self, button: str) -> None:
        """Press a button, and wait for the page that follows."""
        with self.page.expect_navigation(wait_until="load"):
            self.page.get_by_role("button", name=button, exact=True).first.click()

    def follow(self, link: str) -> None:
        """Follow a link."""
        with self.page.expect_navigation(wait_until="load"):
            self.page.get_by_role("link", name=link).first.click()

    def runs_scripts(self) -> bool:
        """Whether a script in a page would run here."""
        self.page.set_content("<p>off</p><script>document.body.textContent = 'on'</script>")
        return self.text == "on"

    @property
    def text(self) -> str:
        """What the page says, where it can be read."""
        return str(self.page.locator("body").inner_text())

    @property
    def path(self) -> str:
        """Where they are."""
        return str(self.page.url).removeprefix(self.origin)

    def look(self) -> None:
        """Look at this page once more, in every mode."""
        if self.path in self.seen:
            return
        self.seen.add(self.path)
        began = time.monotonic()
        if not self.panes:
            seen = Seen(self.origin, most_bytes=self.most_bytes)
            self.panes = (Glass(self.browser, seen), Safest(self.browser, seen))
        for pane in self.panes:
            pane.page.context.add_cookies(self.page.context.cookies())
            assert pane.go(self.path) == [], self.path
        self.looking += time.monotonic() - began

    @property
    def everything_asked(self) -> list[str]:
        """Every address that this browser asked for, in whatever mode."""
        return [*self.asked, *(url for pane in self.panes for url in pane.asked)]


@dataclass
class Worker(Walker):
    """A member at the desk."""

    def log_in(self, house: House, name: str) -> Worker:
        """Come in through the form, with all that was granted so far."""
        person = house.desk.people[name]
        self.page.context.clear_cookies()
        self.go("/you/log-in/")
        self.page.get_by_label("Alias").fill(person.alias)
        self.page.get_by_label("Passphrase").fill(person.passphrase)
        self.press("Log in")
        return self
