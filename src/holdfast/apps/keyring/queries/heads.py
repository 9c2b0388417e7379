"""Whether the ledger grew from the head that a member remembers.

Invariants:
- The memory is sealed for the member and stands in the key store: a store of bodies that was set
  back alone is always noticed.
- Where both stores are set back together, the disk agrees with itself: only a head that was kept
  elsewhere (`check_note`) shows it.
"""

from __future__ import annotations

import msgspec

from holdfast.apps.keyring.faults import as_rows
from holdfast.apps.keyring.models import RememberedHead
from holdfast.apps.keyring.place import installation
from holdfast.apps.keyring.records import LedgerRoot, SeenHead
from holdfast.apps.keyring.rules import Actor, head_context
from holdfast.apps.ledger import queries as ledger
from holdfast.methods.custody.checkpoints import open_checkpoint, read_verifier_key
from holdfast.methods.custody.verifier import Checkpoint as Head
from holdfast.methods.custody.verifier import VerifierKey
from holdfast.vault.envelope import Sealed, open_sealed
from holdfast.vault.keys import Root, SigningPrivate, member_keys

from .bodies import find
from .keys import team_key


def origin() -> str:
    """What this installation's ledger is called in its signed heads."""
    return f"holdfast-{installation()}"


@as_rows()
def check_remembered(actor: Actor) -> None:
    """Return where the ledger grew from the head that the actor saw last, or none was seen.

    Raises ShrunkError (set back or cut), ForkError (rewritten), or what `open_sealed` raises.
    """
    row = RememberedHead.objects.filter(pk=actor.member).first()
    if row is None:
        return
    context = head_context(installation(), actor.member, row.version)
    plain = open_sealed(Sealed(bytes(row.sealed)), key=actor.keys.keyring, context=context)
    seen = msgspec.msgpack.decode(plain, type=SeenHead)
    ledger.check_grown_from(Head(origin(), seen.size, seen.root), origin=origin())


def check_note(note: str, key: str) -> None:
    """Return where the ledger grew from a signed head that was kept elsewhere.

    `key` is the ledger's public key as it was published. Raises UnreadableProofError,
    ForeignCheckpointError, ShrunkError, ForkError.
    """
    earlier = open_checkpoint(note, key=read_verifier_key(key))
    ledger.check_grown_from(earlier, origin=origin())


def ledger_keys(actor: Actor) -> tuple[VerifierKey, SigningPrivate]:
    """The ledger's public key under its name, and the key that signs heads, held by the team."""
    stored = next(find(actor, LedgerRoot, scope=team_key(actor).scope))
    keys = member_keys(Root(stored.value.root))
    return VerifierKey(origin(), keys.public.signing), keys.signing
