"""Proving a signed event to strangers, by the proof file of `methods.custody`.

Invariants: a proof shows one event and of all others hashes alone; only who can open the event's
record, with its blinding, can make one.
"""

from __future__ import annotations

from holdfast.apps.keyring.queries.bodies import read
from holdfast.apps.keyring.queries.heads import ledger_keys
from holdfast.apps.keyring.records import EventRecord
from holdfast.apps.keyring.rules import Actor, RecordId
from holdfast.apps.ledger import queries as ledger
from holdfast.apps.ledger.errors import NoSuchEntryError
from holdfast.methods.custody.checkpoints import open_checkpoint
from holdfast.methods.custody.proofs import EventSignature, Exhibit, make_proof

from .heads import sign_head


def proof_of_event(actor: Actor, event: RecordId) -> bytes:
    """The proof file of an event that `events.enter_event` entered.

    Signs the ledger's head where none was signed since. Raises NotGrantedError, StoreError.
    """
    entered = read(actor, event, EventRecord).value
    key, _ = ledger_keys(actor)
    note = _note_over(actor, entered.index)
    size = open_checkpoint(note, key=key).size
    signature = EventSignature(entered.public_key, entered.signature)
    shown = Exhibit(entered.event, entered.blinding, entered.index, (signature,))
    return make_proof(shown, path=ledger.inclusion_path(entered.index, size), note=note, key=key)


def _note_over(actor: Actor, index: int) -> str:
    """The newest signed head, where it is of a tree that has this entry; else a new one."""
    key, _ = ledger_keys(actor)
    try:
        note = ledger.newest_note()
    except NoSuchEntryError:
        return sign_head(actor)
    return note if open_checkpoint(note, key=key).size > index else sign_head(actor)
