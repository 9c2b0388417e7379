"""Handing parts of a case to another organisation, and noting what became of them.

Invariants:
- A bundle is sealed to an address whose fingerprint somebody heard by voice.
- It is made once and not kept: what is kept is that it was made, for whom, and with which parts.
- The person agreed: how and when stands with it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

import msgspec

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.casework.errors.referrals import (
    NoBoxError,
    NothingChosenError,
    OtherFingerprintError,
    ReferralError,
    ReferralMovedError,
)
from holdfast.apps.casework.queries.bundling import person_of, sections_of, summary_of
from holdfast.apps.casework.queries.files import read_file, team_cards
from holdfast.apps.casework.queries.referrals import box, letterbox, partner, partners
from holdfast.apps.casework.records.referrals import (
    Answer,
    Partner,
    Referral,
    ReferralBox,
    ReferralCard,
)
from holdfast.apps.casework.rules.cases import CaseId, FactKind
from holdfast.apps.casework.rules.referrals import (
    MOVES,
    Bundle,
    Handed,
    ReferralState,
    as_file,
    encode_bundle,
    is_same_fingerprint,
    place_of,
    read_address,
)
from holdfast.apps.keyring.errors import AlreadyHoldsError
from holdfast.apps.keyring.letterbox import PublicKey, new_letterbox, seal_letter
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.queries.keys import team_key
from holdfast.apps.keyring.rules import CASE_PARTS, Actor, Part, RecordId, require
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.grants import grant
from holdfast.apps.keyring.services.revocation import revoke
from holdfast.apps.keyring.services.scopes import create_case_scope, create_unit
from holdfast.apps.keyring.services.shredding import shred_unit
from holdfast.apps.keyring.services.writing import writing
from holdfast.kernel.clock import Clock, utc_now
from holdfast.kernel.identifiers import random_id

from .cases import open_file
from .items import Line, put_item, save_item


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is handed to whom, and how and when the person agreed. `sender` is what we call us."""

    partner: RecordId
    parts: Collection[Handed]
    consent: str
    consent_on: dt.date
    sender: str


def found_box(*, actor: Actor) -> None:
    """Begin a letterbox for referrals, held by the actor. Where there is one, nothing is done.

    Raises NotPermittedError, StoreError.
    """
    require(actor, Permission.GRANT_CASES)
    with writing(actor) as write:
        if letterbox(actor) is not None:
            return
        private, public = new_letterbox()
        scope = create_case_scope(write)
        add(write, create_unit(write, scope, Part.CONTENT), ReferralBox(private=private))
        card = ReferralCard(public=public, scope=scope)
        add(write, create_unit(write, team_key(actor).scope, Part.TEAM), card)


def let_take_in(*, actor: Actor, member: MemberId) -> None:
    """Let a member take referrals in. Raises NotPermittedError, NoBoxError, AlreadyHoldsError."""
    require(actor, Permission.GRANT_CASES)
    ours = letterbox(actor)
    if ours is None or actor.member not in ours.members:
        raise NoBoxError
    if member in ours.members:
        raise AlreadyHoldsError
    with writing(actor) as write:
        for part in CASE_PARTS:
            grant(write, ours.scope, part, member)


def stop_taking_in(*, actor: Actor, member: MemberId, clock: Clock = utc_now) -> None:
    """Take the letterbox back from a member, and begin a new one: others need its new address.

    What was sealed to the old one still opens for those who stay. Raises NotPermittedError,
    NoBoxError, NotGrantedError, LastHolderError.
    """
    require(actor, Permission.GRANT_CASES)
    ours = letterbox(actor)
    if ours is None or actor.member not in ours.members:
        raise NoBoxError
    for part in CASE_PARTS:
        revoke(actor, ours.scope, part, member, clock=clock)
    if member == actor.member:
        return
    private, public = new_letterbox()
    kept = box(actor)
    past = (kept.value.private, *kept.value.past)
    with writing(actor) as write:
        save(write, kept.id, ReferralBox(private=private, past=past), revision=kept.revision)
        for card in team_cards(actor, ReferralCard):
            changed = ReferralCard(public=public, scope=ours.scope)
            save(write, card.id, changed, revision=card.revision)


def add_partner(
    *, actor: Actor, name: str, address: str, heard: str, clock: Clock = utc_now
) -> RecordId:
    """Another organisation, whose fingerprint was heard by voice.

    Raises NotPermittedError, BadAddressError, OtherFingerprintError, ReferralError.
    """
    require(actor, Permission.GRANT_CASES)
    theirs = read_address(address)
    if not is_same_fingerprint(heard, theirs):
        raise OtherFingerprintError
    known = {one.value.name.casefold() for one in partners(actor)}
    if not name.strip() or name.strip().casefold() in known:
        raise ReferralError("Give them a name that nobody has yet. Nothing was saved.")
    stored = Partner(
        name=name.strip(),
        installation=theirs.installation,
        public=theirs.public,
        compared_by=actor.member,
        at=clock(),
    )
    with writing(actor) as write:
        return add(write, create_unit(write, team_key(actor).scope, Part.TEAM), stored)


def remove_partner(*, actor: Actor, record: RecordId) -> None:
    """Know an organisation no more; what was handed to it keeps its name.

    Raises NotPermittedError, NotGrantedError.
    """
    require(actor, Permission.GRANT_CASES)
    shred_unit(actor, partner(actor, record).unit)


def hand_over_parts(
    *, actor: Actor, case: CaseId, chosen: Chosen, clock: Clock = utc_now
) -> tuple[str, bytes]:
    """The bundle's id and the file to be handed over, which is made this once and not kept.

    Raises NothingChosenError, ClosedCaseError, NotGrantedError (of a part, or no such partner),
    ReasonNeededError (of a part), or as `read_file`.
    """
    file = open_file(actor, case, clock=clock)
    if not chosen.parts or not chosen.consent.strip() or chosen.consent_on > clock().date():
        raise NothingChosenError
    to = partner(actor, chosen.partner)
    bundle = Bundle(
        id=random_id(),
        sender=chosen.sender.strip(),
        made_at=clock(),
        consent=chosen.consent.strip(),
        consent_on=chosen.consent_on,
        summary=summary_of(file) if Handed.SUMMARY in chosen.parts else None,
        person=person_of(actor, case, clock=clock) if Handed.IDENTITY in chosen.parts else None,
        sections=sections_of(actor, case, chosen.parts, clock=clock),
    )
    letter = _sealed(bundle, to)
    referral = Referral(
        bundle=bundle.id,
        partner=to.value.name,
        parts=tuple(part for part in Handed if part in chosen.parts),
        consent=bundle.consent,
        consent_on=bundle.consent_on,
        answers=(Answer(state=ReferralState.SENT, by=actor.member, at=clock()),),
    )
    line = Line(FactKind.REFERRAL, f"Handed to {to.value.name}: {', '.join(referral.parts)}")
    with writing(actor) as write:
        put_item(write, file, referral, line=line, clock=clock)
    return bundle.id, as_file(bundle.id, letter)


def note_answer(
    *,
    actor: Actor,
    case: CaseId,
    record: RecordId,
    to: ReferralState,
    says: str,
    revision: int,
    clock: Clock = utc_now,
) -> None:
    """What became of a referral; revoked says that its parts were asked back, no more.

    Raises ReferralMovedError, EditConflictError, or as `read_file`.
    """
    file = read_file(actor, case, clock=clock)
    stored = file.one(record, Referral)
    if to not in MOVES[stored.value.state]:
        raise ReferralMovedError
    answer = Answer(state=to, by=actor.member, at=clock(), says=says.strip())
    answered = msgspec.structs.replace(stored.value, answers=(*stored.value.answers, answer))
    line = Line(FactKind.REFERRAL, f"{stored.value.partner}: {to}")
    with writing(actor) as write:
        save_item(write, file, stored, answered, line=line, revision=revision, clock=clock)


def _sealed(bundle: Bundle, to: Stored[Partner]) -> bytes:
    return seal_letter(
        encode_bundle(bundle),
        public=PublicKey(to.value.public),
        installation=to.value.installation,
        place=place_of(bundle.id),
    )
