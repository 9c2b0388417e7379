"""Why there is no cleaned copy.

Invariants: "nothing was opened" is said only where that is so.
"""

from __future__ import annotations

from holdfast.kernel.errors import HoldfastError


class CleaningError(HoldfastError):
    """No cleaned copy."""


class NoSandboxError(CleaningError):
    """bubblewrap is not there, or the system does not let it work."""

    code = "cleaning.no_sandbox"
    says = "This machine has no sandbox, so that no cleaned copy can be made. Nothing was opened."
    next_step = (
        "Install the packages bubblewrap (0.8 or later) and util-linux, and let the desk use user "
        "namespaces."
    )


class NotCleanableError(CleaningError):
    """A kind of file of which no copy can be made."""

    code = "cleaning.not_cleanable"
    says = "Of this kind of file no cleaned copy can be made. Nothing was opened."
    next_step = "Save it as it was sent, and open it on a machine that holds nothing else."


class CleanerBusyError(CleaningError):
    """As many files are being cleaned as may be at once."""

    code = "cleaning.busy"
    says = "Two files are being cleaned now. Nothing was opened."
    next_step = "Try again in a minute."


class SpoiledError(CleaningError):
    """The cleaner could not read the file, or it would have cost too much."""

    code = "cleaning.spoiled"
    says = "This file could not be read in the sandbox: it is damaged, too large, or hostile."
    next_step = "Treat it as hostile. Its bytes are kept as they were sent."
