"""What can go wrong with the watch, as errors of their own.

Invariants: no message holds a name, an address or a word; each says whether somebody is still
watched over.
"""

from __future__ import annotations

from holdfast.kernel.errors import HoldfastError


class WatchError(HoldfastError):
    """The watch refused. Subclasses carry their own words."""

    code = "watch.refused"
    says = "The watch refused this. Nothing was changed."
    next_step = ""


class NoWatchError(WatchError):
    """No key of the watch was made for this site."""

    code = "watch.none"
    says = "This site has no watch yet, so nobody would be told of a missed check-in."
    next_step = "Make its key with `holdfast watch init --key FILE`, and start `holdfast watch`."


class NoWatchKeyError(WatchError):
    """The key file is not there or cannot be read."""

    code = "watch.no_key"
    says = "The key file of the watch is not there. Nobody is watching."
    next_step = "Give it with --key, or write it anew with `holdfast watch init --key FILE`."


class BadWatchKeyError(WatchError):
    """The file is not a key of this site's watch."""

    code = "watch.bad_key"
    says = "This file is not the key of this site's watch. Nobody is watching."
    next_step = "Give the file that `holdfast watch init` wrote for this site."


class KeyInsideError(WatchError):
    """The key would lie in the folder whose rows it opens."""

    code = "watch.key_inside"
    says = "The key of the watch must not lie in the site's folder. Nothing was written."
    next_step = "Name a file outside of it, which is not in the same backup."


class KeyThereError(WatchError):
    """A file of that name is there already."""

    code = "watch.key_there"
    says = "There is a file of that name already. Nothing was written over."
    next_step = "Name another file, or look whether this is the key."


class AlreadyWatchingError(WatchError):
    """Another process watches this site."""

    code = "watch.already"
    says = "Another process is watching this site. Two would tell everything twice."
    next_step = "Stop that one first."


class NoPostError(WatchError):
    """`site.toml` names no mail server."""

    code = "watch.no_post"
    says = "site.toml names no mail server, so the watch could tell nobody. It was not started."
    next_step = "Write host, port and from under [notices] in site.toml."


class NoLadderError(WatchError):
    """Nobody would be told."""

    code = "watch.no_ladder"
    says = "Nobody would be told if this check-in were missed. It is not watched yet."
    next_step = "Name at least one member who has given an address for notices."


class BadAddressError(WatchError):
    """Not an address that mail can be sent to."""

    code = "watch.bad_address"
    says = "This is not an address that a notice can be sent to. Nothing was changed."
    next_step = "Write it as name@server, without spaces."


class TooLongError(WatchError):
    """More than a row of the watch holds."""

    code = "watch.too_long"
    says = "The ladder of notices is too long: a row of the watch holds about twelve addresses."
    next_step = "Name fewer people, or one address for several of them."


class PostClosedError(WatchError):
    """The mail server cannot be reached or does not let us in."""

    code = "watch.post_closed"
    says = "The mail server takes nothing from the watch now. It is tried again every round."
    next_step = "Look at the server, and at [notices] in site.toml."


class AddressRefusedError(WatchError):
    """The mail server refused one address."""

    code = "watch.address_refused"
    says = "The mail server refused an address. The others are told; it is tried again."
    next_step = "Let the member correct their address for notices."
