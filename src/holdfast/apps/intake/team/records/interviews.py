"""Requests of the press, sealed in a scope of their own each.

Invariants:
- What was asked and agreed is content; who the journalist is, and whom they met, is identity: the
  two are granted apart.
- A contact, a case and a testimony stand here by opaque id.
"""

from __future__ import annotations

import datetime as dt

from holdfast.apps.intake.team.interviews import Agreement, InterviewState, Meeting, Print
from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.retention import UntilShredded


class Interview(Sealable, frozen=True, kw_only=True):
    """A request of the press to speak with somebody, and what came of it."""

    KIND = "intake.interview"
    KEPT = UntilShredded("who was printed under which name must be known as long as it can be read")
    outlet: str
    asked_on: dt.date
    asked: str
    state: InterviewState = InterviewState.ASKED
    conversation: str = ""
    agreement: Agreement | None = None
    printed: tuple[Print, ...] = ()


class Journalist(Sealable, frozen=True, kw_only=True):
    """Who asks, and whom they met. Sealed under the identity key."""

    KIND = "intake.journalist"
    KEPT = UntilShredded("it goes with its request")
    name: str
    reach: str = ""
    meeting: Meeting | None = None
    testimony: str = ""

    def identifiers(self) -> tuple[tuple[str, str], ...]:
        """What must not stand in anything that leaves: `reach` may be a number or an account."""
        return (("person", self.name), ("phone", self.reach), ("account", self.reach))
