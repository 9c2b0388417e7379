"""What can be wrong with a member. Invariant: no message holds a name or an identifier."""

from __future__ import annotations

from holdfast.kernel.errors import HoldfastError


class AccountError(HoldfastError):
    """Something about a member was refused. Subclasses carry their own words."""

    code = "accounts.refused"
    says = "This was refused. Nothing was changed."
    next_step = ""

    def __init__(self, says: str = "", *, hint: str = "") -> None:
        super().__init__(says or self.says, hint=hint or self.next_step)


class NoSuchMemberError(AccountError):
    """There is no such member here."""

    code = "accounts.no_such_member"
    says = "There is no such member here. Nothing was changed."
    next_step = "Ask the keyholder whether they were invited, or have left."


class ForeignRootError(AccountError):
    """The root unlocks other keys than the member's row shows."""

    code = "accounts.foreign_root"
    says = "These keys are not this member's: the stored public keys were exchanged."
    next_step = "Stop, and compare fingerprints by voice before anybody grants anything."
