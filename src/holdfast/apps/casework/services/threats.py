"""Entering a threat, changing what is known of it, and writing apart from it who it is.

Invariants:
- What changes a threat is a dated fact too: the case is to be scored again.
- Who it is is saved under the identity key, never beside the content.
"""

from __future__ import annotations

import msgspec

from holdfast.apps.casework.errors.cases import BadThreatError
from holdfast.apps.casework.queries.cases import read_file
from holdfast.apps.casework.queries.threats import threat_identity
from holdfast.apps.casework.records.threats import Threat, ThreatIdentity
from holdfast.apps.casework.rules.cases import CaseId, FactKind
from holdfast.apps.casework.rules.threats import check_order, past_date
from holdfast.apps.keyring.errors import EditConflictError
from holdfast.apps.keyring.rules import Actor, Part, RecordId
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.scopes import create_unit
from holdfast.apps.keyring.services.writing import writing
from holdfast.kernel.clock import Clock, utc_now

from .cases import open_file
from .entries import add_fact_to


def add_threat(*, actor: Actor, case: CaseId, threat: Threat, clock: Clock = utc_now) -> RecordId:
    """A threat to whom an open case is about.

    Raises BadThreatError, BadDateError, ClosedCaseError, or as `queries.cases.case`.
    """
    file = open_file(actor, case, clock=clock)
    entered = _checked(msgspec.structs.replace(threat, by=actor.member, at=clock()), clock)
    with writing(actor) as write:
        record = add(write, file.head.unit, entered)
        says = f"Threat entered: {entered.word}"
        add_fact_to(write, file.head.unit, FactKind.THREAT, says, at=clock())
    return record


def change_threat(
    *,
    actor: Actor,
    case: CaseId,
    record: RecordId,
    threat: Threat,
    revision: int,
    clock: Clock = utc_now,
) -> None:
    """What is known of a threat from now on, over `revision`.

    Raises EditConflictError, NotGrantedError, or as `add_threat`.
    """
    file = open_file(actor, case, clock=clock)
    stored = file.one(record, Threat)
    said = _checked(msgspec.structs.replace(threat, by=stored.value.by, at=stored.value.at), clock)
    ended = said.ended_on and not stored.value.ended_on
    says = f"Threat {'ended' if ended else 'changed'}: {said.word}"
    with writing(actor) as write:
        save(write, record, said, revision=revision)
        add_fact_to(write, file.head.unit, FactKind.THREAT, says, at=clock())


def name_threat(
    *, actor: Actor, case: CaseId, identity: ThreatIdentity, revision: int, clock: Clock = utc_now
) -> None:
    """Write who a threat is, over `revision` (0 where nobody did yet).

    Raises EditConflictError, or as `queries.threats.threat_identity`.
    """
    kept = threat_identity(actor, case, RecordId(identity.threat), clock=clock)
    if bool(kept) != bool(revision):
        raise EditConflictError
    file = read_file(actor, case, clock=clock)
    with writing(actor) as write:
        if kept is not None:
            save(write, kept.id, identity, revision=revision)
        else:
            add(write, create_unit(write, file.scope, Part.IDENTITY), identity)


def _checked(threat: Threat, clock: Clock) -> Threat:
    if not threat.word.strip():
        raise BadThreatError("Give it a word that names nobody. Nothing was saved.")
    today = clock().date()
    last, ended = past_date(threat.last_contact, today), past_date(threat.ended_on, today)
    check_order(last, ended)
    return msgspec.structs.replace(
        threat,
        word=threat.word.strip(),
        last_contact=str(last or ""),
        ended_on=str(ended or ""),
    )
