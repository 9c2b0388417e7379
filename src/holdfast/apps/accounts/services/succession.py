"""A new root after a compromise: the member becomes a new one, and the old one leaves.

Invariants:
- A root is never exchanged in place: whatever was sealed to the old keys could still be opened
  with them. The new member has a new id, new keys, a new alias, and no second factor yet.
- The old member signs the new one's card, in one process and without a voice in between; so do it
  from a machine that is trusted, before anybody with the old root can do the same.

What the keyring does between `succeed` and `leaving.end_membership`: introduce the new member, give
them every key the old one holds, and dismiss the old one, which rotates those keys.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from holdfast.apps.accounts.gate import Gate
from holdfast.apps.accounts.queries import card_of
from holdfast.apps.accounts.rules import ActiveMember, Member
from holdfast.vault.passphrase import KeyFile, Passphrase

from .changing import changing
from .directory import give_directory, write_card
from .joining import prepare_member, store
from .login import OpenMember
from .members import free_alias


@dataclass(frozen=True, slots=True)
class Successor:
    """The same person as a new member, and their passphrase, shown this once."""

    active: ActiveMember
    passphrase: Passphrase = field(repr=False)


def succeed(opened: OpenMember, gate: Gate, *, key_file: KeyFile | None = None) -> Successor:
    """A new member with the roles of the old one, who is still there."""
    old = opened.active
    joining, alias = prepare_member(gate, key_file=key_file), free_alias()
    new, public = joining.unlocked, joining.unlocked.keys.public
    card = msgspec.structs.replace(
        card_of(old.id, old.directory),
        member=new.id, alias=alias, box=public.box, signing=public.signing, former=(),
    )  # fmt: skip
    with changing() as change:
        store(change, joining, alias)
        write_card(change, card, by=old.unlocked, directory=old.directory)
        to = Member(new.id, public)
        give_directory(change, to, by=old.unlocked, directory=old.directory)
    return Successor(ActiveMember(new, alias, old.roles, old.directory), joining.passphrase)
