"""What can be wrong with a ledger, as errors of their own.

Invariants: no message holds an entry or a name; each says what it means for what is in the ledger.
"""

from __future__ import annotations

from holdfast.kernel.errors import HoldfastError


class CustodyError(HoldfastError):
    """The ledger or a proof refused. Subclasses carry their own words."""

    code = "custody.refused"
    says = "The ledger refused this."


class UnreadableProofError(CustodyError):
    """A proof, note, key or stamp that is not of its form."""

    code = "custody.unreadable_proof"
    says = "This cannot be read as a proof. The file itself was not judged."
    next_step = "Ask for the proof again, as a file, from whoever gave you the exhibit."


class ForkError(CustodyError):
    """Two checkpoints of one ledger that no single history leads to."""

    code = "custody.fork"
    says = "The ledger was rewritten: an earlier head does not lead to this one."
    next_step = "Keep both heads: together they prove it. Compare with heads kept elsewhere."


class ShrunkError(CustodyError):
    """A later checkpoint with fewer entries than an earlier one."""

    code = "custody.shrunk"
    says = "The ledger has fewer entries than it had: it was cut or rolled back."
    next_step = "Restore from the newest copy, and keep the head you remember."


class ForeignCheckpointError(CustodyError):
    """A checkpoint of another ledger, or not signed by this one's key."""

    code = "custody.foreign_checkpoint"
    says = "This head is not signed by this ledger's key."
    next_step = "Check that both heads come from the same installation."
