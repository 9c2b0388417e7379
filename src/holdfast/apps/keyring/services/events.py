"""Entering what must be provable outside: exhibits, transfers, releases.

Invariants:
- The event is signed by the member and blinded; blinding and signature are sealed with it, and die
  with its unit. The ledger's row holds neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from os import urandom

from holdfast.apps.keyring.records import EventRecord
from holdfast.apps.keyring.rules import RecordId, UnitId
from holdfast.apps.ledger.rules import event as event_entry
from holdfast.kernel.identifiers import random_id
from holdfast.methods.custody.verifier import blinded_leaf, canonical_json
from holdfast.vault.keys import Purpose, sign

from .bodies import add
from .writing import Write


def enter_event(write: Write, unit: UnitId, event: Mapping[str, str | int]) -> RecordId:
    """Enter a signed event in the ledger, with what proves it sealed in the unit.

    Returns the id of its `records.EventRecord`, from which `custody.proofs.make_proof` is fed.
    """
    blinding = urandom(32)
    index = write.pen.enter(event_entry(random_id(), blinded_leaf(dict(event), blinding)))
    keys = write.actor.keys
    signature = sign(canonical_json(dict(event)), keys.signing, purpose=Purpose.EVENT)
    record = EventRecord(
        event=dict(event),
        blinding=blinding,
        index=index,
        public_key=keys.public.signing,
        signature=signature,
    )
    return add(write, unit, record)
