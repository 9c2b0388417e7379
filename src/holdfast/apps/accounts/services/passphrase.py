"""Another passphrase for the same root.

Invariants:
- The old passphrase counts until the moment the new one does; all sessions end with it.
- It locks the same root: whoever has an old copy of the disk and the old passphrase still opens
  that copy. Against that stands a new root (`succession`).
"""

from __future__ import annotations

from holdfast.apps.accounts.gate import Gate
from holdfast.apps.accounts.rules import MemberId, Way
from holdfast.vault.keys import Root
from holdfast.vault.passphrase import KeyFile, Passphrase, new_passphrase

from .changing import changing
from .login import OpenMember
from .sessions import end_sessions
from .ways import by_passphrase, prepare, put


def change_passphrase(
    opened: OpenMember, gate: Gate, *, key_file: KeyFile | None = None
) -> Passphrase:
    """A new passphrase, drawn and shown this once. Raises ChangedMeanwhileError."""
    return lock_anew(opened.active.id, opened.root, gate, key_file=key_file)


def lock_anew(member: MemberId, root: Root, gate: Gate, *, key_file: KeyFile | None) -> Passphrase:
    """The root of a member under a new passphrase, in the place of the one before."""
    passphrase = new_passphrase()
    seal_root = by_passphrase(root, passphrase, gate=gate, key_file=key_file)
    prepared = prepare(member, Way.PASSPHRASE, seal_root)
    with changing() as change:
        put(change, prepared)
        end_sessions(member)
    return passphrase
