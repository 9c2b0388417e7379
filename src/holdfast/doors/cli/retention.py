"""`holdfast retention`: which copies are past their age. It destroys nothing.

Invariants: reads what copies say of themselves, no site and nobody's keys.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from holdfast.kernel.clock import iso_week, utc_now

if TYPE_CHECKING:
    from holdfast.apps.keyring.retention import Aged

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("retention")
@click.option("--copies", type=_FOLDER, required=True, help="A folder with copies of sites.")
def command(*, copies: Path) -> None:
    """Say which copies in a folder are past their age, and what destroying them would mean."""
    from holdfast.apps.keyring.retention import RULES, preview  # noqa: PLC0415  (only when called)

    for kind, rule in RULES.items():
        newest = f"and the newest {rule.always_newest} however old"
        click.echo(f"Kept: each {kind} for {rule.weeks} weeks, {newest}.")
    by_site = _copies_in(copies).values()
    week = iso_week(utc_now())
    due = [thing for of_one_site in by_site for thing in preview(of_one_site, week=week)]
    for thing in due:
        click.echo(f"{thing.week}  {thing.kind}  {thing.name.partition(' ')[2]}")
    if due:
        click.echo("These are past their age. Nothing was destroyed: drill a newer copy first.")
    else:
        click.echo("Nothing is past its age.")


def _copies_in(folder: Path) -> dict[str, list[Aged]]:
    """The copies in a folder, by installation: those of one site say nothing of another's."""
    from holdfast.apps.keyring.archives import about  # noqa: PLC0415
    from holdfast.apps.keyring.copy_errors import CopyError  # noqa: PLC0415
    from holdfast.apps.keyring.retention import Aged  # noqa: PLC0415

    found: dict[str, list[Aged]] = {}
    for path in sorted(folder.iterdir()):
        if path.is_file():
            try:
                its = about(path)
            except CopyError:
                continue  # another file, which is none of ours to judge
            name = f"{its.tree_size:020} {path.name}"  # the ledger's length orders those of a week
            found.setdefault(its.installation, []).append(
                Aged(f"copy of {its.part}", name, its.week)
            )
    return found
