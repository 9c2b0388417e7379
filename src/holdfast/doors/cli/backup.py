"""`holdfast backup`: copy a living site in two parts.

Invariants: needs nobody's keys, so that it can run unattended; what it prints names no case.
"""

# ruff: noqa: PLC0415  (what needs Django is imported once the site's folder is known)
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from holdfast.doors.cli.entrance import Entrance, site_options

if TYPE_CHECKING:
    from holdfast.apps.keyring.queries.neighbours import Beside

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("backup")
@site_options
@click.option("--bodies", type=_FILE, required=True, help="Where the copy of the bodies goes.")
@click.option("--keys", type=_FILE, required=True, help="Where the copy of the keys goes.")
def command(*, entrance: Entrance, bodies: Path, keys: Path) -> None:
    """Copy a site in two parts while others work in it.

    Keep the two apart, and the weekly key apart from both: it is in neither, and without it the
    copy of the keys opens nothing.
    """
    with entrance.site() as gate:
        from holdfast.apps.keyring.archives import Copied
        from holdfast.apps.keyring.services.backup import back_up

        done = back_up(bodies=bodies, keys=keys, clock=gate.clock)
        click.echo(f"Copied in {done.week}: {done.tree_size} entries of the ledger.")
        click.echo(f"Bodies: {done.files} files, SHA-256 {done.sha256[Copied.BODIES]}")
        click.echo(f"With them, of the line and the watch: {counted(done.beside)}.")
        click.echo(f"Keys: SHA-256 {done.sha256[Copied.KEYS]}")
        click.echo(f"Weekly keys needed, and in neither: {_named(done.layers)}")


def counted(beside: Beside) -> str:
    """What stands in the stores of the line and of the watch, in words."""
    line = f"{beside.letters} letters not taken in, their {beside.files} files"
    return f"{line}, {beside.answers} answers not read, {beside.rows} rows of the watch"


def _named(layers: tuple[int, ...]) -> str:
    return ", ".join(f"epoch/{number}.key" for number in layers)
