"""What is sealed of risk: the team's own instruments, each score with its answers, each override.

Invariants: a score is kept with the name and version of what it was scored by, and never changed;
who moved a need against a score is kept with their reason and the second member.
"""

from __future__ import annotations

import datetime as dt

from holdfast.apps.casework.rules.cases import Need
from holdfast.apps.casework.rules.risk import Instrument
from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.retention import UntilShredded


class TeamInstrument(Sealable, frozen=True, kw_only=True):
    """A version of an instrument that the team edited, as a card of the team."""

    KIND = "casework.instrument"
    KEPT = UntilShredded("a score is read by the version that it was made with")
    instrument: Instrument
    by: str
    why: str
    at: dt.datetime


class RiskScore(Sealable, frozen=True, kw_only=True):
    """Answers of one moment, and what they made."""

    KIND = "casework.risk_score"
    KEPT = UntilShredded("how a need came about is told as long as the case is there")
    instrument: str
    version: int
    answers: dict[str, str]
    points: int
    tier: Need
    by: str
    at: dt.datetime


class Override(Sealable, frozen=True, kw_only=True):
    """That people moved the need of a case: up by one, down by two."""

    KIND = "casework.override"
    KEPT = UntilShredded("who moved a need, and why, is told as long as the case is there")
    before: Need
    after: Need
    reason: str
    by: str
    second: str = ""
    at: dt.datetime
