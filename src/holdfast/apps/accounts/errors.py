"""What can be wrong with a member, a log-in or a session.

Invariants:
- No message holds a name, an alias, an identifier or a secret.
- A wrong name and a wrong passphrase are refused in the same words, after the same work.
- Each says what happened, whether anything was changed, and what to do next.
"""

from __future__ import annotations

from holdfast.kernel.errors import HoldfastError


class AccountError(HoldfastError):
    """Something about a member was refused. Subclasses carry their own words."""

    code = "accounts.refused"
    says = "This was refused. Nothing was changed."


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


class NotPermittedError(AccountError):
    """No role of the member permits it."""

    code = "accounts.not_permitted"
    says = "None of your roles permits this. Nothing was changed."
    next_step = "Ask a keyholder."


# ------------------------------------------------------------ log-in


class WrongLogInError(AccountError):
    """The alias, the passphrase or the key file does not fit."""

    code = "accounts.wrong_log_in"
    says = "The alias, the passphrase or the key file is not right. Nothing was changed."
    next_step = "Type the six words again. After some failures each answer takes longer."


class UnreadableKeyFileError(AccountError):
    """The key file is not there, is empty, or is larger than one can be."""

    code = "accounts.unreadable_key_file"
    says = "The key file cannot be read, is empty, or is larger than 1 MiB. Nothing was changed."
    next_step = "Check the path, and that the stick is plugged in."


class NotConfirmedError(AccountError):
    """The member accepted, and the inviter has not confirmed the fingerprint yet."""

    code = "accounts.not_confirmed"
    says = "You are not confirmed yet, so there is nothing you could open."
    next_step = "Read your fingerprint to the person who invited you, by voice."


class LeftError(AccountError):
    """The membership has ended."""

    code = "accounts.left"
    says = "This membership has ended. Nothing was opened."
    next_step = "Ask a keyholder for a new invitation."


class ParkedError(AccountError):
    """The member's ways in are sealed away: locked, travelling, or the site is locked."""

    code = "accounts.parked"
    says = "These keys are sealed away: locked, travelling, or the whole site is locked."
    next_step = "Those who were named when it was done can bring them back."


class LostLockError(AccountError):
    """A way in that must be in the key store is not."""

    code = "accounts.lost_lock"
    says = "Your lock is missing from the key store. What it opens is still stored."
    next_step = "Use the recovery sheet or the trustees, or restore the newest key store."


class CodeNeededError(AccountError):
    """The member has a second factor and gave no code."""

    code = "accounts.code_needed"
    says = "A code of your second factor is needed too. Nothing was opened."
    next_step = "Type the six digits that your device shows now."


class WrongCodeError(AccountError):
    """The code is none of the present minute."""

    code = "accounts.wrong_code"
    says = "The code of the second factor does not fit. Nothing was opened."
    next_step = "Look at the time on your device: it must be right to half a minute."


class RepeatedCodeError(AccountError):
    """The code was used before."""

    code = "accounts.repeated_code"
    says = "This code was used before. Nothing was opened."
    next_step = "Wait for the next one. If you did not use it, somebody saw it: tell your lead."


class LostSecondFactorError(AccountError):
    """The member's own record says that there is a second factor, and its row is not there."""

    code = "accounts.lost_second_factor"
    says = "Your second factor is missing from the store. Nothing was opened."
    next_step = "Somebody may have removed it: run `holdfast site status`, and ask your lead."


class ClockWentBackError(AccountError):
    """The clock shows an earlier time than one that was seen already."""

    code = "accounts.clock_went_back"
    says = "The clock of this machine went backwards, so no session or code can be trusted."
    next_step = "Set the clock right and log in again. Nothing was changed."


class RolledBackSiteError(AccountError):
    """The ledger is shorter than, or another than, the one the member saw last."""

    code = "accounts.rolled_back"
    says = "The site is not the one you saw last: it was set back to an older day, or rewritten."
    next_step = "Do not work here. Keep this copy, and look for the newer one in the backups."


class BusyError(AccountError):
    """Too many log-ins at once."""

    code = "accounts.busy"
    says = "Too many people are logging in at this moment. Nothing was changed."
    next_step = "Try again in a minute."


# ------------------------------------------------------------ sessions


class NoSessionError(AccountError):
    """The session does not exist, was ended, or cannot be opened by this process."""

    code = "accounts.no_session"
    says = "You are not logged in (any more)."
    next_step = "Log in again. What you had saved is safe."


class IdleSessionError(NoSessionError):
    """Unused for too long."""

    code = "accounts.idle_session"
    says = "You were logged out because nothing was done for a while."


class OldSessionError(NoSessionError):
    """Too long since the log-in."""

    code = "accounts.old_session"
    says = "You were logged out because your log-in was long ago."


# ------------------------------------------------------------ invitations


class BadInvitationError(AccountError):
    """The code opens no invitation, or it has expired or was used."""

    code = "accounts.bad_invitation"
    says = "This code opens no invitation here: it was used, taken back, or is too old."
    next_step = "Ask the person who invited you for a new one."


class AnotherFingerprintError(AccountError):
    """What was heard is not the fingerprint of the keys that arrived."""

    code = "accounts.another_fingerprint"
    says = "The fingerprint is another. Nobody was let in."
    next_step = "Listen again. If it stays different, somebody stands between you: invite anew."


class ExchangedAnswerError(AccountError):
    """The stored public keys are not those that arrived under the code."""

    code = "accounts.exchanged_answer"
    says = "The stored keys are not the ones that were sent. Nobody was let in."
    next_step = "Somebody altered the store: stop, keep this copy, and invite them anew."


class NotAnsweredError(AccountError):
    """The invitation was not accepted yet, or there is none."""

    code = "accounts.not_answered"
    says = "There is no accepted invitation of yours for this alias. Nothing was changed."
    next_step = "Ask them whether they have accepted."


class ForgedCardError(AccountError):
    """A member's card that does not carry a good signature, or is somebody else's."""

    code = "accounts.forged_card"
    says = "A member's card was altered: its signature does not fit. Nothing was opened."
    next_step = "Stop, and run `holdfast site status` from a copy you trust."


class SiteExistsError(AccountError):
    """The site has a first keyholder already."""

    code = "accounts.site_exists"
    says = "This site has its first keyholder already. Nothing was changed."
    next_step = "Ask them for an invitation."


# ------------------------------------------------------------ recovery, leaving, coercion


class UnprovenSheetError(AccountError):
    """There is no sheet that waits to be proven."""

    code = "accounts.no_sheet"
    says = "No recovery sheet of yours waits to be proven. Nothing was changed."
    next_step = "Make one with `holdfast key recovery-sheet`."


class WrongSheetError(AccountError):
    """The typed key does not open the root."""

    code = "accounts.wrong_sheet"
    says = "This is not the key of the newest sheet. The one that counted before still counts."
    next_step = "Type it from the newest paper, or make a new sheet."


class TooManyTriesError(AccountError):
    """The tries of this week to come back to this site are used up."""

    code = "accounts.too_many_tries"
    says = (
        "Too often in this week somebody tried to come back to this site. Nothing was changed; "
        "who has their passphrase can log in as ever."
    )
    next_step = "Ask a keyholder for `holdfast key allow-tries`, or wait for Monday."


class SheetFirstError(AccountError):
    """Trustees come after a proven sheet."""

    code = "accounts.sheet_first"
    says = "Prove a recovery sheet first: trustees are the second way back, not the first."
    next_step = "`holdfast key recovery-sheet`, then `holdfast key prove-sheet`."


class NoTrusteesError(AccountError):
    """There is no set of trustees, or nobody asked them."""

    code = "accounts.no_trustees"
    says = "There are no trustees of this member here, or the member has not asked them."
    next_step = "The member asks with `holdfast key recover`."


class WaitingForTrusteesError(AccountError):
    """Not enough trustees have helped yet."""

    code = "accounts.waiting_for_trustees"
    says = "Not enough trustees have helped yet. Nothing was changed."
    next_step = "Ask another trustee, and run this again."


class TooFewKeepersError(AccountError):
    """Not enough people to bring it back."""

    code = "accounts.too_few_keepers"
    says = "There are too few other people who could bring this back. Nothing was changed."
    next_step = "Invite and confirm another keyholder first."


class NotAKeeperError(AccountError):
    """No share of it was given to this member."""

    code = "accounts.not_a_keeper"
    says = "You were not named as one of those who can bring this back."
    next_step = "Ask those who were named."


class NothingParkedError(AccountError):
    """Nothing is sealed away there."""

    code = "accounts.nothing_parked"
    says = "Nothing of this is locked or travelling. Nothing was changed."


class LastKeyholderError(AccountError):
    """Without this member nobody could let anybody in."""

    code = "accounts.last_keyholder"
    says = "They are the last keyholder: without them nobody could let anybody in."
    next_step = "Make another member a keyholder first."


class SecondPersonError(AccountError):
    """The same person cannot be both."""

    code = "accounts.second_person"
    says = "A second person must do this: nobody destroys a site alone. Nothing was changed."
    next_step = "Ask another keyholder to run the same command."


# ------------------------------------------------------------ the store


class NewerStoreError(AccountError):
    """A later release has written here."""

    code = "accounts.newer_store"
    says = "A newer release of Holdfast has written to this site. It is safe, and was not touched."
    next_step = "Use the newest release."


class ChangedMeanwhileError(AccountError):
    """Another process changed the same thing."""

    code = "accounts.changed_meanwhile"
    says = "Somebody else changed this at the same moment. Nothing of yours was stored."
    next_step = "Do it again."
