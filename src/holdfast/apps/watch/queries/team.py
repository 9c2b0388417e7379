"""What the team keeps of the watch: its keys, and where each member is told.

Invariants: everybody of the team may read this; no case and no contact stands in it.
"""

from __future__ import annotations

from holdfast.apps.accounts.rules import MemberId
from holdfast.apps.keyring.letterbox import PrivateKey, PublicKey
from holdfast.apps.keyring.queries.bodies import Stored, find
from holdfast.apps.keyring.queries.keys import team_key
from holdfast.apps.keyring.rules import Actor
from holdfast.apps.watch.errors import NoWatchError
from holdfast.apps.watch.records import Letterbox, NoticeAddress, WatchKeys


def letterbox(actor: Actor) -> Letterbox:
    """The watch's key. Raises NoWatchError."""
    kept = next(find(actor, WatchKeys, scope=team_key(actor).scope), None)
    if kept is None:
        raise NoWatchError
    return Letterbox(PrivateKey(kept.value.private), PublicKey(kept.value.public))


def addresses(actor: Actor) -> dict[MemberId, str]:
    """Where each member is told, of those who said so."""
    return {MemberId(kept.value.member): kept.value.address for kept in stored_addresses(actor)}


def stored_addresses(actor: Actor) -> list[Stored[NoticeAddress]]:
    """The records behind `addresses`."""
    return list(find(actor, NoticeAddress, scope=team_key(actor).scope))
