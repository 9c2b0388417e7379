"""Each way in which sealed material can refuse to open, as an error of its own.

Invariants:
- No message holds a name, an identifier, a key or content: all of them may be shown and logged.
- Every error says what happened, whether the material is safe, and what to do next.
- A refusal changes nothing: whatever was sealed is still there as it was.
"""

from __future__ import annotations

from holdfast.kernel.errors import HoldfastError


class VaultError(HoldfastError):
    """The vault refused. Subclasses carry their own words, so callers raise them bare."""

    code = "vault.refused"
    says = "The vault refused this."


class WrongKeyError(VaultError):
    """The key does not fit, or the commitment or nonce that would show it fits was damaged."""

    code = "vault.wrong_key"
    says = "This key does not open this. Nothing was changed."
    next_step = "Ask someone who holds the case to grant it again, or restore it from a backup."


class TamperedError(VaultError):
    """The key and the context fit, and the sealed bytes are not the ones that were sealed."""

    code = "vault.tampered"
    says = "The sealed bytes were damaged or altered. None of it is shown, because none is certain."
    next_step = "Restore it from a backup, and keep the damaged copy: it may be evidence."


class TruncatedError(VaultError):
    """The length is not one that sealing makes: bytes are missing, or were added."""

    code = "vault.truncated"
    says = "Sealed bytes are missing, or bytes were added at the end. None of it is shown."
    next_step = "Restore it from a backup, and keep the damaged copy: it may be evidence."


class WrongContextError(VaultError):
    """The key fits, but this was sealed as another record, scope, installation or member's."""

    code = "vault.wrong_context"
    says = "This belongs to another place: it was moved or swapped. Nothing was changed."
    next_step = "Run `holdfast site check` to see what else was moved."


class WrongKindError(VaultError):
    """Sealed as one kind of thing and opened as another."""

    code = "vault.wrong_kind"
    says = "This was sealed as another kind of thing. Nothing was changed."
    next_step = "Run `holdfast site check` to see what else was moved."


class OlderVersionError(VaultError):
    """Sealed in this very place, at an earlier version than the one expected."""

    code = "vault.older_version"
    says = "An older version stands where a newer one was saved: it was rolled back."
    next_step = "Look for the newer version in the backups before anyone writes here again."


class WrongEpochError(VaultError):
    """Sealed under another key epoch than the one expected."""

    code = "vault.wrong_epoch"
    says = "This was sealed under an older or a newer set of keys. Nothing was changed."
    next_step = "Check that the key store and the bodies were restored from matching copies."


class UnknownVersionError(VaultError):
    """A format or algorithm that this release does not know."""

    code = "vault.unknown_version"
    says = "This was sealed by another release of Holdfast. Your material is safe."
    next_step = "Open it with the newest release."


class MalformedError(VaultError):
    """Not something the vault made."""

    code = "vault.malformed"
    says = "This is not something that the vault sealed."
    next_step = "Check that it is the right file or row."


class MissingKeyFileError(VaultError):
    """The lock was made with a key file, and none was given."""

    code = "vault.missing_key_file"
    says = "This passphrase works only together with a key file. Your material is safe."
    next_step = "Choose the key file too."


class WeakCostError(VaultError):
    """Argon2id parameters outside what this release accepts."""

    code = "vault.weak_cost"
    says = "The lock asks for a passphrase check that is too weak or too heavy to be ours."
    next_step = "It may have been altered: restore the key store from a backup."


class NotEnoughMemoryError(VaultError):
    """Argon2id could not have the memory that its cost asks for."""

    code = "vault.not_enough_memory"
    says = "This machine has too little free memory to check a passphrase. Nothing was changed."
    next_step = "Close other programs or give the machine more memory: 256 MiB must be free."


class UnreadableCodeError(VaultError):
    """Words, digits or letters that cannot be a code as it was handed out."""

    code = "vault.unreadable_code"
    says = "This does not read as a code."
    next_step = "Compare it with the paper, group by group."


class BadSignatureError(VaultError):
    """The signature is not by this key over these bytes."""

    code = "vault.bad_signature"
    says = "The signature does not fit. Nothing was accepted."
    next_step = "Ask the person who signed to do it again, and compare fingerprints by voice."


class BadPointError(VaultError):
    """A public key that no honest member has: it would make secrets that anyone knows."""

    code = "vault.bad_point"
    says = "This public key is not a real one. Nothing was sealed to it."
    next_step = "Ask the person for their key again and compare the fingerprint by voice."


class TooFewTrusteesError(VaultError):
    """Fewer shares of one set than the number it was split for."""

    code = "vault.too_few_trustees"
    says = "Not enough trustees of the same set have come together."
    next_step = "Ask another trustee."
