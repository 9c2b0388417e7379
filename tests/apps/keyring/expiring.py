"""A kind of record that has an age, and a way for it to arrive."""

from __future__ import annotations

import datetime as dt

from tests.apps.keyring.cast import Case

from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.retention import Rule
from holdfast.apps.keyring.rules import Actor, Part, RecordId, UnitId
from holdfast.apps.keyring.services.bodies import add
from holdfast.apps.keyring.services.scopes import create_unit
from holdfast.apps.keyring.services.writing import writing
from holdfast.kernel.clock import frozen

MONDAY = dt.datetime(2031, 3, 31, tzinfo=dt.UTC)  # 2031-W14


class Message(Sealable, frozen=True, kw_only=True):
    KIND = "test.message"
    KEPT = Rule(weeks=4)
    text: str


def receive(
    actor: Actor, case: Case, *, weeks: int = 0, text: str = "A marked word: zvezdanka."
) -> tuple[UnitId, RecordId]:
    """A message in a unit of its own, so many weeks after MONDAY."""
    with writing(actor, clock=frozen(MONDAY + dt.timedelta(weeks=weeks))) as write:
        unit = create_unit(write, case.scope, Part.CONTENT)
        return unit, add(write, unit, Message(text=text))
