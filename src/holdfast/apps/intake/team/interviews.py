"""Interviews with the press: what must be so before they may happen, as pure functions.

Invariants:
- Nobody is met before conditions were agreed to by two people: who asked the person, and another
  member who read what was agreed.
- What was printed is written down only of somebody who was met.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import NewType
from urllib.parse import urlsplit

import msgspec

from holdfast.apps.intake.errors import (
    NotAgreedError,
    OwnAgreementError,
    UnclearMeetingError,
    UnclearPrintError,
)

InterviewId = NewType("InterviewId", str)


class InterviewState(StrEnum):
    """How far a request has come. The text is sealed in records: never change it."""

    ASKED = "asked"
    AGREED = "agreed"
    MET = "met"
    PRINTED = "printed"
    REFUSED = "refused"


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """What the person agreed to, by whom they were asked, and who confirmed it."""

    conditions: str
    day: dt.date
    asked_by: str
    confirmed_by: str = ""


class MetKind(StrEnum):
    """What the opaque id of who was met is of. The text is sealed in records: never change it."""

    CASE = "case"
    CONTACT = "contact"
    TESTIMONY = "testimony"


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """Who met the journalist, by opaque id, on which day, and who brought them together."""

    kind: MetKind
    who: str
    day: dt.date
    by: str


class Print(msgspec.Struct, frozen=True, kw_only=True):
    """Where it was published, on which day, and under which name."""

    name_used: str
    outlet: str
    address: str
    day: dt.date


def check_confirmer(agreement: Agreement | None, member: str) -> Agreement:
    """The agreement, where this member may confirm it. Raises NotAgreedError, OwnAgreementError."""
    if agreement is None:
        raise NotAgreedError
    if agreement.asked_by == member:
        raise OwnAgreementError
    return agreement


def check_agreed(agreement: Agreement | None) -> Agreement:
    """The agreement, where two people stand for it. Raises NotAgreedError."""
    if agreement is None or not agreement.confirmed_by:
        raise NotAgreedError
    return agreement


def check_meeting(meeting: Meeting, agreement: Agreement, today: dt.date) -> Meeting:
    """The meeting, where it can have happened. Raises UnclearMeetingError."""
    if not meeting.who:
        raise UnclearMeetingError("Say who met the journalist. Nothing was saved.")
    if not agreement.day <= meeting.day <= today:
        raise UnclearMeetingError
    return meeting


def check_print(printed: Print, met_on: dt.date) -> Print:
    """What was printed, where it can be. Raises UnclearPrintError."""
    if not (printed.name_used.strip() and printed.outlet.strip()):
        raise UnclearPrintError("Write the outlet and the name it printed. Nothing was saved.")
    if printed.day < met_on:
        raise UnclearPrintError("It cannot be printed before they met. Nothing was saved.")
    if printed.address and urlsplit(printed.address).scheme not in {"http", "https"}:
        raise UnclearPrintError("A web address begins with https://. Nothing was saved.")
    return printed
