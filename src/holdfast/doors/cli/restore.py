"""`holdfast restore`: bring a site back from its two copies, or prove in a drill that it would.

Invariants:
- A site is never restored over another, and what fails leaves nothing behind.
- A drill leaves no copy and no key behind, and writes one line beside the living site: the proof.
"""

# ruff: noqa: PLC0415  (what needs Django is imported once the site's folder is known)
from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from holdfast.doors.cli import entrance as door
from holdfast.doors.cli.backup import counted
from holdfast.doors.cli.check import SOMETHING_IS_WRONG, member_of, say_faults
from holdfast.doors.cli.entrance import Entrance, member_options
from holdfast.doors.cli.premises import Premises, premises
from holdfast.doors.cli.progress import shown_progress

if TYPE_CHECKING:
    from holdfast.apps.keyring.restoring import Copies, Verified
    from holdfast.apps.keyring.services.returning import Returned

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("restore")
@member_options
@click.option("--bodies", type=_FILE, required=True, help="The copy of the bodies.")
@click.option("--keys", type=_FILE, required=True, help="The newest copy of the keys.")
@click.option("--weekly", type=_FOLDER, required=True, help="Where the weekly keys are kept apart.")
@click.option("--older-keys", "said", default="", help="Allow older keys, by the words asked for.")
@click.option("--drill", is_flag=True, help="Prove the copies for the site in --data.")
def command(
    *, entrance: Entrance, bodies: Path, keys: Path, weekly: Path, said: str, drill: bool
) -> None:
    """Bring a site back into a new folder from the copies of its bodies and its keys.

    With --drill nothing is kept: the copies are restored into a throwaway folder, opened with your
    passphrase and read to their end, and the site in --data notes that they were proven.
    """
    from holdfast.apps.keyring.restoring import Copies

    place = premises()
    folder = place.folder(entrance.data)
    copies = Copies(bodies, keys, weekly)
    with door.in_words():
        if not drill:
            _restore(place, folder, copies, said)
        elif not _drill(entrance, place, folder, copies, said):
            click.get_current_context().exit(SOMETHING_IS_WRONG)


def _restore(place: Premises, folder: Path, copies: Copies, said: str) -> None:
    from holdfast.apps.keyring.restoring import draft_for, settle, verify_copies

    draft = draft_for(folder)
    verified = verify_copies(copies, said=said)
    with _standing(place, verified, draft) as returned:
        _leave()
        settle(draft, folder)
    changed = returned.reconciled
    click.echo(f"Restored: {returned.entries} entries of the ledger.")
    if verified.keys.tree_size > returned.entries:
        click.echo("The bodies are older than the keys. What was saved in between is lost.")
        click.echo(f"Keys of cases destroyed since, and not brought back: {changed.scope_keys}.")
        click.echo(f"Single units destroyed since, and not brought back: {changed.units}.")
        click.echo(f"Keys of cases that others hold now, due for a new key: {changed.renewed}.")
        click.echo("Tell every member that the ledger is shorter than the one they saw.")
    _say_beside(verified, returned)
    if verified.lacking:
        click.echo("Next: `holdfast line publish`, where the line was open.")
    click.echo("Next: `holdfast site share-line`, where the line has a user of its own.")
    click.echo("Start the watch: it tells at once what became due since the copies were made.")
    click.echo("Then `holdfast check`, and new copies.")


def _say_beside(verified: Verified, returned: Returned) -> None:
    if verified.lacking:
        click.echo("These copies are of a release without stores of the line and the watch.")
        click.echo("Both are new and empty: no code that was given opens a mailbox.")
    click.echo(f"Of the line and the watch: {counted(returned.beside)}.")


def _drill(entrance: Entrance, place: Premises, site: Path, copies: Copies, said: str) -> bool:
    """Whether the copies were proven; says so, with what it took."""
    from holdfast.apps.keyring.restoring import check_drill, draft_for, verify_copies

    started = time.monotonic()
    verified = verify_copies(copies, said=said)
    check_drill(verified, site)
    draft = draft_for(site.with_name(f"{site.name}.drill"))  # the disk that the site is on
    with _standing(place, verified, draft) as returned:
        restored = time.monotonic() - started
        from holdfast.apps.keyring.services.proving import prove

        gate = place.gate()
        active = member_of(entrance, gate)
        started = time.monotonic()
        with shown_progress() as report:
            faults = prove(active, verified, site, clock=gate.clock, report=report)
        read = time.monotonic() - started
    click.echo(f"Restored in {restored:.1f} seconds, read to the end in {read:.1f} seconds.")
    _say_beside(verified, returned)
    if faults:
        say_faults(faults)
        click.echo("This copy is not proven. Destroy nothing that depends on it.")
        return False
    click.echo("Proven: everything you can open came back whole.")
    return True


@contextmanager
def _standing(place: Premises, verified: Verified, draft: Path) -> Iterator[Returned]:
    """Stand on what the copies hold, brought together in a draft that is wiped in the end."""
    from holdfast.apps.keyring.restoring import unpacked

    with unpacked(verified, draft):
        place.bring_in(draft, lacking=verified.lacking)
        from holdfast.apps.keyring.services.returning import bring_back

        try:
            yield bring_back(keys_size=verified.keys.tree_size)
        finally:
            _leave()


def _leave() -> None:
    """Close the stores, so that their files can be moved or wiped."""
    from django.db import connections

    connections.close_all()
