"""What is still open when a case is closed, and when a closed one is looked at again.

Invariants: pure; nothing here destroys or forbids.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from holdfast.apps.casework.records.cases import Aftercare
from holdfast.apps.casework.records.closing import Keeping
from holdfast.apps.casework.records.documents import Document
from holdfast.apps.casework.records.money import Payment
from holdfast.apps.casework.records.referrals import Referral
from holdfast.apps.casework.rules.closing import review_on
from holdfast.apps.casework.rules.documents import Holder
from holdfast.apps.casework.rules.money import AT_REST
from holdfast.apps.casework.rules.referrals import ReferralState
from holdfast.apps.keyring.queries.bodies import Stored

from .asked import Due, TaskKind
from .files import CaseFile

ASK = "closed: destroy it, or say until when it is kept"


def open_ends(file: CaseFile, *, stays: int) -> list[str]:
    """What whoever closes the case should know first; `stays` of it are not over."""
    payments = [one.value for one in file.all(Payment) if one.value.state not in AT_REST]
    sent = [one for one in file.all(Referral) if one.value.state is ReferralState.SENT]
    kept = [one for one in file.all(Document) if one.value.holder is Holder.NETWORK]
    counted = {
        "Payments that are not receipted or returned": len(payments),
        "Referrals without an answer": len(sent),
        "Documents that the network keeps": len(kept),
        "Stays that are not over": stays,
    }
    return [f"{what}: {count}" for what, count in counted.items() if count]


def keeping_of(file: CaseFile) -> Stored[Keeping] | None:
    """Until when the case is kept, where somebody decided that since it was closed."""
    closed_at = file.case.closed_at
    kept = [one for one in file.all(Keeping) if closed_at and one.value.at >= closed_at]
    return max(kept, key=lambda one: one.value.at, default=None)


def review_day(file: CaseFile) -> dt.date | None:
    """From which day it is asked whether the case is still needed; None while it is open."""
    case, kept = file.case, keeping_of(file)
    if case.closed_at is None:
        return None
    arrivals = [one.value.arrived_at.date() for one in file.all(Aftercare)]
    return review_on(
        case.closed_at.date(),
        arrived_on=max(arrivals, default=None),
        kept_until=kept.value.until if kept else None,
    )


def of_keeping(file: CaseFile, now: dt.datetime) -> Iterator[Due]:
    """That a closed case is looked at again."""
    day = review_day(file)
    if day is not None and day <= now.date():
        at = dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)
        yield Due(at, TaskKind.RETENTION, ASK)
