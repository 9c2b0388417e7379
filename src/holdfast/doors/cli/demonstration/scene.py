"""Where the thread is walked, and how far it has come.

Invariants: `Thread` holds opaque ids only; a wrong thing that is not refused stops the walk.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from holdfast.apps.keyring.contactcodes import Cost
from holdfast.apps.keyring.rules import Actor
from holdfast.kernel.clock import Clock
from holdfast.kernel.errors import HoldfastError

from .crew import Crew, back_at_work


class Thread(msgspec.Struct, frozen=True):
    """How far the thread has come: what each step made."""

    steps: int = 0
    call: str = ""
    code: str = ""
    conversation: str = ""
    case: str = ""
    place: str = ""
    journey: str = ""
    check_in: str = ""
    testimony: str = ""
    paragraphs: tuple[str, ...] = ()
    exhibit: str = ""
    finding: str = ""
    release: str = ""


Already = type[HoldfastError] | tuple[type[HoldfastError], ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """Where the thread is walked: the crew, the clock, and what stands outside of the house.

    `look_after` runs the watch once, with nobody logged in, and returns how many notices went out.
    `record` makes the record of the bundled press reports, as JSON. `out` is where the release is
    written. `cost` is what a contact code costs to open.
    """

    crew: Crew
    clock: Clock
    cost: Cost = field(repr=False)
    look_after: Callable[[], int] = field(repr=False)
    record: Callable[[], bytes] = field(repr=False)
    out: Path
    say: Callable[[str], None] = field(repr=False)

    def at(self, name: str) -> Actor:
        """A member at work, with all that was granted to them so far."""
        return back_at_work(self.crew, name)

    def ago(self, minutes: int) -> Clock:
        """A clock that is behind: what people did a while before now."""
        return lambda: self.clock() - dt.timedelta(minutes=minutes)

    def refused(self, what: str, act: Callable[[], object]) -> None:
        """Do the wrong thing, and say how it was refused. It must be."""
        try:
            act()
        except HoldfastError as error:
            self.say(f"  {what}: refused. {error.message}")
        else:
            raise AssertionError(f"{what} was not refused")

    def once(self, act: Callable[[], object], *, already: Already) -> None:
        """Do what may have been done before the step was cut off: `already` says that it was."""
        try:
            act()
        except already as error:
            self.say(f"  Done before the step was cut off. {error.message}")
