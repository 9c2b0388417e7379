"""`holdfast retention`: what is past its age, of records or of copies; and destroying records.

Invariants:
- Shown are counts by kind and week: never a name, an id or a word of what is in them.
- Without --destroy nothing is destroyed; with it, only what was shown, after a yes.
- Of copies it reads what they say of themselves, no site and nobody's keys, and destroys none.
"""

# ruff: noqa: PLC0415  (what needs Django is imported once the site's folder is known)
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from holdfast.doors.cli import entrance as door
from holdfast.doors.cli.entrance import Entrance, member_options
from holdfast.doors.cli.progress import shown_progress
from holdfast.kernel.clock import iso_week, utc_now

if TYPE_CHECKING:
    from holdfast.apps.keyring.queries.expiry import Preview
    from holdfast.apps.keyring.retention import Aged

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("retention")
@member_options
@click.option("--copies", type=_FOLDER, help="Look at a folder with copies of sites instead.")
@click.option("--destroy", is_flag=True, help="Destroy the records that are past their age.")
def command(*, entrance: Entrance, copies: Path | None, destroy: bool) -> None:
    """Say which records that you can open are past their age, and destroy them with --destroy.

    With --copies, say which copies in a folder are past theirs. Those are never destroyed here.
    """
    if copies is not None and destroy:
        raise click.UsageError("Copies are not destroyed here: --copies and --destroy do not go.")
    if copies is not None:
        _say_copies(copies)
        return
    with entrance.member() as entered:
        from holdfast.apps.keyring.queries.expiry import expired
        from holdfast.apps.keyring.rules import Actor
        from holdfast.apps.keyring.services.expiring import destroy_expired

        actor = Actor(entered.active.id, entered.active.keys)
        preview = expired(actor, clock=entered.gate.clock)
        _say_rules()
        _say_preview(preview)
        if not destroy or not preview.units:
            click.echo("Nothing was destroyed.")
            return
        door.agree("Destroy these records and files, for ever?")
        with shown_progress() as report:
            done = destroy_expired(entered.active, preview, report=report)
    click.echo(f"Destroyed: {done.records} records in {done.units} units, with their keys.")
    if done.changed:
        click.echo(f"Changed since they were shown, and kept: {done.changed} units.")
    click.echo("Copies from before still have them: turn the weekly key, copy, drill, and destroy")
    click.echo("the old weekly key (`holdfast site turn-week`).")


def _say_rules() -> None:
    from holdfast.apps.keyring.queries.expiry import kinds_of_this_release
    from holdfast.apps.keyring.retention import Rule

    for name, kind in sorted(kinds_of_this_release().items()):
        if isinstance(kind.KEPT, Rule):
            click.echo(f"Kept: {name} for {kind.KEPT.weeks} weeks after it was saved last.")
        else:
            click.echo(f"Kept: {name} until it is shredded: {kind.KEPT.because}.")


def _say_preview(preview: Preview) -> None:
    click.echo(f"This machine says it is {preview.now}; the newest record is of {preview.newest}.")
    for (week, kind), many in preview.counts.items():
        click.echo(f"Past their age: {week}  {kind}  {many}")
    if preview.files:
        click.echo(f"With them go files: {preview.files}")
    if preview.waiting:
        click.echo(f"Past their age, but in one unit with what is kept: {preview.waiting}")
    if preview.unknown:
        click.echo(f"Of kinds that this release does not know, and kept: {preview.unknown}")
    if not preview.counts:
        click.echo("No record that you can open is past its age.")


def _say_copies(copies: Path) -> None:
    from holdfast.apps.keyring.retention import RULES, preview

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
    from holdfast.apps.keyring.archives import about
    from holdfast.apps.keyring.copy_errors import CopyError
    from holdfast.apps.keyring.retention import Aged

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
