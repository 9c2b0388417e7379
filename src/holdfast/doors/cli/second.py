"""`holdfast second`: let a second machine confirm what it received.

Invariants:
- The second machine needs no key, no passphrase and no site: it reads a copy to its last byte.
- What it answers is taken only where it is provably of this ledger.
"""

# ruff: noqa: PLC0415  (what needs Django is imported once the site's folder is known)
from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import click

from holdfast.doors.cli.entrance import Entrance, site_options

_COPY = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("second")
def command() -> None:
    """A second machine that receives what is sealed, and says what it holds."""


@command.command("verify")
@click.argument("copy", type=_COPY)
def verify(*, copy: Path) -> None:
    """On the second machine: read a copy of the bodies, and print a receipt for it."""
    from holdfast.apps.keyring.receipts import receipt_for, written

    click.echo(written(receipt_for(copy)))


@command.command("confirm")
@site_options
@click.argument("receipt", type=click.File("rb"))
def confirm(*, entrance: Entrance, receipt: BinaryIO) -> None:
    """On the site's machine: take a receipt (`-` is standard input), so that the desk knows."""
    with entrance.site():
        from holdfast.apps.keyring.queries.second_site import second_copy
        from holdfast.apps.keyring.receipts import MOST_BYTES, read_receipt
        from holdfast.apps.keyring.services.second_site import confirm as take

        holds = take(read_receipt(receipt.read(MOST_BYTES)))
        click.echo(f"The second machine holds {holds} changes.")
        click.echo(f"On this machine only: {second_copy().behind}.")
