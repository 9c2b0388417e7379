"""What can be wrong with a site's folder before anything is opened.

Invariants: no message holds a path, a value or a name from the file; nothing was changed.
"""

from __future__ import annotations

from holdfast.kernel.errors import HoldfastError


class SiteError(HoldfastError):
    """The site's folder or its `site.toml` cannot be used."""

    code = "site.refused"
    says = "This site cannot be opened."


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


class NewerSiteError(SiteError):
    """Tables of a later release."""

    code = "site.newer"
    says = "A newer release of Holdfast has written to this site. It is safe, and was not touched."
    next_step = "Use the newest release."


class OlderSiteError(SiteError):
    """Tables of an earlier release, or none."""

    code = "site.older"
    says = "The tables of this site are those of an older release. Nothing was changed."
    next_step = "Make a backup, then bring them to this release with `holdfast site upgrade`."


class LostStoreError(SiteError):
    """One of the two stores is not in the folder."""

    code = "site.lost_store"
    says = "A store is missing from this site's folder. Nothing was opened or made in its place."
    next_step = "Put the file back, or restore the newest backup."


class UnfinishedSiteError(SiteError):
    """Making the site was cut off before anybody could come in."""

    code = "site.unfinished"
    says = "Making this site was cut off before anybody could come in. There is nothing in it yet."
    next_step = "Run `holdfast site init` again: it begins anew in the same folder."


class MovedSiteError(SiteError):
    """The stores are on a server already."""

    code = "site.moved"
    says = "The stores of this site are on a server already. Nothing was moved."


class NoDjangoError(SiteError):
    """Installed without the parts that a site needs."""

    code = "site.no_django"
    says = "This installation works on plain files only: the parts for a site are not installed."
    next_step = "Install `holdfast[server]`."


class NoSuchGroupError(SiteError):
    """The line's group is not one of this machine."""

    code = "site.no_such_group"
    says = "There is no such group on this machine. Nothing was changed."
    next_step = "Make it first: `addgroup --system holdfast-line`."


class NotOursError(SiteError):
    """Part of the folder belongs to another user."""

    code = "site.not_ours"
    says = "Part of this site belongs to another user, or the group is not one of yours."
    next_step = "Run it as the desk's user, who must be in the line's group, or as root."
