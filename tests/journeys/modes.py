"""Every mode in which a page must work, and what is found wrong with it there.

Invariants:
- Nothing is pressed but Tab: a page is judged as it is sent.
- Each page is looked at twice: where axe may run, and as Tor Browser's "Safest" leaves it.
- What is wrong is said for every page of a walk, not for the first.

    assert wrong_in(browser, Seen(origin, state), pages) == []
"""

from __future__ import annotations

import gzip
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.browser import PHONE, RULES, needed

AXE = needed("axe_playwright_python.sync_playwright").Axe().axe_script
ASKED = Path(__file__).with_suffix(".js").read_text("utf-8")
DESK_BYTES, DOOR_BYTES, DOOR_FIRST_BYTES = 20 * 1024, 30 * 1024, 14 * 1024
MOST_TABS_A_STOP = 8  # a field for a day and a minute has so many parts
NARROW, WIDE = PHONE["width"], {"width": 1280, "height": 800}


@dataclass(frozen=True)
class Seen:
    """Where pages are served, to whom, how large one may be compressed, what it answers with."""

    origin: str
    state: object = None
    most_bytes: int = DESK_BYTES
    status: int = 200


def wrong_in(browser: Any, seen: Seen, paths: Iterable[str]) -> list[str]:
    """What is wrong with these pages, each with its address and its mode."""
    walked = list(paths)
    found: list[str] = []
    for glass in (Glass(browser, seen), Safest(browser, seen)):
        for path in walked:
            found += [f"{path}: {said}" for said in glass.go(path)]
        found += glass.close()
    for said in found:
        print(said)  # noqa: T201  (shown whole where the test fails)
    return found


@dataclass
class Pane(ABC):
    """A page of a browser whose requests, complaints and answers are kept."""

    browser: Any
    seen: Seen
    page: Any = None
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    answer: Any = None

    CONTEXT = {}  # noqa: RUF012  (what the browser's context is made with)

    def __post_init__(self) -> None:
        made = self.browser.new_context(
            viewport=PHONE,
            reduced_motion="reduce",
            storage_state=self.seen.state,
            **self.CONTEXT,
        )
        made.on("request", lambda request: self.asked.append(request.url))
        self.page = made.new_page()
        self.page.on("response", self._keep)
        self.page.on("console", self._hear)

    def _keep(self, response: Any) -> None:
        if response.request.is_navigation_request():
            self.answer = response

    def _hear(self, message: Any) -> None:
        is_of_status = message.location["url"] == self.page.url and "status of" in message.text
        if message.type in {"error", "warning"} and not is_of_status:
            self.said.append(message.text)

    def go(self, path: str) -> list[str]:
        """Open an address; what is wrong with the page."""
        self.said.clear()
        status = self.page.goto(self.seen.origin + path).status
        return self.wrong() if status == self.seen.status else [f"answered {status}"]

    @abstractmethod
    def wrong(self) -> list[str]:
        """What is wrong with the page that is open."""

    def close(self) -> list[str]:
        """Close it; which other machines were asked for something."""
        self.page.context.close()
        own = (f"{self.seen.origin}/", "data:")
        return [f"asked another machine: {url}" for url in self.asked if not url.startswith(own)]


class Glass(Pane):
    """A telephone's screen where axe may run: light, dark, right to left, forced colours, keys."""

    def wrong(self) -> list[str]:
        """What is wrong with the page that is open, in each of these modes."""
        said = [f"the browser complains: {one}" for one in self.said]
        self.page.evaluate(AXE)
        self.page.evaluate(ASKED)
        self.page.evaluate("modes.open()")
        found = [*said, *self._size(), *self._widths(), *self._axe("light")]
        self.page.emulate_media(color_scheme="dark")
        found += self._axe("dark")
        self.page.emulate_media(color_scheme="light", forced_colors="active")
        found += [f"forced colours: {one}" for one in self.page.evaluate("modes.faint()")]
        self.page.emulate_media(color_scheme="light", forced_colors="none")
        found += [f"keyboard: {one}" for one in self._keyboard()]
        return found + self._beside_the_menu()

    def _size(self) -> list[str]:
        size = len(gzip.compress(self.answer.body()))
        over = size > self.seen.most_bytes
        return [f"{size:,} bytes compressed, {self.seen.most_bytes:,} may be"] if over else []

    def _widths(self) -> list[str]:
        wide = {way: self.page.evaluate(f"modes.turn('{way}')") for way in ("rtl", "ltr")}
        self.page.evaluate("modes.turn()")
        return [f"{wide[way]} px wide, {way}" for way in wide if wide[way] > NARROW]

    def _beside_the_menu(self) -> list[str]:
        """On a screen that holds the menu too: the width, and the keys once more."""
        self.page.set_viewport_size(WIDE)
        wide = self.page.evaluate("modes.turn()")
        found = [f"{wide} px wide beside the menu"] if wide > WIDE["width"] else []
        found += [f"wide screen: {one}" for one in self._keyboard()]
        self.page.set_viewport_size(PHONE)
        return found

    def _axe(self, scheme: str) -> list[str]:
        asked = "rules => axe.run(rules).then(answer => answer.violations)"
        found = self.page.evaluate(asked, {**RULES, "resultTypes": ["violations"]})
        return [
            f"axe, {scheme}: {one['id']}: {node['html'][:160]}"
            for one in found
            for node in one["nodes"]
        ]

    def unreached(self) -> list[str]:
        """Press Tab until every control was reached; those that it does not reach."""
        most, pressed = MOST_TABS_A_STOP * self.page.evaluate("modes.watch()"), 0
        missed = self.page.evaluate("modes.missed()")
        while missed and pressed < most:
            for _ in range(min(len(missed), most - pressed)):
                self.page.keyboard.press("Tab")
                pressed += 1
            missed = self.page.evaluate("modes.missed()")
        return [f"not reached by Tab: {one}" for one in missed]

    def _keyboard(self) -> list[str]:
        """Whether each is reached, in what order, and the last one left."""
        if missed := self.unreached():
            return missed
        for _ in range(MOST_TABS_A_STOP):
            if self.page.evaluate("modes.wasLeft()"):
                return list(self.page.evaluate("modes.walked()"))
            self.page.keyboard.press("Tab")
        return ["the last control lets nobody out"]


class Safest(Pane):
    """A telephone's screen as "Safest" leaves it: no script runs and no SVG is drawn."""

    CONTEXT = {"java_script_enabled": False}  # noqa: RUF012

    def __post_init__(self) -> None:
        super().__post_init__()
        self.page.route("**/*.svg*", lambda route: route.abort())

    def wrong(self) -> list[str]:
        """What is wrong with the page that is open, where nothing but words and forms is left."""
        self.page.evaluate(ASKED)
        self.page.evaluate("modes.open()")
        found = [
            f"script or style in the page: {one}" for one in self.page.evaluate("modes.active()")
        ]
        found += [f"only in a drawing: {one}" for one in self.page.evaluate("modes.drawnOnly()")]
        wide = self.page.evaluate("modes.turn()")
        return found + ([f"{wide} px wide without its drawings"] if wide > NARROW else [])
