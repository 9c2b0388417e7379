"""What each act of leaving and of coercion does, and what it does not: shown before it is done.

Invariants: one text for every act; each says both; none promises what a key does not enforce.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Act(StrEnum):
    """An act whose limits somebody must know before doing it."""

    LOCK_MEMBER = "lock a member"
    LOCK_SITE = "lock the site"
    TRAVEL = "travel"
    LEAVE = "leave"
    SHRED_SITE = "shred the site"
    NEW_PASSPHRASE = "change the passphrase"  # noqa: S105  (words, not a secret)
    NEW_ROOT = "become a new member"


@dataclass(frozen=True, slots=True)
class Limits:
    """What an act does, and what it does not do."""

    does: str
    does_not: str


LIMITS: Mapping[Act, Limits] = {
    Act.LOCK_MEMBER: Limits(
        "All sessions end at once. Passphrase, recovery sheet and trustees open nothing here until "
        "another keyholder brings them back. Without another keyholder only the sessions end.",
        "It does not reach a copy of the disk that was made before, or a screen that was "
        "photographed. One keyholder who is forced can bring it back.",
    ),
    Act.LOCK_SITE: Limits(
        "All sessions end at once. Nobody but keyholders can log in until two of them unlock it.",
        "Keyholders can still log in: two who are held together can unlock it. It does not reach a "
        "copy of the disk that was made before. Messages still arrive, and nobody reads them.",
    ),
    Act.TRAVEL: Limits(
        "Your own ways in are sealed away. With two people named, they come back when two of "
        "them say so; nobody, and not you, can open them before. With a date, this machine brings "
        "them back on the first Monday on or after it.",
        "A date alone does not stop somebody who takes this machine: the key that waits for "
        "the date is in the folder `travel`, and with it and your passphrase they open. The disk "
        "shows that somebody's keys are sealed away. If those named are lost, so are your keys.",
    ),
    Act.LEAVE: Limits(
        "The ways in, the sessions and the keys of this member end. Each case they could open gets "
        "new keys when somebody next opens it.",
        "What they read, copied or remember stays theirs. With a copy of the disk from before and "
        "their passphrase they can still read that copy.",
    ),
    Act.SHRED_SITE: Limits(
        "When a second keyholder does the same within a week, every key is overwritten and "
        "removed: nobody can open anything here again, whoever asks.",
        "Backups of the key store that are elsewhere are not reached: destroy them too, and the "
        "weekly key wherever it was copied. On flash memory old blocks can outlive overwriting. "
        "The number of cases and the weeks of activity can still be seen.",
    ),
    Act.NEW_PASSPHRASE: Limits(
        "The old passphrase opens nothing here any more, and all sessions end.",
        "A copy of the disk made before still opens with the old one. If somebody may have both, "
        "become a new member with `holdfast key new-root`.",
    ),
    Act.NEW_ROOT: Limits(
        "You become a new member with new keys; all that you can open is given to them, and every "
        "case gets new keys.",
        "What somebody opened with the old keys, or can open in an old copy, stays open to them. "
        "Your sheet, trustees and second factor must be made anew.",
    ),
}
