"""What is sealed of a household: its members by alias, who agreed, and from whom it is kept.

Invariants: names stand in Identity; another case, and a helper, is named by its opaque id.
"""

from __future__ import annotations

import datetime as dt

from holdfast.apps.casework.rules.answers import Answer
from holdfast.apps.casework.rules.household import Age, Agreed, Consent, Kin, Tie
from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.retention import UntilShredded


class HouseholdMember(Sealable, frozen=True, kw_only=True):
    """Somebody of the household, by alias."""

    KIND = "casework.household_member"
    KEPT = UntilShredded("who agreed for a child is told as long as the case is there")
    alias: str
    age: Age = Age.ADULT
    kin: Kin = Kin.OTHER
    is_travelling: bool = True
    agreed: Agreed = Agreed.NOBODY
    agreed_on: dt.date | None = None
    guardian_is_threat: Answer = Answer.UNKNOWN
    reason: str = ""
    entered_by: str = ""
    confirmed_by: str = ""
    notes: str = ""

    @property
    def consent(self) -> Consent:
        """What the rules look at."""
        return Consent(
            self.agreed,
            self.guardian_is_threat,
            self.reason,
            self.entered_by,
            self.confirmed_by,
        )


class HouseholdTie(Sealable, frozen=True, kw_only=True):
    """What is between the household and another case, a helper, or somebody known by an alias."""

    KIND = "casework.household_tie"
    KEPT = UntilShredded("who must be kept apart stays so")
    tie: Tie
    other_case: str = ""
    other_alias: str = ""
    other_helper: str = ""
    why: str = ""
