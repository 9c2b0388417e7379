"""Entering a claim, agreeing with it or not, noticing a signal, and looking at it.

Invariants:
- Nobody agrees to their own claim; what counts, and what stops to count, took two members.
- What was said stays: a claim is never deleted, and never saved over another's word.
- A signal changes nothing but what is to be looked at.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.casework.errors.general import WhyNeededError
from holdfast.apps.casework.errors.judging import BadClaimError, NotYourWordError, OwnVoucherError
from holdfast.apps.casework.queries.subjects import Subject, person, subject
from holdfast.apps.casework.records.vetting import Claim, Review, SignalLook, SignalNote
from holdfast.apps.casework.rules.cases import FactKind
from holdfast.apps.casework.rules.signals import Signal
from holdfast.apps.casework.rules.vetting import Method, Result, Step, fits
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.queries.bodies import read
from holdfast.apps.keyring.queries.keys import trusted
from holdfast.apps.keyring.rules import Actor, RecordId, ScopeId, require
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.writing import Write, writing
from holdfast.kernel.clock import Clock, iso_week, utc_now

from .entries import add_fact_to


@dataclass(frozen=True, slots=True)
class Checked:
    """What was claimed, how it was checked, and what was found."""

    says: str
    method: Method
    result: Result
    found: str = ""
    voucher: str = ""


def add_claim(
    *, actor: Actor, subject_id: ScopeId, checked: Checked, clock: Clock = utc_now
) -> RecordId:
    """A claim about a case or a person of the network: it counts once somebody else agrees.

    Raises BadClaimError, OwnVoucherError, WhyNeededError, or as `queries.subjects.subject`.
    """
    about = _subject(actor, subject_id, clock)
    _refuse_unfit(checked)
    if checked.voucher:
        _refuse_voucher(actor, subject_id, checked.voucher, clock)
    claim = Claim(
        says=checked.says.strip(),
        method=checked.method,
        result=checked.result,
        by=actor.member,
        week=iso_week(clock()),
        found=checked.found.strip(),
        voucher=checked.voucher,
    )
    with writing(actor) as write:
        record = add(write, about.unit, claim)
        _tell(write, about, f"Claim entered: {claim.result}", clock)
    return record


def say_of_claim(
    *,
    actor: Actor,
    subject_id: ScopeId,
    claim: RecordId,
    step: Step,
    revision: int,
    says: str = "",
    clock: Clock = utc_now,
) -> None:
    """Agree with a claim, disagree, or ask to take it back, over `revision`.

    Raises NotYourWordError, WhyNeededError, EditConflictError, or as `add_claim`.
    """
    about = _subject(actor, subject_id, clock)
    stored = read(actor, claim, Claim)
    if stored.scope != subject_id:
        raise NotGrantedError
    if step not in stored.value.steps_of(actor.member):
        raise NotYourWordError
    if step is not Step.AGREE and not says.strip():
        raise WhyNeededError
    review = Review(actor.member, iso_week(clock()), step, says.strip())
    said = msgspec.structs.replace(stored.value, reviews=(*stored.value.reviews, review))
    with writing(actor) as write:
        save(write, claim, said, revision=revision)
        _tell(write, about, f"Claim, {said.result}: {said.standing}", clock)


def notice(
    *, actor: Actor, subject_id: ScopeId, signal: Signal, says: str, clock: Clock = utc_now
) -> None:
    """Note that something is to be looked at. Raises WhyNeededError, or as `add_claim`."""
    about = _subject(actor, subject_id, clock)
    if not says.strip():
        raise WhyNeededError
    note = SignalNote(signal=signal, says=says.strip(), by=actor.member, at=clock())
    with writing(actor) as write:
        add(write, about.unit, note)


def look_at(
    *,
    actor: Actor,
    subject_id: ScopeId,
    signal: Signal,
    basis: str,
    says: str,
    clock: Clock = utc_now,
) -> None:
    """Note that the actor looked at a signal, as it stood. Raises as `notice` does."""
    about = _subject(actor, subject_id, clock)
    if not says.strip():
        raise WhyNeededError
    look = SignalLook(signal=signal, says=says.strip(), by=actor.member, at=clock(), basis=basis)
    with writing(actor) as write:
        add(write, about.unit, look)


def _subject(actor: Actor, id_: ScopeId, clock: Clock) -> Subject:
    require(actor, Permission.WORK_CASES)
    return subject(actor, id_, clock=clock)


def _refuse_unfit(checked: Checked) -> None:
    if not checked.says.strip():
        raise BadClaimError("Write what is claimed. Nothing was saved.")
    if not fits(checked.result, checked.method):
        raise BadClaimError
    if (checked.method is Method.VOUCHED_BY) is not bool(checked.voucher):
        raise BadClaimError("Say who vouches where somebody does, and only there.")
    if checked.method is Method.CORROBORATED_BY and not checked.found.strip():
        raise BadClaimError("Say what corroborates it: what was found. Nothing was saved.")


def _refuse_voucher(actor: Actor, subject_id: ScopeId, voucher: str, clock: Clock) -> None:
    if voucher == subject_id:
        raise OwnVoucherError
    if person(actor, ScopeId(voucher), now=clock()) is not None:
        return
    try:
        trusted(actor, MemberId(voucher))
    except NotGrantedError:
        raise OwnVoucherError from None


def _tell(write: Write, about: Subject, says: str, clock: Clock) -> None:
    """Enter it in the timeline, where it is about a case."""
    if about.file is not None:
        add_fact_to(write, about.unit, FactKind.VETTING, says, at=clock())
