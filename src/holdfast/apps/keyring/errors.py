"""What can go wrong with keys and sealed material, as errors of their own.

Invariants:
- No message holds a name, an identifier or content; each says whether the material is safe.
- What does not exist and what was not granted are refused in the same words: no oracle.
"""

from __future__ import annotations

from holdfast.kernel.errors import HoldfastError


class KeyringError(HoldfastError):
    """The keyring refused. Subclasses carry their own words, so callers raise them bare."""

    code = "keyring.refused"
    says = "This was refused. Nothing was changed."


class NotGrantedError(KeyringError):
    """The member holds no key for it, or it does not exist (any more)."""

    code = "keyring.not_granted"
    says = "You hold no key for this, or it does not exist. Nothing was changed."
    next_step = "Ask someone who works on the case to grant it to you."


class LostKeyError(KeyringError):
    """A key that must be in the key store is not."""

    code = "keyring.lost_key"
    says = "A key that belongs here is missing from the key store. What it seals is still stored."
    next_step = "Run `holdfast check`, and restore the newest copy of the key store."


class LostLayerError(KeyringError):
    """The weekly key that covers the key store is missing, or is not the one."""

    code = "keyring.lost_layer"
    says = "The weekly key file that covers the key store is missing. Nothing was changed."
    next_step = "Put the file back into the folder `epoch` of this site."


class LayerInUseError(KeyringError):
    """A weekly key that still covers keys, or that a running turn needs."""

    code = "keyring.layer_in_use"
    says = "This weekly key still covers keys. It was not destroyed."
    next_step = "Turn the weekly layer to its end first."


class EditConflictError(KeyringError):
    """Somebody saved another version since this one was read."""

    code = "keyring.edit_conflict"
    says = "Somebody else changed this since you opened it. Yours was not saved over theirs."
    next_step = "Open it again, and put your change into the newer version."


class RolledBackError(KeyringError):
    """The store shows an older version than the ledger knows of."""

    code = "keyring.rolled_back"
    says = "An older version stands where a newer one was saved: somebody put it back."
    next_step = "Do not write here. Look for the newer version in the backups."


class UnenteredError(KeyringError):
    """A body whose entry in the ledger is missing or was not made by a holder of its key."""

    code = "keyring.unentered"
    says = "The ledger does not vouch for this. It is not shown."
    next_step = "Run `holdfast check`, and compare with the newest backup."


class WrongTypeError(KeyringError):
    """A record of another kind than the one asked for, or that is not of its form."""

    code = "keyring.wrong_type"
    says = "This is not the kind of record that was asked for. It is stored as it was."
    next_step = "Open it from the list it belongs to."


class UnknownKindError(KeyringError):
    """A record is of a kind that nothing here knows, so nobody can say what it holds."""

    code = "keyring.unknown_kind"
    says = (
        "There is a record of a kind that is not known here. It is safe, and was not looked into."
    )
    next_step = "Use the release of Holdfast that wrote it, with all its parts."


class NewerRecordError(KeyringError):
    """A record that a later release wrote."""

    code = "keyring.newer_record"
    says = "A newer release of Holdfast wrote this. It is safe, and was not touched."
    next_step = "Open it with the newest release."


class AlreadyHoldsError(KeyringError):
    """The member already holds this key."""

    code = "keyring.already_holds"
    says = "They can open this already. Nothing was changed."


class LastHolderError(KeyringError):
    """Without this member nobody could open it any more."""

    code = "keyring.last_holder"
    says = "They are the last who can open this: without them it would be lost for ever."
    next_step = "Grant it to somebody else first, or shred it if it is to be destroyed."


class ExchangedKeysError(KeyringError):
    """The public keys in the store are not those that the team knows a member by."""

    code = "keyring.exchanged_keys"
    says = "The stored public keys of a member are not the ones the team knows. Nothing was given."
    next_step = "Stop, and compare fingerprints by voice: somebody may have altered the store."


class LostFileError(KeyringError):
    """A sealed file whose row is there and whose bytes are not."""

    code = "keyring.lost_file"
    says = "The sealed file is missing from the folder. Its record is still there."
    next_step = "Restore the folder `files` from the newest copy."


class OlderBodiesError(KeyringError):
    """The key store knows of writes that the store of bodies does not."""

    code = "keyring.older_bodies"
    says = "The stored material is older than the key store. No key was removed."
    next_step = (
        "If a backup was restored, finish it with `holdfast restore`. If not: keep the disk."
    )


# ------------------------------------------------------------ the disk beneath


class StoreError(KeyringError):
    """The disk or the database beneath refused."""

    code = "keyring.store"
    says = "The store could not be used. What was saved before is as it was; this was not saved."
    next_step = "Look at the disk and at the database, and try again."


class StoreFullError(StoreError):
    """No space is left."""

    code = "keyring.store_full"
    says = "The disk is full. What was saved before is safe; this was not saved."
    next_step = "Make space, and save it again."


class StoreReadOnlyError(StoreError):
    """The disk does not take writes."""

    code = "keyring.store_read_only"
    says = "The disk does not take writes. What was saved before is safe; this was not saved."
    next_step = "Look at the disk: it may be failing, or mounted for reading only."


class StoreBusyError(StoreError):
    """Another process holds the store for too long."""

    code = "keyring.store_busy"
    says = "Another process is writing. What was saved before is safe; this was not saved."
    next_step = "Try again in a moment."


class StoreDamagedError(StoreError):
    """The database file is damaged."""

    code = "keyring.store_damaged"
    says = "The database file is damaged. Nothing was written over it."
    next_step = "Keep the file as it is, and restore the newest backup beside it."
