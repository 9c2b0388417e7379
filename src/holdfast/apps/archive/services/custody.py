"""What happens to an exhibit after it was entered: handed over, received, read again, proved.

Invariants:
- Handing over and receiving are signed, each by the member who does it, and never removed.
- Reading again compares every byte with the digest of the entry, and says the result in words.
- A proof is made under a signed head of the ledger, and shows one exhibit and no other.
"""

from __future__ import annotations

import hashlib

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.archive.errors import IncompleteError, UnfinishedExhibitError
from holdfast.apps.archive.queries.exhibits import Kept, exhibits
from holdfast.apps.archive.queries.exhibits import exhibit as kept_exhibit
from holdfast.apps.archive.records import CustodyAct
from holdfast.apps.archive.rules import Custody, ExhibitId
from holdfast.apps.keyring.errors import StoreError
from holdfast.apps.keyring.queries.files import open_file
from holdfast.apps.keyring.rules import Actor, FileId, RecordId, require
from holdfast.apps.keyring.services.bodies import add
from holdfast.apps.keyring.services.event_proofs import proof_of_event
from holdfast.apps.keyring.services.events import enter_event
from holdfast.apps.keyring.services.writing import writing
from holdfast.kernel.clock import Clock, utc_now
from holdfast.kernel.errors import HoldfastError

WHOLE = "Read to its end: every byte is as it was entered."
ALTERED = "Read to its end: it is NOT what was entered. Keep this copy, and look in the backups."


def hand_over(
    *, actor: Actor, exhibit: ExhibitId, to: str, why: str, clock: Clock = utc_now
) -> None:
    """Sign that an exhibit was given to somebody. Raises IncompleteError where it is not said."""
    if not to.strip() or not why.strip():
        raise IncompleteError(hint="Say to whom it was handed over, and why.")
    _sign(actor, exhibit, Custody.HANDED_OVER, said=(to.strip(), why.strip()), clock=clock)


def receive(*, actor: Actor, exhibit: ExhibitId, said: str, clock: Clock = utc_now) -> None:
    """Sign that an exhibit that was handed over has arrived."""
    _sign(actor, exhibit, Custody.RECEIVED, said=("", said.strip()), clock=clock)


def check_fixity(*, actor: Actor, exhibit: ExhibitId, clock: Clock = utc_now) -> CustodyAct:
    """Read an exhibit to its end and write down whether it is still what was entered.

    Raises NotPermittedError, NotGrantedError, UnfinishedExhibitError, StoreError.
    """
    kept = _whole(actor, exhibit)
    holds, said = _read_again(actor, kept)
    act = CustodyAct(
        exhibit=exhibit,
        number=len(kept.custody) + 1,
        step=Custody.CHECKED,
        day=clock().date().isoformat(),
        by=actor.member,
        said=said,
        holds=holds,
    )
    with writing(actor) as write:
        add(write, kept.unit, act)
    return act


def check_all_due(*, actor: Actor, clock: Clock = utc_now) -> list[CustodyAct]:
    """Every exhibit that is due and that the actor can open, read again.

    Sealed files open with members' keys only: this runs when somebody who holds them is at work.
    """
    due = [kept for kept in exhibits(actor, clock=clock) if kept.is_due]
    return [check_fixity(actor=actor, exhibit=kept.id, clock=clock) for kept in due]


def proof_of(*, actor: Actor, exhibit: ExhibitId) -> bytes:
    """The proof file of an exhibit, which `holdfast verify PROOF FILE` and the verifier accept.

    Signs the ledger's head where none was signed since the exhibit was entered. Raises
    NotGrantedError, UnfinishedExhibitError, StoreError.
    """
    kept = kept_exhibit(actor, exhibit)
    if not kept.has_arrived:
        raise UnfinishedExhibitError
    return proof_of_event(actor, RecordId(kept.exhibit.event))


def _sign(
    actor: Actor, exhibit: ExhibitId, step: Custody, *, said: tuple[str, str], clock: Clock
) -> None:
    kept = _whole(actor, exhibit)
    to, words = said
    says: dict[str, str | int] = {
        "kind": step.value,
        "exhibit": exhibit,
        "sha256": kept.exhibit.sha256,
        "size_bytes": kept.exhibit.size_bytes,
    }
    with writing(actor) as write:
        event = enter_event(write, kept.unit, says)
        act = CustodyAct(
            exhibit=exhibit,
            number=len(kept.custody) + 1,
            step=step,
            day=clock().date().isoformat(),
            by=actor.member,
            to=to,
            said=words,
            event=event,
        )
        add(write, kept.unit, act)


def _whole(actor: Actor, exhibit: ExhibitId) -> Kept:
    require(actor, Permission.ENTER_EXHIBITS)
    kept = kept_exhibit(actor, exhibit)
    if not kept.has_arrived:
        raise UnfinishedExhibitError
    return kept


def _read_again(actor: Actor, kept: Kept) -> tuple[bool, str]:
    digest, size = hashlib.sha256(), 0
    try:
        for piece in open_file(actor, FileId(kept.exhibit.file)):
            digest.update(piece)
            size += len(piece)
    except StoreError:
        raise  # a disk that refuses now says nothing of the file
    except HoldfastError as error:
        return False, str(error)
    holds = (digest.hexdigest(), size) == (kept.exhibit.sha256, kept.exhibit.size_bytes)
    return holds, WHOLE if holds else ALTERED
