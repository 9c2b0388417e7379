"""`holdfast member ...`: invite, confirm, list, lock, travel, leave.

Invariants: the list shows aliases and states; a name is typed at a prompt, never as an argument.
"""

# ruff: noqa: PLC0415  (what needs Django is imported once the site's folder is known)
from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from holdfast.doors.cli import entrance as door
from holdfast.doors.cli.entrance import Entered, Entrance, member_options, site_options

_ROLES = click.Choice(
    [
        "operator",
        "case worker",
        "coordinator",
        "documenter",
        "analyst",
        "publisher",
        "keyholder",
    ]
)


@click.group("member")
def command() -> None:
    """Invite, confirm, list, lock, travel, leave."""


@command.command("invite")
@member_options
@click.option("--role", "roles", type=_ROLES, multiple=True, required=True, help="What they do.")
def invite(*, entrance: Entrance, roles: tuple[str, ...]) -> None:
    """Invite somebody, who will have these roles."""
    with entrance.member() as entered:
        from holdfast.apps.accounts.queries import own_fingerprint
        from holdfast.apps.accounts.rules import Role
        from holdfast.apps.accounts.services import invitations

        called = door.ask("What does the team call them? (may stay empty)")
        invitation = invitations.invite(
            entered.active, called=called, roles=[Role(r) for r in roles], gate=entered.gate
        )
        click.echo(f"Their alias:      {invitation.alias}")
        click.echo(f"Their code:       {invitation.code}")
        click.echo(f"Your fingerprint: {own_fingerprint(entered.active)}")
        click.echo("The code is shown this once, works once, and is good for two weeks.")


@command.command("accept")
@site_options
@click.option(
    "--key-file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A file to be needed together with the passphrase.",
)
def accept(*, entrance: Entrance, key_file: Path | None) -> None:
    """Accept an invitation with its code."""
    with entrance.site() as gate:
        from holdfast.apps.accounts.services import invitations

        code = door.ask("Code of the invitation")
        accepted = invitations.accept(code, gate, key_file=door.key_file_at(key_file))
        click.echo(f"Your alias:          {accepted.alias}")
        click.echo(f"Your passphrase:     {accepted.passphrase}")
        click.echo(f"Your fingerprint:    {accepted.fingerprint}")
        click.echo(f"Inviter fingerprint: {accepted.inviter_fingerprint}")
        click.echo("The passphrase is shown this once. Read the fingerprints to each other, by")
        click.echo("voice, over a line you trust. You can come in when the inviter confirmed you.")


@command.command("confirm")
@member_options
@click.argument("alias_of_member", metavar="ALIAS")
def confirm(*, entrance: Entrance, alias_of_member: str) -> None:
    """Let in who accepted your invitation, after their voice read you the fingerprint."""
    with entrance.member() as entered:
        from holdfast.apps.keyring.services.membership import let_in

        heard = door.ask("The thirty digits that you heard")
        let_in(entered.active, alias_of_member, heard, entered.gate)
        click.echo("The fingerprint fits. They are a member now.")


@command.command("withdraw")
@member_options
@click.argument("alias_of_member", metavar="ALIAS")
def withdraw(*, entrance: Entrance, alias_of_member: str) -> None:
    """Take back an invitation of yours that you have not confirmed."""
    with entrance.member() as entered:
        from holdfast.apps.accounts.services import invitations

        invitations.withdraw(entered.active, alias_of_member)
        click.echo("The invitation is taken back.")


@command.command("list")
@member_options
def list_members(*, entrance: Entrance) -> None:
    """List aliases and states: never names."""
    with entrance.member() as entered:
        from holdfast.apps.accounts.queries import members

        for person in members(entered.active):
            click.echo(f"{person.alias}  {person.state}")


@command.command("roles")
@member_options
@click.argument("alias_of_member", metavar="ALIAS")
@click.argument("roles", nargs=-1, type=_ROLES)
def roles_of(*, entrance: Entrance, alias_of_member: str, roles: tuple[str, ...]) -> None:
    """Give a member these roles in the place of those they had."""
    with entrance.member() as entered:
        from holdfast.apps.accounts.queries import member_named
        from holdfast.apps.accounts.rules import Role
        from holdfast.apps.accounts.services.directory import set_roles

        set_roles(entered.active, member_named(alias_of_member), [Role(r) for r in roles])
        click.echo("The roles are changed.")


@command.command("lock")
@member_options
@click.argument("alias_of_member", metavar="[ALIAS]", required=False)
def lock(*, entrance: Entrance, alias_of_member: str | None) -> None:
    """Lock yourself, or another, out at once: all sessions end."""
    with entrance.member() as entered:
        from holdfast.apps.accounts.limits import Act
        from holdfast.apps.accounts.queries import member_named
        from holdfast.apps.accounts.services.parking import lock_member

        member = member_named(alias_of_member) if alias_of_member else entered.active.id
        if lock_member(entered.active, member):
            click.echo("Locked. All sessions have ended.")
        else:
            click.echo("All sessions have ended. Nobody else keeps keys, so you can come in.")
        door.say_limits(Act.LOCK_MEMBER)  # after, not before: this is done in a hurry


@command.command("travel")
@member_options
@click.option("--keeper", "keepers", multiple=True, help="Alias of who can bring them back.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The date of return.")
def travel(*, entrance: Entrance, keepers: tuple[str, ...], until: dt.datetime | None) -> None:
    """Seal your own ways in away for a journey, until two keepers or a date."""
    from holdfast.apps.accounts.limits import Act

    door.say_limits(Act.TRAVEL)
    with entrance.member() as entered:
        from holdfast.apps.accounts.queries import colleague_named
        from holdfast.apps.accounts.services import parking

        named = [colleague_named(entered.active, alias) for alias in keepers]
        back_on = until.date() if until else None
        door.agree("Seal your ways in away now?")
        parking.travel(entered.active, parking.Keeping(named, back_on=back_on))
        click.echo("Your ways in are sealed away. All your sessions have ended.")


@command.command("return")
@member_options
@click.argument("alias_of_member", metavar="ALIAS")
def bring_back(*, entrance: Entrance, alias_of_member: str) -> None:
    """One keeper's turn to bring back somebody who is locked or travelling."""
    with entrance.member() as entered:
        from holdfast.apps.accounts.queries import member_named
        from holdfast.apps.accounts.services import parking

        click.echo(f"Return: {parking.bring_back(entered.active, member_named(alias_of_member))}.")


@command.command("leave")
@member_options
@click.argument("alias_of_member", metavar="[ALIAS]", required=False)
def leave(*, entrance: Entrance, alias_of_member: str | None) -> None:
    """End your membership, or another's."""
    from holdfast.apps.accounts.limits import Act

    door.say_limits(Act.LEAVE)
    with entrance.member() as entered:
        _leave(entered, alias_of_member)


def _leave(entered: Entered, alias: str | None) -> None:
    from holdfast.apps.accounts.queries import member_named
    from holdfast.apps.keyring.services.membership import part_with

    member = member_named(alias) if alias else entered.active.id
    door.agree("End this membership?")
    part_with(entered.active, member, entered.gate)
    click.echo("The membership has ended.")
