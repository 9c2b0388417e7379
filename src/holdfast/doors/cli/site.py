"""`holdfast site ...`: make a site, look at it, lock it, destroy it.

Invariants: what is shown once is printed once and stored nowhere; what cannot be taken back is
asked twice, and what it does not do is said first.
"""

# ruff: noqa: PLC0415  (what needs Django is imported once the site's folder is known)
from __future__ import annotations

from pathlib import Path

import click

from holdfast.doors.cli import entrance as door
from holdfast.doors.cli.entrance import Entrance, member_options, site_options
from holdfast.doors.cli.premises import premises

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.group("site")
def command() -> None:
    """Make a site, look at it, lock it, destroy it."""


@command.command("init")
@site_options
@click.option("--key-file", type=_FILE, help="A file to be needed together with the passphrase.")
def init(*, entrance: Entrance, key_file: Path | None) -> None:
    """Make a site in an empty folder, with its first keyholder."""
    place = premises()
    folder = place.folder(entrance.data)
    place.begin(folder)
    with door.in_words():
        from holdfast.apps.accounts.queries import own_fingerprint
        from holdfast.apps.accounts.services.founding import refuse_second
        from holdfast.apps.keyring.services.membership import found

        refuse_second()
        called = door.ask("What does the team call you? (may stay empty)")
        first = found(place.gate(), called=called, key_file=door.key_file_at(key_file))
        click.echo(f"Your alias:       {first.active.alias}")
        click.echo(f"Your passphrase:  {first.passphrase}")
        click.echo(f"Your fingerprint: {own_fingerprint(first.active)}")
        click.echo("The passphrase is shown this once. Write it down now; burn the paper later.")
        click.echo("Next: `holdfast key recovery-sheet`, then invite a second keyholder.")
    place.finish(folder)


@command.command("status")
@site_options
@click.option("--head", type=_FILE, help="A signed head of the ledger that was kept elsewhere.")
@click.option("--ledger-key", help="The ledger's public key as it was published.")
def status(*, entrance: Entrance, head: Path | None, ledger_key: str | None) -> None:
    """Say how the site stands. Needs nobody's keys.

    With --head and --ledger-key, say also whether the ledger grew from that head.
    """
    if (head is None) != (ledger_key is None):
        raise click.UsageError("--head and --ledger-key go together.")
    with entrance.site():
        from holdfast.apps.accounts.queries import is_site_locked
        from holdfast.apps.accounts.services.founding import is_founded
        from holdfast.apps.keyring.queries.heads import check_note
        from holdfast.apps.ledger.queries import check

        click.echo(f"First keyholder: {'there' if is_founded() else 'not yet'}")
        click.echo(f"Site locked: {'yes' if is_site_locked() else 'no'}")
        click.echo(f"Ledger: {check()} entries; every row leads to its head.")
        if head is not None and ledger_key is not None:
            check_note(_text_of(head), ledger_key)
            click.echo("The ledger grew from the head that was kept elsewhere.")


@command.command("upgrade")
@site_options
def upgrade(*, entrance: Entrance) -> None:
    """Bring the tables of an older release to this one. Make a backup first."""
    place = premises()
    place.upgrade(place.folder(entrance.data))
    click.echo("The tables are those of this release.")


@command.command("turn-week")
@site_options
def turn_week(*, entrance: Entrance) -> None:
    """Put a new weekly key over the key store. Needs nobody's keys."""
    with entrance.site():
        from holdfast.apps.keyring.services.weekly import turn_layer

        number = turn_layer()
        click.echo(f"The key store is under the new weekly key: epoch/{number}.key.")
    click.echo("Carry it to where the weekly keys are kept apart, make new copies, and drill them.")
    click.echo("Then older ones can be destroyed: `holdfast site destroy-week`.")


@command.command("destroy-week")
@member_options
@click.argument("number", type=click.IntRange(min=1))
def destroy_week(*, entrance: Entrance, number: int) -> None:
    """Destroy an old weekly key: copies of the key store from its time open no more.

    A drill of a copy that does not need it comes first.
    """
    with entrance.member() as entered:
        from holdfast.apps.keyring.services.weekly import retire_layer

        door.agree("Destroy this weekly key for ever?")
        retire_layer(entered.active, number)
    click.echo("The weekly key is destroyed here. Destroy it where it is kept apart as well.")


@command.command("move")
@site_options
@click.option("--bodies", required=True, help="libpq's words for the database of the bodies.")
@click.option("--keystore", required=True, help="libpq's words for the database of the keys.")
def move(*, entrance: Entrance, bodies: str, keystore: str) -> None:
    """Move the stores from files to two empty PostgreSQL databases. Make a backup first.

    Stop every other program that works in this site before.
    """
    place = premises()
    with entrance.site():
        door.agree("Is everything else that works in this site stopped?")
        place.move(place.folder(entrance.data), bodies=bodies, keystore=keystore)
    click.echo("The stores are on the server. The files they stood in are removed.")
    click.echo("Next: `holdfast check`, then new copies.")


@command.command("share-line")
@site_options
@click.argument("group")
def share_line(*, entrance: Entrance, group: str) -> None:
    """Let the line's system user, by its group, reach the line's folder and nothing else.

    Run it as root, or as the desk's user where that is in the group; again after a restore.
    """
    place = premises()
    with door.in_words():
        place.share_line(place.folder(entrance.data), group)
    click.echo("The group reaches the line's folder. All else is for the desk's user alone.")


@command.command("lock")
@member_options
def lock(*, entrance: Entrance) -> None:
    """End every session, and let nobody but keyholders in until two of them unlock."""
    with entrance.member() as entered:
        from holdfast.apps.accounts.limits import Act
        from holdfast.apps.accounts.services.parking import lock_site

        if lock_site(entered.active):
            click.echo("The site is locked.")
        else:
            click.echo("All sessions have ended. There is nobody but keyholders to lock out.")
        door.say_limits(Act.LOCK_SITE)  # after, not before: this is done in a hurry


@command.command("unlock")
@member_options
def unlock(*, entrance: Entrance) -> None:
    """One keyholder's turn to unlock the site."""
    with entrance.member() as entered:
        from holdfast.apps.accounts.services.parking import unlock_site

        click.echo(f"Unlocking: {unlock_site(entered.active)}.")


@command.command("shred")
@member_options
@click.option("--take-back", is_flag=True, help="Take back that somebody wanted it destroyed.")
def shred(*, entrance: Entrance, take_back: bool) -> None:
    """One keyholder's turn to destroy every key of this site, for ever."""
    from holdfast.apps.accounts.limits import Act

    if not take_back:
        door.say_limits(Act.SHRED_SITE)
    with entrance.member() as entered:
        from holdfast.apps.accounts.services.leaving import shred_site, take_back_shredding

        if take_back:
            click.echo(f"Taken back: {take_back_shredding(entered.active)}.")
            return
        door.agree("Destroy every key of this site, for ever?")
        if shred_site(entered.active, entered.gate):
            click.echo("Every key is destroyed. Destroy the backups too.")
        else:
            click.echo("Your turn is noted. Another keyholder must do the same within a week.")


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise click.UsageError("The head cannot be read. Nothing was compared.") from None
