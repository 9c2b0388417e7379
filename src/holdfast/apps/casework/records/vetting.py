"""What is sealed of vetting: claims with who agreed, and signals with who looked.

Invariants: when somebody was checked is kept as a week; what was seen is told in words, never as a
name or a number.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from holdfast.apps.casework.rules.signals import Signal
from holdfast.apps.casework.rules.vetting import (
    Method,
    Result,
    Standing,
    Step,
    Word,
    allowed_now,
    standing,
)
from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.retention import UntilShredded


class Review(msgspec.Struct, frozen=True):
    """What a member said of a claim, and in which week."""

    by: str
    week: str
    step: Step
    says: str = ""


class Claim(Sealable, frozen=True, kw_only=True):
    """Something that is said of a case or of a person of the network, and how it was checked.

    `voucher` is the opaque id of who vouches: another case, a person of the network, or a member.
    """

    KIND = "casework.claim"
    KEPT = UntilShredded("who was vetted how is told as long as anybody relies on them")
    says: str
    method: Method
    result: Result
    by: str
    week: str
    found: str = ""
    voucher: str = ""
    reviews: tuple[Review, ...] = ()

    @property
    def words(self) -> list[Word]:
        """What the rules look at."""
        return [Word(review.by, review.step) for review in self.reviews]

    def steps_of(self, member: str) -> frozenset[Step]:
        """What a member can say of it."""
        return allowed_now(self.by, self.words, member, voucher=self.voucher)

    @property
    def standing(self) -> Standing:
        """Whether it counts."""
        return standing(self.by, self.words)


class SignalNote(Sealable, frozen=True, kw_only=True):
    """That a member noticed something to be looked at."""

    KIND = "casework.signal"
    KEPT = UntilShredded("what was noticed is read beside what was found")
    signal: Signal
    says: str
    by: str
    at: dt.datetime


class SignalLook(Sealable, frozen=True, kw_only=True):
    """That a member looked at a signal, and what they found. `basis` is what it stood on then."""

    KIND = "casework.signal_look"
    KEPT = UntilShredded("who looked at it is told with the signal")
    signal: Signal
    says: str
    by: str
    at: dt.datetime
    basis: str = ""
