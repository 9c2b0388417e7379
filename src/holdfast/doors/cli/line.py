"""`holdfast line ...`: open the line, say who answers it, give it new keys, and its own words.

Invariants: nothing that is printed opens anything; what was written stays readable to those who
answer.
"""

# ruff: noqa: PLC0415  (what needs Django is imported once the site's folder is known)
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from holdfast.doors.cli.entrance import Entered, Entrance, member_options, site_options

if TYPE_CHECKING:
    from holdfast.apps.accounts.rules import MemberId
    from holdfast.apps.keyring.rules import Actor


_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("line")
def command() -> None:
    """The line: open it, let members answer it, give it new keys."""


@command.command("open")
@member_options
def open_line(*, entrance: Entrance) -> None:
    """Open the line of this site. Whoever does can read it, and lets others in."""
    with entrance.member() as entered:
        from holdfast.apps.intake.services.line import found_line

        found_line(actor=_at_work(entered))
        click.echo("The line is open. Start its door with HOLDFAST_INTAKE at the folder `intake`.")
        click.echo("Next: let those who answer join it, with `holdfast line join ALIAS`.")


@command.command("join")
@member_options
@click.argument("alias_of_member", metavar="ALIAS")
def join(*, entrance: Entrance, alias_of_member: str) -> None:
    """Let a member read and answer the line."""
    with entrance.member() as entered:
        from holdfast.apps.intake.services.line import join_line

        join_line(actor=_at_work(entered), member=_named(entered, alias_of_member))
        click.echo("They can read and answer the line.")


@command.command("leave")
@member_options
@click.argument("alias_of_member", metavar="ALIAS")
def leave(*, entrance: Entrance, alias_of_member: str) -> None:
    """Take the line back from a member, and give it new keys."""
    with entrance.member() as entered:
        from holdfast.apps.intake.services.line import leave_line

        leave_line(actor=_at_work(entered), member=_named(entered, alias_of_member))
        click.echo("They can read the line no more. What they read they know.")


@command.command("rotate")
@member_options
def rotate(*, entrance: Entrance) -> None:
    """Give the line new keys. What was written before stays readable."""
    with entrance.member() as entered:
        from holdfast.apps.intake.services.line import rotate_line

        rotate_line(actor=_at_work(entered))
        click.echo("From now on letters are sealed to new keys. No code changes.")


@command.command("publish")
@member_options
def publish(*, entrance: Entrance) -> None:
    """Write the door's file anew, as after a restore."""
    with entrance.member() as entered:
        from holdfast.apps.intake.services.line import publish_line

        publish_line(actor=_at_work(entered))
        click.echo("The file `intake/door.toml` is written.")


@command.command("texts")
@site_options
@click.argument("language")
@click.argument("file", required=False, type=_FILE)
def texts(*, entrance: Entrance, language: str, file: Path | None) -> None:
    """Put your own safety and crisis texts in place, signed off and dated; without FILE, print the
    present ones or the example."""
    with entrance.site():
        from holdfast.apps.intake import texts as words

        if file is not None:
            placed = words.place_texts(language, file.read_bytes())
            click.echo(f"Signed off by {placed.signed_off_by}, {placed.dated}. Shown from now on.")
            return
        own = words.own_texts(words.check_known(language))
        _print(own if own.is_file() else words.shipped_texts(language))


@command.command("sentences")
@site_options
@click.argument("language")
@click.argument("file", required=False, type=_FILE)
def sentences(*, entrance: Entrance, language: str, file: Path | None) -> None:
    """Put the other sentences of a language in place: a gettext catalogue (.po), whole and signed
    off; without FILE, print the draft."""
    with entrance.site():
        from holdfast.apps.intake import texts as words
        from holdfast.apps.intake.errors import BadCatalogueError

        if file is None:
            _print(words.shipped_catalogue(language))
            return
        try:
            signed = words.place_catalogue(language, file.read_text("utf-8"))
        except UnicodeDecodeError:
            raise BadCatalogueError.at(1) from None
        click.echo(f"Signed off by {signed.by}, {signed.on}. Shown when the door is started anew.")


def _print(file: Path) -> None:
    """A file as it stands; a language without a draft has nothing to begin from but English."""
    if file.is_file():
        click.echo(file.read_text("utf-8"), nl=False)
    else:
        click.echo("There is no draft in this language. Begin from English.")


def _at_work(entered: Entered) -> Actor:
    from holdfast.apps.keyring.services.opening import come_to_work

    return come_to_work(entered.active)


def _named(entered: Entered, alias: str) -> MemberId:
    from holdfast.apps.accounts.queries import colleague_named

    return colleague_named(entered.active, alias).id
