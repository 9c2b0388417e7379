"""Signing a release: two members, each with their own knowledge, over the bytes that leave.

Invariants:
- Nobody signs what they have not checked with their own keys, and nobody signs twice.
- The signature is an event of the ledger, over the digest and size of `release.json`.
"""

from __future__ import annotations

import msgspec

from holdfast.apps.keyring.errors import EditConflictError
from holdfast.apps.keyring.rules import Actor
from holdfast.apps.keyring.services.bodies import save
from holdfast.apps.keyring.services.events import enter_event
from holdfast.apps.keyring.services.writing import writing
from holdfast.apps.publication.errors import OpenHitsError, SameSignerError
from holdfast.apps.publication.queries import Drafted, stored_release
from holdfast.apps.publication.queries import release as read_release
from holdfast.apps.publication.records import Release
from holdfast.apps.publication.rules.contents import ReleaseId, digest, released_json
from holdfast.apps.publication.rules.hits import fields_of, kept_hits, open_hits
from holdfast.apps.publication.rules.signatures import ReleaseSignature
from holdfast.apps.publication.rules.states import Act, moved
from holdfast.kernel.clock import Clock, utc_now
from holdfast.methods.disclosure.check import SecretIndex

from .checking import check_consent, hits_of, secret_index
from .drafting import note_uses


def sign_release(
    *, actor: Actor, release: ReleaseId, revision: int, clock: Clock = utc_now
) -> None:
    """Sign the release. The second signature, of another member, makes it ready to leave.

    Raises NotPermittedError, NotGrantedError, WrongStateError, SameSignerError, OpenHitsError,
    WithdrawnConsentError, EditConflictError, StoreError.
    """
    drafted = read_release(actor=actor, release=release)
    moved(drafted.release.state, Act.SIGN)
    if actor.member in [signature.member for signature in drafted.release.signatures]:
        raise SameSignerError
    check_gate(actor, drafted.release, secret_index(actor), clock=clock)
    _sign(actor, drafted, revision=revision, clock=clock)


def check_gate(actor: Actor, drafted: Release, index: SecretIndex, *, clock: Clock) -> None:
    """Return where all may be used and every hit that this member can find was judged.

    Raises WithdrawnConsentError, OpenHitsError.
    """
    check_consent(actor, drafted, clock().date())
    now = hits_of(actor, drafted, index)
    found = kept_hits(now, drafted.hits, fields_of(drafted), by=actor.member)
    if open_hits(found):
        raise OpenHitsError


def _sign(actor: Actor, drafted: Drafted, *, revision: int, clock: Clock) -> None:
    with writing(actor) as write:
        stored = stored_release(actor, drafted.id)
        if stored.revision != revision or stored.revision != drafted.revision:
            raise EditConflictError
        leaves = released_json(stored.value)
        says: dict[str, str | int] = {
            "kind": "release",
            "release": stored.value.alias,
            "sha256": digest(leaves),
            "size_bytes": len(leaves),
        }
        signature = ReleaseSignature(
            member=actor.member,
            day=clock().date().isoformat(),
            sha256=digest(leaves),
            event=enter_event(write, stored.unit, says),
        )
        changed = msgspec.structs.replace(
            stored.value,
            state=moved(stored.value.state, Act.SIGN),
            signatures=(*stored.value.signatures, signature),
        )
        save(write, stored.id, changed, revision=revision)
        note_uses(write, drafted.id, changed)
