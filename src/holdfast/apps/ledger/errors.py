"""What can be wrong with the ledger's tables.

Invariants: no message holds an entry; each says what it means for what is in the ledger.
"""

from __future__ import annotations

from holdfast.kernel.errors import HoldfastError


class LedgerError(HoldfastError):
    """The ledger refused. Subclasses carry their own words."""

    code = "ledger.refused"
    says = "The ledger refused this."


class AlteredLedgerError(LedgerError):
    """Rows of the ledger do not lead to its own head."""

    code = "ledger.altered"
    says = "Entries of the ledger were altered, removed or put in: they do not lead to its head."
    next_step = "Keep this copy as it is, and compare it with the newest backup."


class RepeatedEntryError(LedgerError):
    """The same version of the same thing was entered twice: somebody else was quicker."""

    code = "ledger.repeated"
    says = "Somebody else saved this at the same moment. Nothing of yours was stored."
    next_step = "Read it again, and save your change once more."


class NoSuchEntryError(LedgerError):
    """The ledger has no entry, or no head, at that place."""

    code = "ledger.no_such_entry"
    says = "The ledger has no such entry."
    next_step = "Run `holdfast check` to see whether entries are missing."
