"""What every new member is given: keys, an alias, one way in, and the row of a second factor.

Invariants: the passphrase is drawn here and returned once; Argon2id runs before the store is held.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from holdfast.apps.accounts.gate import Gate
from holdfast.apps.accounts.models import Profile
from holdfast.apps.accounts.rules import Alias, UnlockedMember, Way
from holdfast.vault.keys import random_root
from holdfast.vault.passphrase import KeyFile, Passphrase, new_passphrase

from .changing import Change
from .members import new_member, store_member
from .second_factor import without_second_factor
from .ways import PreparedWay, by_passphrase, prepare, put


@dataclass(frozen=True, slots=True)
class Joining:
    """Somebody who is about to be a member: nothing of them is stored yet."""

    unlocked: UnlockedMember
    passphrase: Passphrase = field(repr=False)
    way: PreparedWay = field(repr=False)


def prepare_member(gate: Gate, *, key_file: KeyFile | None) -> Joining:
    """A new root, a passphrase drawn for it, and the lock between them."""
    root, passphrase = random_root(), new_passphrase()
    unlocked = new_member(root)
    seal_root = by_passphrase(root, passphrase, gate=gate, key_file=key_file)
    return Joining(unlocked, passphrase, prepare(unlocked.id, Way.PASSPHRASE, seal_root))


def store(change: Change, joining: Joining, alias: Alias) -> None:
    """Let them be a member with this change: one who is not confirmed, and can open nothing."""
    store_member(joining.unlocked)
    put(change, joining.way)
    Profile.objects.create(member=joining.unlocked.id, alias=alias)
    without_second_factor(joining.unlocked)
