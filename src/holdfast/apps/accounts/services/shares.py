"""Shares of a secret, each sealed to one keeper and signed by who gave it.

Invariants:
- A share opens for its keeper alone, and only as a share of its own set.
- Where one keeper is enough, a share is the secret; where more are needed, it says nothing of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from holdfast.apps.accounts.contexts import grant_context, share_context
from holdfast.apps.accounts.errors import NotAKeeperError
from holdfast.apps.accounts.models import ShareWrap
from holdfast.apps.accounts.queries import member
from holdfast.apps.accounts.rules import Member, MemberId, UnlockedMember
from holdfast.kernel.identifiers import random_id
from holdfast.vault.envelope import Plaintext, Sealed, SymmetricKey, open_sealed, seal
from holdfast.vault.errors import TooFewTrusteesError
from holdfast.vault.grants import Grant, accept, give
from holdfast.vault.keys import UnitKey, random_key
from holdfast.vault.recovery import MOST_TRUSTEES, Share, TrusteeSecret, combine, split

from .changing import Change


def others(keepers: Sequence[Member], *, than: MemberId) -> list[Member]:
    """These people without `than`, each once: nobody holds two shares, or one of their own."""
    by_id = {keeper.id: keeper for keeper in keepers if keeper.id != than}
    return list(by_id.values())


def share_out(
    change: Change,
    secret: SymmetricKey,
    *,
    set_id: str,
    needed: int,
    keepers: Sequence[Member],
    by: UnlockedMember,
) -> None:
    """Let each keeper, and no more than eight, hold a share; `needed` of them bring it back."""
    chosen = keepers[:MOST_TRUSTEES]
    payloads = [bytes(secret)] * len(chosen)
    if needed > 1 and chosen:
        parts = split(TrusteeSecret(secret), needed=needed, total=len(chosen))
        payloads = [part.to_bytes() for part in parts]
    for keeper, payload in zip(chosen, payloads, strict=True):
        give_share(change, payload, set_id=set_id, keeper=keeper, by=by)


def give_share(
    change: Change, payload: bytes, *, set_id: str, keeper: Member, by: UnlockedMember
) -> None:
    """Seal one share to one keeper."""
    key = random_key(UnitKey)
    row = ShareWrap(id=random_id(), set=set_id, keeper=keeper.id, granter=by.id)
    context = grant_context(
        row.id,
        scope=set_id,
        granter=by.id,
        granter_public=by.keys.public,
        recipient=keeper.id,
        recipient_public=keeper.public,
    )
    row.grant = give(key, by=by.keys, context=context)
    row.sealed = seal(Plaintext(payload), key=key, context=share_context(row.id, set_id))
    change.place(row)


def open_shares(unlocked: UnlockedMember, set_id: str) -> list[bytes]:
    """All shares of a set that were sealed to this member. Raises NotAKeeperError."""
    rows = ShareWrap.objects.filter(set=set_id, keeper=unlocked.id)
    payloads = [_opened(row, unlocked) for row in rows]
    if not payloads:
        raise NotAKeeperError
    return payloads


def secret_of(payloads: Sequence[bytes], *, needed: int) -> SymmetricKey | None:
    """The secret, or None where more keepers are needed. Raises as `recovery.combine` does."""
    if needed == 1:
        return SymmetricKey(payloads[0])
    try:
        return combine([Share.from_bytes(payload) for payload in payloads])
    except TooFewTrusteesError:
        return None


def _opened(row: ShareWrap, unlocked: UnlockedMember) -> bytes:
    context = grant_context(
        row.id,
        scope=row.set,
        granter=MemberId(row.granter),
        granter_public=member(MemberId(row.granter)).public,
        recipient=unlocked.id,
        recipient_public=unlocked.keys.public,
    )
    key = accept(Grant(bytes(row.grant)), UnitKey, recipient=unlocked.keys, context=context)
    return open_sealed(Sealed(bytes(row.sealed)), key=key, context=share_context(row.id, row.set))
