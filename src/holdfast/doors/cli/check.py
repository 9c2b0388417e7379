"""`holdfast check`: read everything again, and say in words what is wrong and what to do.

Invariants:
- It changes nothing of a case, and finishes nothing: a site that must not be written to is checked
  as it stands, and can be stopped at any moment.
- Exit 0: nothing is wrong. 1: something is, and was said. 2: it could not be checked.
"""

# ruff: noqa: PLC0415  (what needs Django is imported once the site's folder is known)
from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import click

from holdfast.doors.cli import entrance as door
from holdfast.doors.cli.entrance import Entrance, member_options
from holdfast.doors.cli.premises import premises
from holdfast.doors.cli.progress import shown_progress
from holdfast.kernel.errors import HoldfastError

if TYPE_CHECKING:
    from holdfast.apps.accounts.gate import Gate
    from holdfast.apps.accounts.rules import ActiveMember

SOMETHING_IS_WRONG = 1


@click.command("check")
@member_options
def command(*, entrance: Entrance) -> None:
    """Read again all that you can open, and hold it against the ledger.

    Records, files and keys are opened to their end, the ledger is recomputed and held against its
    signed heads and the one you saw last, and what is missing or left over is counted.
    """
    place = premises()
    place.enter(place.folder(entrance.data))
    with door.in_words():
        from holdfast.apps.accounts.queries import require
        from holdfast.apps.accounts.rules import Permission
        from holdfast.apps.keyring.rules import Actor
        from holdfast.apps.keyring.services.proving import each_wrong

        active = member_of(entrance, place.gate())
        require(active, Permission.CHECK_SITE)
        faults = _found(partial(each_wrong, Actor(active.id, active.keys)))
    if faults:
        say_faults(faults)
        click.get_current_context().exit(SOMETHING_IS_WRONG)
    click.echo("Nothing is wrong with the ledger, nor with anything that you can open.")


def _found(wrongs: Callable[..., Iterable[HoldfastError]]) -> list[HoldfastError]:
    """What is wrong. Stopped before the end, what was found until then is said."""
    faults: list[HoldfastError] = []
    try:
        with shown_progress() as report:
            faults.extend(wrongs(report=report))
    except KeyboardInterrupt:
        say_faults(faults)
        click.echo("Stopped before the end. Of what was not read yet, nothing is said.")
        raise
    return faults


def member_of(entrance: Entrance, gate: Gate) -> ActiveMember:
    """The member who types, without coming in: nothing is accepted and nothing is remembered."""
    from holdfast.apps.accounts.gate import Attempt
    from holdfast.apps.accounts.services.login import open_member

    key_file = entrance.read_key_file()
    alias = entrance.alias or door.ask("Alias")
    attempt = Attempt(alias, entrance.typed_passphrase(), key_file)
    return open_member(attempt, gate, ask_code=lambda: door.ask("Code of the second factor")).active


def say_faults(faults: Sequence[HoldfastError]) -> None:
    """Each kind of fault once, with how often it was met and what to do."""
    for (message, hint), many in Counter((f.message, f.hint) for f in faults).items():
        click.echo(f"{many} x  {message}")
        if hint:
            click.echo(f"      {hint}")
