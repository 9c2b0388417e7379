"""What is sealed of a plan: what a person decided about a proposed bed, and why.

Invariants: a proposal is never stored; a decision stands in the case it is about.
"""

from __future__ import annotations

import datetime as dt

from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.retention import UntilShredded
from holdfast.methods.passage.judgement import Verdict


class PlanJudgement(Sealable, frozen=True, kw_only=True):
    """That a bed was accepted, changed or refused for a case; the nights are those it is about."""

    KIND = "casework.plan_judgement"
    KEPT = UntilShredded("what was refused is a rule of the plans that follow")
    verdict: Verdict
    place: str
    first_night: dt.date
    nights: int
    reason: str
    by: str
    at: dt.datetime
