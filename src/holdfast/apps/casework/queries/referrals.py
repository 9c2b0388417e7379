"""Referrals: our own address, whom we know, what came, and what a case handed over.

Invariants: everybody on the team may give our address to others; what came is for those who hold
the letterbox.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.casework.errors.referrals import NoBoxError
from holdfast.apps.casework.records.referrals import (
    Incoming,
    Partner,
    Referral,
    ReferralBox,
    ReferralCard,
)
from holdfast.apps.casework.rules.referrals import Address, ReferralState
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.letterbox import PublicKey
from holdfast.apps.keyring.place import installation
from holdfast.apps.keyring.queries.bodies import Stored, find, read
from holdfast.apps.keyring.queries.tasks import holders
from holdfast.apps.keyring.rules import Actor, Part, RecordId, ScopeId, require

from .asked import Due, TaskKind
from .files import CaseFile, team_cards

_ASK_AFTER = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Letterbox:
    """Our letterbox: its address, its scope, and who takes referrals in."""

    address: Address
    scope: ScopeId
    members: list[MemberId]


def letterbox(actor: Actor) -> Letterbox | None:
    """Our letterbox, where there is one; `members` is empty for whoever does not hold it."""
    require(actor, Permission.WORK_CASES)
    for card in team_cards(actor, ReferralCard):
        scope = ScopeId(card.value.scope)
        address = Address(installation(), PublicKey(card.value.public))
        return Letterbox(address, scope, holders(actor, scope, Part.CONTENT))
    return None


def box(actor: Actor) -> Stored[ReferralBox]:
    """The letterbox, opened. Raises NoBoxError."""
    found = next(find(actor, ReferralBox), None)
    if found is None:
        raise NoBoxError
    return found


def partners(actor: Actor) -> list[Stored[Partner]]:
    """The organisations that we know, by name."""
    return sorted(team_cards(actor, Partner), key=lambda one: one.value.name.casefold())


def partner(actor: Actor, record: RecordId) -> Stored[Partner]:
    """One of them. Raises NotGrantedError."""
    for stored in team_cards(actor, Partner):
        if stored.id == record:
            return stored
    raise NotGrantedError


def incoming(actor: Actor) -> list[Stored[Incoming]]:
    """What came, the newest first; empty for whoever does not hold the letterbox."""
    return sorted(find(actor, Incoming), key=lambda one: one.value.at, reverse=True)


def incoming_one(actor: Actor, record: RecordId) -> Stored[Incoming]:
    """One that came. Raises NotGrantedError."""
    return read(actor, record, Incoming)


def of_referrals(file: CaseFile, now: dt.datetime) -> Iterator[Due]:
    """That an answer to a referral is awaited for a week."""
    for referral in (stored.value for stored in file.all(Referral)):
        if referral.state is ReferralState.SENT:
            at = referral.answers[0].at + _ASK_AFTER
            if at - dt.timedelta(days=7) <= now:
                yield Due(at, TaskKind.REFERRAL, "ask what became of the referral")
