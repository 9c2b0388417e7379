"""How the commands of a site come in: which folder, who, and with what.

Invariants:
- A passphrase comes from a prompt or a file descriptor: never from an argument or the environment,
  where other programs could read it.
- No log-in is kept: each command opens what it needs and forgets it when it ends.
- Before anything is read, a store of another release is refused and what a crash left is finished.
- Whatever goes wrong below is said in words; nothing that was typed is in them.
"""

# ruff: noqa: PLC0415  (what needs Django is imported once the site's folder is known)
from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from holdfast.doors.cli.premises import premises

if TYPE_CHECKING:
    from holdfast.apps.accounts.gate import Gate, KeyFile
    from holdfast.apps.accounts.limits import Act
    from holdfast.apps.accounts.rules import ActiveMember
    from holdfast.apps.accounts.services.login import OpenMember

_FOLDER = click.Path(file_okay=False, path_type=Path)
_FILE = click.Path(dir_okay=False, path_type=Path)


@dataclass(frozen=True, slots=True)
class Entrance:
    """What the options of a command say. Nothing is opened yet."""

    data: Path | None
    alias: str | None = None
    passphrase_fd: int | None = None
    key_file: Path | None = None

    @contextmanager
    def site(self) -> Iterator[Gate]:
        """The site, opened, for the length of the block. Raises SiteError, StoreError."""
        place = premises()
        place.enter(place.folder(self.data))
        with in_words():
            gate = place.gate()
            start_up(gate)
            yield gate

    @contextmanager
    def member(self) -> Iterator[Entered]:
        """The site with a member at work, for the length of the block. Raises as `open_member`."""
        with self.site() as gate:
            yield _entered(self, gate)

    def typed_passphrase(self) -> str:
        """The passphrase, from the descriptor where one is named, else from a prompt."""
        if self.passphrase_fd is not None:
            return first_line(self.passphrase_fd)
        return str(click.prompt("Passphrase", hide_input=True, err=True))

    def read_key_file(self) -> KeyFile | None:
        """The key file, where one is named. Raises UnreadableKeyFileError."""
        return key_file_at(self.key_file)


@dataclass(frozen=True, slots=True)
class Entered:
    """A member at work, for one command."""

    opened: OpenMember
    gate: Gate
    key_file: KeyFile | None = field(repr=False)

    @property
    def active(self) -> ActiveMember:
        """The member at work, without the root."""
        return self.opened.active


def site_options(function: Callable[..., None]) -> Callable[..., None]:
    """The options of a command that needs a site and nobody's keys."""

    @click.option("--data", type=_FOLDER, help="The site's folder; HOLDFAST_DATA if left out.")
    @functools.wraps(function)
    def called(*, data: Path | None, **rest: object) -> None:
        function(entrance=Entrance(data), **rest)

    return called


def member_options(function: Callable[..., None]) -> Callable[..., None]:
    """The options of a command that needs a member."""

    @click.option("--data", type=_FOLDER, help="The site's folder; HOLDFAST_DATA if left out.")
    @click.option("--as", "alias", help="Your alias; asked for if left out.")
    @click.option("--passphrase-fd", type=int, help="Read the passphrase from this descriptor.")
    @click.option("--key-file", type=_FILE, help="Your key file, where you use one.")
    @functools.wraps(function)
    def called(
        *,
        data: Path | None,
        alias: str | None,
        passphrase_fd: int | None,
        key_file: Path | None,
        **rest: object,
    ) -> None:
        function(entrance=Entrance(data, alias, passphrase_fd, key_file), **rest)

    return called


@contextmanager
def in_words() -> Iterator[None]:
    """Let a failing disk or database be said in words."""
    from holdfast.apps.keyring import faults

    with faults.in_words():
        yield


def start_up(gate: Gate) -> None:
    """Finish what was cut off, and bring back whose date has come. Needs nobody's keys."""
    from holdfast.apps.accounts.services.changing import sweep
    from holdfast.apps.accounts.services.parking import bring_back_due
    from holdfast.apps.keyring.services.recovery import recover

    recover()
    sweep()
    bring_back_due(gate)


def first_line(descriptor: int) -> str:
    """The first line that can be read from a descriptor, and not a byte more."""
    line = bytearray()
    try:
        while (piece := os.read(descriptor, 1)) not in {b"", b"\n"}:
            line += piece
    except OSError:
        raise click.UsageError("Nothing can be read from that descriptor.") from None
    return line.decode("utf-8", "replace")


def key_file_at(path: Path | None) -> KeyFile | None:
    """The key file at a path, or None where none is named. Raises UnreadableKeyFileError."""
    from holdfast.apps.accounts.gate import read_key_file

    return None if path is None else read_key_file(path)


def ask(what: str) -> str:
    """What somebody types in answer, shown as they type."""
    return str(click.prompt(what, err=True, default="", show_default=False))


def say_limits(act: Act) -> None:
    """Say what an act does and what it does not, before anything is asked."""
    from holdfast.apps.accounts.limits import LIMITS

    click.echo(f"What this does: {LIMITS[act].does}", err=True)
    click.echo(f"What it does not: {LIMITS[act].does_not}", err=True)


def agree(question: str) -> None:
    """Go on where somebody says yes; else stop with nothing changed."""
    click.confirm(question, abort=True, err=True)


def _entered(entrance: Entrance, gate: Gate) -> Entered:
    from holdfast.apps.accounts.gate import Attempt
    from holdfast.apps.accounts.services.login import open_member
    from holdfast.apps.keyring.services.opening import come_in

    key_file = entrance.read_key_file()
    alias = entrance.alias or ask("Alias")
    attempt = Attempt(alias, entrance.typed_passphrase(), key_file)
    opened = open_member(attempt, gate, ask_code=lambda: ask("Code of the second factor"))
    come_in(opened.active.unlocked)  # holds the ledger against the head that the member saw last
    return Entered(opened, gate, key_file)
