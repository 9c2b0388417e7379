"""What is sealed of referrals: our letterbox, whom we know, what left, and what came.

Invariants: the private half of the letterbox stands in a scope of its own; a bundle that left is
not kept, only that it left and with which parts.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from holdfast.apps.casework.rules.referrals import Bundle, Handed, ReferralState
from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.retention import UntilShredded


class ReferralBox(Sealable, frozen=True, kw_only=True):
    """The private half, for those who take referrals in, and those that came before it."""

    KIND = "casework.referral_box"
    KEPT = UntilShredded("what was sealed to it opens with nothing else")
    private: bytes
    past: tuple[bytes, ...] = ()


class ReferralCard(Sealable, frozen=True, kw_only=True):
    """The public half, as a card of the team: anybody can give the address to others."""

    KIND = "casework.referral_card"
    KEPT = UntilShredded("it is the address that others know")
    public: bytes
    scope: str


class Partner(Sealable, frozen=True, kw_only=True):
    """Another organisation, and who compared its fingerprint by voice."""

    KIND = "casework.partner"
    KEPT = UntilShredded("what was handed to them names them")
    name: str
    installation: str
    public: bytes
    compared_by: str
    at: dt.datetime

    def identifiers(self) -> tuple[tuple[str, str], ...]:
        """What must not stand in anything that leaves: who takes people in."""
        return (("organisation", self.name),)


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a referral, who noted it, and what was said."""

    state: ReferralState
    by: str
    at: dt.datetime
    says: str = ""


class Referral(Sealable, frozen=True, kw_only=True):
    """That parts of a case were sealed for another organisation."""

    KIND = "casework.referral"
    KEPT = UntilShredded("to whom a case was handed is told as long as it is there")
    bundle: str
    partner: str
    parts: tuple[Handed, ...]
    consent: str
    consent_on: dt.date
    answers: tuple[Answer, ...]

    @property
    def state(self) -> ReferralState:
        """Where it stands."""
        return self.answers[-1].state


class Incoming(Sealable, frozen=True, kw_only=True):
    """A bundle that came: whole until somebody decided, then only that it came."""

    KIND = "casework.incoming_referral"
    KEPT = UntilShredded("a bundle is not taken in twice")
    bundle_id: str
    sender: str
    bundle: Bundle | None
    by: str
    at: dt.datetime
    decided: ReferralState | None = None
    decided_by: str = ""
    says: str = ""
    case: str = ""

    def identifiers(self) -> tuple[tuple[str, str], ...]:
        """Whom it names, as long as it is whole: they must not stand in anything that leaves."""
        if self.bundle is None or self.bundle.person is None:
            return ()
        who = self.bundle.person
        return (
            *(("person", name) for name in who.names),
            *(("phone", phone) for phone in who.phones),
            ("address", who.address),
            *(("document", line) for line in who.documents.splitlines()),
        )
