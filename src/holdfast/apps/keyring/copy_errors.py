"""What can be wrong with copies of a site, and with bringing one back.

Invariants:
- Every refusal says that nothing was changed: a restore is whole or did not happen.
- No message holds a path, an id or a name.
"""

from __future__ import annotations

from .errors import KeyringError


class CopyError(KeyringError):
    """A copy could not be made or used."""

    code = "copy.refused"
    says = "This copy cannot be used. Nothing was changed."


class CopyExistsError(CopyError):
    """There is a file where the copy should go."""

    code = "copy.exists"
    says = "There is a file of this name already. It was not written over, and no copy was made."
    next_step = "Give the new copy a name of its own, such as one with the week in it."


class OnePlaceError(CopyError):
    """Both parts were to go to one file."""

    code = "copy.one_place"
    says = "Bodies and keys are two copies: they cannot be one file. No copy was made."
    next_step = "Give each a file of its own, best on two disks that two people keep."


class OddSiteFileError(CopyError):
    """`site.toml` names its servers in a form that cannot be left out of a copy."""

    code = "copy.odd_site_file"
    says = "The file site.toml names its databases in an unusual form. No copy was made."
    next_step = "Write them under a line `[stores]`, as `holdfast site move` does."


class StoreInTheWayError(CopyError):
    """The database that a store is to be moved to has tables."""

    code = "copy.store_in_the_way"
    says = "The database is not empty. A store is never put over another. Nothing was changed."
    next_step = "Make two new, empty databases, and name them."


class NotACopyError(CopyError):
    """The file is no copy of a site."""

    code = "copy.unknown"
    says = "This file is not a copy of a site, or its end is missing. Nothing was changed."
    next_step = "Look for the file that `holdfast backup` made, or use another copy."


class DamagedCopyError(CopyError):
    """The copy's bytes are not those that were written."""

    code = "copy.damaged"
    says = "This copy is damaged: its bytes are not those that were written. Nothing was changed."
    next_step = "Fetch the file again, or use another copy. Do not throw this one away yet."


class NewerCopyError(CopyError):
    """A later release made the copy."""

    code = "copy.newer"
    says = "A newer release of Holdfast made this copy. It is safe, and nothing was changed."
    next_step = "Restore it with the newest release."


class OlderReleaseCopyError(CopyError):
    """An earlier release, with other tables, made the copy."""

    code = "copy.older_release"
    says = "An older release of Holdfast made this copy. It is safe, and nothing was changed."
    next_step = "Restore it with the release that made it, and bring the site to this one there."


class WrongPartError(CopyError):
    """Keys were named where bodies are wanted, or the other way round."""

    code = "copy.wrong_part"
    says = "The two copies are exchanged, or are of the same part. Nothing was changed."
    next_step = "Name the copy of the bodies with --bodies, and that of the keys with --keys."


class ForeignCopyError(CopyError):
    """The copies are of two installations, or not of this one."""

    code = "copy.foreign"
    says = "These copies are not of the same site. Nothing was changed."
    next_step = "Look for the two copies of one site."


class OlderKeysError(CopyError):
    """A newer copy of the keys is known."""

    code = "copy.older_keys"
    says = (
        "A newer copy of the keys exists than this one. With older keys, what was shredded since "
        "may open again, whoever lost a key since may have it back, and what was saved since may "
        "not open. Nothing was changed."
    )
    next_step = (
        "Use the newest copy of the keys. If it is lost for good, say so with "
        '--older-keys "what was shredded may come back".'
    )


class SiteInTheWayError(CopyError):
    """The folder is not empty."""

    code = "copy.in_the_way"
    says = "The folder is not empty. A site is never restored over another. Nothing was changed."
    next_step = "Name a folder that does not exist yet."


class NoOtherCopyError(CopyError):
    """The weekly key was taken from the site itself."""

    code = "copy.no_other"
    says = "A drill with the site's own weekly key proves nothing about its other copy."
    next_step = "Name the folder where the weekly key is kept apart with --weekly."


class UnprovenCopyError(CopyError):
    """No restore from a later copy was verified."""

    code = "copy.unproven"
    says = "No restore from a copy under a later weekly key was verified. No key was destroyed."
    next_step = "Make a copy, and prove it with `holdfast restore --drill`."


# ------------------------------------------------------------ what `check` finds without keys


class OrphanKeysError(KeyringError):
    """Rows of the key store that nothing needs."""

    code = "check.orphan_keys"
    says = "Keys stand in the key store that nothing needs any more. Nothing is lost by it."
    next_step = "They are removed at the next start. If they stay, somebody puts them back."


class MissingKeysError(KeyringError):
    """Something stored has no key."""

    code = "check.missing_keys"
    says = "Something stored here has no key in the key store: nobody can open it as it stands."
    next_step = "Keep this disk, and restore with the newest copy of the keys."


class OrphanFilesError(KeyringError):
    """Files without rows."""

    code = "check.orphan_files"
    says = "Sealed files stand in the folder that no record names. Nothing is lost by it."
    next_step = "They are removed at the next start."


class MissingLetterFilesError(KeyringError):
    """A letter on its way names a file that is not there."""

    code = "check.missing_letter_files"
    says = "A sealed file of a letter that nobody has taken in is missing. Its words are there."
    next_step = "Look into an older copy of the bodies before its letter is taken in."


class MissingFilesError(KeyringError):
    """Rows without files."""

    code = "check.missing_files"
    says = "Sealed files are missing from the folder. What else is stored is as it was."
    next_step = "Bring them back from the newest copy of the bodies."


class NoReceiptError(CopyError):
    """Something that is no receipt of a second machine."""

    code = "copy.no_receipt"
    says = "This is no receipt of a second machine. What the desk says of copies was not changed."
    next_step = "Pipe what `holdfast second verify` printed there into `holdfast second confirm`."


class ForeignReceiptError(CopyError):
    """A receipt for another site."""

    code = "copy.foreign_receipt"
    says = "This receipt is of another site. What the desk says of copies was not changed."
    next_step = "Look which machine sent it, and what lies on it."
