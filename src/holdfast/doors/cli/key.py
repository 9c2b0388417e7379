"""`holdfast key ...`: a member's own keys, and the ways back to them.

Invariants: what is shown once is printed once and stored nowhere; nothing counts before it was
typed back from paper or device.
"""

# ruff: noqa: PLC0415  (what needs Django is imported once the site's folder is known)
from __future__ import annotations

from pathlib import Path

import click

from holdfast.doors.cli import entrance as door
from holdfast.doors.cli.entrance import Entrance, member_options, site_options

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.group("key")
def command() -> None:
    """Your passphrase, your second factor, and the ways back."""


@command.command("fingerprint")
@member_options
def fingerprint(*, entrance: Entrance) -> None:
    """Show the thirty digits that you read to others, by voice."""
    with entrance.member() as entered:
        from holdfast.apps.accounts.queries import own_fingerprint

        click.echo(own_fingerprint(entered.active))


@command.command("passphrase")
@member_options
@click.option("--new-key-file", type=_FILE, help="A key file in the place of the present one.")
def passphrase(*, entrance: Entrance, new_key_file: Path | None) -> None:
    """Draw a new passphrase. A key file that you use stays in use."""
    from holdfast.apps.accounts.limits import Act

    door.say_limits(Act.NEW_PASSPHRASE)
    with entrance.member() as entered:
        from holdfast.apps.accounts.services.passphrase import change_passphrase

        key_file = door.key_file_at(new_key_file) or entered.key_file
        drawn = change_passphrase(entered.opened, entered.gate, key_file=key_file)
        click.echo(f"Your passphrase: {drawn}")
        click.echo("It is shown this once. The old one opens nothing here any more.")


@command.command("totp")
@member_options
@click.option("--end", is_flag=True, help="Log in without a second factor from now on.")
def totp(*, entrance: Entrance, end: bool) -> None:
    """Set up a second factor, and prove it with a first code."""
    with entrance.member() as entered:
        from holdfast.apps.accounts.services import second_factor
        from holdfast.apps.accounts.totp import as_link, as_typed

        unlocked = entered.active.unlocked
        if end:
            second_factor.end_second_factor(unlocked)
            click.echo("No code is asked for any more.")
            return
        secret = second_factor.begin_second_factor(unlocked)
        click.echo(f"Secret: {as_typed(secret)}")
        click.echo(f"Link:   {as_link(secret)}")
        typed = door.ask("The code that your device shows now")
        second_factor.prove_second_factor(unlocked, typed, entered.gate)
        click.echo("The second factor counts from now on.")


@command.command("recovery-sheet")
@member_options
def recovery_sheet(*, entrance: Entrance) -> None:
    """Make a new recovery sheet. It counts after `holdfast key prove-sheet`."""
    with entrance.member() as entered:
        from holdfast.apps.accounts.services.recovery_sheet import new_sheet

        click.echo(new_sheet(entered.opened))
        click.echo("Write this line on paper, with nothing else on it. It is shown this once.")
        click.echo("It does not count yet: prove it now with `holdfast key prove-sheet`.")


@command.command("prove-sheet")
@member_options
def prove_sheet(*, entrance: Entrance) -> None:
    """Type the newest sheet in from paper, and let it count from now on."""
    with entrance.member() as entered:
        from holdfast.apps.accounts.services import recovery_sheet

        typed = door.ask("The line on the paper")
        recovery_sheet.prove_sheet(entered.opened, typed)
        click.echo("The sheet counts. Any sheet from before opens nothing here any more.")


@command.command("trustees")
@member_options
@click.option("--needed", type=int, required=True, help="How many of them bring you back.")
@click.argument("aliases", metavar="ALIAS...", nargs=-1, required=True)
def trustees(*, entrance: Entrance, needed: int, aliases: tuple[str, ...]) -> None:
    """Let some of these members together bring you back. A proven sheet comes first."""
    with entrance.member() as entered:
        from holdfast.apps.accounts.queries import colleague_named
        from holdfast.apps.accounts.services.trustees import set_trustees

        named = [colleague_named(entered.active, alias) for alias in aliases]
        set_trustees(entered.opened, named, needed=needed)
        click.echo(f"Any {needed} of {len(named)} can bring you back.")


@command.command("recover")
@site_options
@click.option("--new-key-file", type=_FILE, help="A key file for the new passphrase.")
def recover(*, entrance: Entrance, new_key_file: Path | None) -> None:
    """Come back by the recovery sheet, with a new passphrase."""
    with entrance.site() as gate:
        from holdfast.apps.accounts.services.recovery_sheet import recover_by_sheet

        alias, typed = door.ask("Alias"), door.ask("The line on the paper")
        drawn = recover_by_sheet(alias, typed, gate, key_file=door.key_file_at(new_key_file))
        click.echo(f"Your passphrase: {drawn}")
        click.echo("It is shown this once. Your second factor is off; make a new sheet.")


@command.command("ask-trustees")
@site_options
def ask_trustees(*, entrance: Entrance) -> None:
    """Ask your trustees to bring you back."""
    with entrance.site() as gate:
        from holdfast.apps.accounts.services import trustees as back

        asked = back.ask_trustees(door.ask("Alias"), gate)
        click.echo(f"Passphrase for this: {asked.passphrase}")
        click.echo(f"Fingerprint:         {asked.fingerprint}")
        click.echo("Read the fingerprint to each trustee, by voice; then `holdfast key come-back`.")


@command.command("help-back")
@member_options
@click.argument("alias_of_member", metavar="ALIAS")
def help_back(*, entrance: Entrance, alias_of_member: str) -> None:
    """One trustee's turn to bring a member back, after hearing the fingerprint from them."""
    with entrance.member() as entered:
        from holdfast.apps.accounts.services import trustees as back

        heard = door.ask("The thirty digits that you heard")
        back.help_back(entered.active, alias_of_member, heard)
        click.echo("Your share is given, to these keys alone.")


@command.command("come-back")
@site_options
@click.option("--new-key-file", type=_FILE, help="A key file for the new passphrase.")
def come_back(*, entrance: Entrance, new_key_file: Path | None) -> None:
    """Come back when enough trustees have helped, with a new passphrase."""
    with entrance.site() as gate:
        from holdfast.apps.accounts.gate import Attempt
        from holdfast.apps.accounts.services import trustees as back

        alias, typed = door.ask("Alias"), entrance.typed_passphrase()
        drawn = back.come_back(Attempt(alias, typed, door.key_file_at(new_key_file)), gate)
        click.echo(f"Your passphrase: {drawn}")
        click.echo("It is shown this once. Your second factor is off; make a new sheet.")


@command.command("allow-tries")
@member_options
def allow_tries(*, entrance: Entrance) -> None:
    """Let people try to come back again in this week, by a keyholder."""
    with entrance.member() as entered:
        from holdfast.apps.accounts.services.tries import begin_anew

        begin_anew(entered.active)
        click.echo("Sheets and trustees can be tried again. If you do not know who tried: ask.")


@command.command("new-root")
@member_options
@click.option("--new-key-file", type=_FILE, help="A key file for the new passphrase.")
def new_root(*, entrance: Entrance, new_key_file: Path | None) -> None:
    """Become a new member with new keys, after somebody may have had the old ones."""
    from holdfast.apps.accounts.limits import Act

    door.say_limits(Act.NEW_ROOT)
    with entrance.member() as entered:
        from holdfast.apps.keyring.services.membership import become_new

        door.agree("Become a new member now?")
        key_file = door.key_file_at(new_key_file)
        successor = become_new(entered.opened, entered.gate, key_file=key_file)
        click.echo(f"Your alias:      {successor.active.alias}")
        click.echo(f"Your passphrase: {successor.passphrase}")
        click.echo("Both are shown this once. Make a new sheet, trustees and second factor.")
