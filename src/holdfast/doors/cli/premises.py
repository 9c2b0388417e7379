"""What the commands of a site need of the program that runs them.

Invariants: the door knows no settings and no folder's layout. Whoever starts the command line hands
this in as click's context object; where nobody did, site commands are refused in words.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

from holdfast.kernel.errors import HoldfastError

if TYPE_CHECKING:
    from holdfast.apps.accounts.gate import Gate


class Premises(Protocol):
    """Where sites lie, and how this process comes to stand on one."""

    def folder(self, named: Path | None) -> Path:
        """The folder that was named, or that the environment names. Raises SiteError."""

    def begin(self, folder: Path) -> None:
        """Make an empty site, or begin again with one that was cut off, and stand on it."""

    def finish(self, folder: Path) -> None:
        """Let a site count that `begin` has begun: its first keyholder can come in."""

    def enter(self, folder: Path) -> None:
        """Stand on a site that is there and of this release. Raises SiteError."""

    def stand_at_line(self, intake: Path) -> None:
        """Stand at the line alone, as its door does: no site and no other store is known."""

    def upgrade(self, folder: Path) -> None:
        """Stand on a site and bring its tables to this release. Raises SiteError."""

    def bring_in(self, folder: Path, *, lacking: tuple[str, ...]) -> None:
        """Stand on what copies were brought together in; stores that they lack are made, empty."""

    def share_line(self, folder: Path, group: str) -> None:
        """Let a group of this machine reach the line's folder, and nothing else of the site."""

    def move(self, folder: Path, *, bodies: str, keystore: str) -> None:
        """Put the stores of the site that this process stands on on a server. Raises SiteError."""

    def gate(self) -> Gate:
        """What a log-in meets."""


class NoPremisesError(HoldfastError):
    """The command line was started without the parts that a site needs."""

    code = "cli.no_premises"

    def __init__(self) -> None:
        super().__init__(
            "This program was started without what a site needs. Nothing was changed.",
            hint="Start it as `holdfast`, installed with `holdfast[server]`.",
        )


def premises() -> Premises:
    """The premises that were handed in. Raises NoPremisesError."""
    found: Premises | None = click.get_current_context().obj
    if found is None:
        raise NoPremisesError
    return found
