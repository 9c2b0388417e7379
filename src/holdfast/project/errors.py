"""What can be wrong with a site's folder before anything is opened.

Invariants: no message holds a path, a value or a name from the file; nothing was changed.
"""

from __future__ import annotations

from holdfast.kernel.errors import HoldfastError


class SiteError(HoldfastError):
    """The site's folder or its `site.toml` cannot be used."""

    code = "site.refused"
    says = "This site cannot be opened."
    next_step = ""

    def __init__(self, says: str = "", *, hint: str = "") -> None:
        super().__init__(says or self.says, hint=hint or self.next_step)


class NoSiteError(SiteError):
    """No folder was named, or it has no `site.toml`."""

    code = "site.absent"
    says = "There is no site here: the folder has no site.toml. Nothing was changed."
    next_step = (
        "Name the folder with --data or HOLDFAST_DATA, or make one with `holdfast site init`."
    )


class BadSiteFileError(SiteError):
    """`site.toml` cannot be read, or says something this release does not know."""

    code = "site.unreadable"
    says = "The file site.toml cannot be used. Your material is safe; nothing was opened."
    next_step = "Correct it and start again."
