"""Taking in what another organisation handed over: looked at first, then accepted or refused.

Invariants:
- Nothing becomes a case before somebody accepted it; who it names stands in Identity from the first
  moment.
- Once it was decided, the unit in which it stood is destroyed; a note stays that it came.
- Cut off while it is accepted, it can be accepted again; nothing that came is lost.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.casework.errors.general import CaseworkError, ReasonNeededError
from holdfast.apps.casework.errors.referrals import (
    BadBundleError,
    ReferralMovedError,
    TakenInError,
)
from holdfast.apps.casework.queries.referrals import box, incoming, incoming_one
from holdfast.apps.casework.records.cases import HouseholdCard, Identity
from holdfast.apps.casework.records.referrals import Incoming
from holdfast.apps.casework.rules.cases import CaseId, FactKind, Need
from holdfast.apps.casework.rules.referrals import (
    MOST_FILE_BYTES,
    Bundle,
    ReferralState,
    decode_bundle,
    from_file,
    place_of,
)
from holdfast.apps.keyring.letterbox import PrivateKey, open_letter
from holdfast.apps.keyring.place import installation
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.rules import Actor, Part, RecordId, require
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.scopes import create_unit
from holdfast.apps.keyring.services.shredding import shred_unit
from holdfast.apps.keyring.services.writing import writing
from holdfast.kernel.clock import Clock, utc_now
from holdfast.kernel.errors import HoldfastError
from holdfast.kernel.partial_date import PartialDate

from .cases import FirstWords, add_fact, open_case
from .openings import set_identity


def take_in(*, actor: Actor, data: bytes, clock: Clock = utc_now) -> RecordId:
    """A file that was handed to us, opened and kept to be looked at.

    Raises NoBoxError, BadBundleError, TakenInError, StoreError.
    """
    require(actor, Permission.OPEN_CASES)
    ours = box(actor)
    bundle = _opened(data, [ours.value.private, *ours.value.past])
    came = Incoming(
        bundle_id=bundle.id, sender=bundle.sender, bundle=bundle, by=actor.member, at=clock()
    )
    with writing(actor) as write:
        if any(one.value.bundle_id == bundle.id for one in incoming(actor)):
            raise TakenInError
        return add(write, create_unit(write, ours.scope, Part.CONTENT), came)


def accept(
    *,
    actor: Actor,
    record: RecordId,
    alias: str,
    next_action: str,
    revision: int,
    clock: Clock = utc_now,
) -> CaseId:
    """A new case of what came, owned by the actor.

    Raises ReferralMovedError, NoAliasError, NextActionNeededError, EditConflictError,
    NotGrantedError.
    """
    require(actor, Permission.OPEN_CASES)
    stored = incoming_one(actor, record)
    bundle = _undecided(stored)
    taken = msgspec.structs.replace(stored.value, decided_by=actor.member)
    with writing(actor) as write:  # whoever accepts it at the same time meets a conflict here
        newest = save(write, stored.id, taken, revision=revision)
    try:
        case = open_case(
            actor=actor, alias=alias or None, first=_first(bundle, next_action), clock=clock
        )
    except CaseworkError:  # refused before anything was made: it is as undecided as it was
        with writing(actor) as write:
            save(write, stored.id, stored.value, revision=newest)
        raise
    _write_parts(actor, case, bundle, clock)
    done = msgspec.structs.replace(taken, bundle=None, decided=ReferralState.ACCEPTED, case=case)
    _decide(actor, stored, done, revision=newest)
    return case


def refuse(*, actor: Actor, record: RecordId, says: str, revision: int) -> None:
    """Keep that it came and why it was refused, and nothing else of it.

    Raises ReasonNeededError, ReferralMovedError, EditConflictError, NotGrantedError.
    """
    require(actor, Permission.OPEN_CASES)
    if not says.strip():
        raise ReasonNeededError("Say why it is refused. Nothing was changed.")
    stored = incoming_one(actor, record)
    _undecided(stored)
    refused = msgspec.structs.replace(
        stored.value,
        bundle=None,
        decided=ReferralState.REFUSED,
        decided_by=actor.member,
        says=says.strip(),
    )
    _decide(actor, stored, refused, revision=revision)


def _decide(actor: Actor, stored: Stored[Incoming], decided: Incoming, *, revision: int) -> None:
    """Keep the note in a unit of its own, and destroy the one in which the content stood."""
    with writing(actor) as write:
        save(write, stored.id, decided, revision=revision)
        add(write, create_unit(write, stored.scope, Part.CONTENT), decided)
    shred_unit(actor, stored.unit)


def _opened(data: bytes, keys: Sequence[bytes]) -> Bundle:
    """The bundle in a file, sealed to the newest of our letterboxes or to an older one."""
    if len(data) > MOST_FILE_BYTES:
        raise BadBundleError
    bundle_id, letter = from_file(data)
    where = {"installation": installation(), "place": place_of(bundle_id)}
    for key in keys:
        try:
            bundle = decode_bundle(open_letter(letter, private=PrivateKey(key), **where))
        except HoldfastError:
            continue
        if bundle.id == bundle_id:
            return bundle
    raise BadBundleError


def _undecided(stored: Stored[Incoming]) -> Bundle:
    if stored.value.bundle is None or stored.value.decided is not None:
        raise ReferralMovedError("This referral was decided already. Nothing was changed.")
    return stored.value.bundle


def _first(bundle: Bundle, next_action: str) -> FirstWords:
    told = bundle.summary
    if told is None:
        return FirstWords(next_action=next_action)
    needs = {need.value for need in Need}
    people = max(told.people, 1)
    return FirstWords(
        need=Need(told.need) if told.need in needs else Need.NORMAL,
        region=told.region,
        summary=told.says,
        household=HouseholdCard(people=people, children=min(max(told.children, 0), people)),
        next_action=next_action,
    )


def _write_parts(actor: Actor, case: CaseId, bundle: Bundle, clock: Clock) -> None:
    origin = f"Referred by {bundle.sender}. Consent {bundle.consent_on}: {bundle.consent}"
    where = {"actor": actor, "case": case, "clock": clock}
    add_fact(**where, kind=FactKind.REFERRAL, says=origin)  # type: ignore[arg-type]
    if bundle.person is not None:
        who = bundle.person
        set_identity(
            actor=actor,
            case=case,
            identity=Identity(
                names=who.names, phones=who.phones, address=who.address, documents=who.documents
            ),
            reason="it came with the referral",
            clock=clock,
        )
    for section in bundle.sections:
        for on, says in section.lines:
            words = f"{section.part}: {says}"
            add_fact(**where, kind=FactKind.NOTE, says=words, on=_day(on))  # type: ignore[arg-type]


def _day(on: str) -> str:
    """The day of a line, or none where it is not one: what others wrote is not refused for it."""
    try:
        return str(PartialDate.parse(on))
    except ValueError:
        return ""
