"""`holdfast relay`: letters between the line and other channels, with no member's keys.

Invariants:
- It stands at the line as the line's door does, and can be run by the same system user.
- Prints how many went which way; never from whom, to whom or what.
- What one round could not do is tried in the next; a channel that is closed holds up no other.
"""

# ruff: noqa: PLC0415  (what needs Django is imported once the line's folder is known)
from __future__ import annotations

import signal
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click

from holdfast.doors.cli import entrance as door
from holdfast.doors.cli.premises import premises
from holdfast.kernel.errors import HoldfastError

if TYPE_CHECKING:
    from holdfast.apps.intake.peers.peer import Peer
    from holdfast.apps.intake.relay_key import RelayKey
    from holdfast.apps.intake.services.relaying import Passed

_FILE = click.Path(dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.group("relay")
def command() -> None:
    """Pass letters between the line and e-mail or Signal, with nobody logged in."""


@command.command("init")
@click.option("--intake", type=_FOLDER, required=True, help="The line's folder.")
@click.option("--key", "key_to", type=_FILE, required=True, help="Where the key file is written.")
def init(*, intake: Path, key_to: Path) -> None:
    """Make the relay's key: it opens the answers that the relay passes on."""
    premises().stand_at_line(intake)
    with door.in_words():
        from holdfast.apps.intake.relay_key import new_key_file

        new_key_file(key_to)
    click.echo("The key of the relay is written. Keep a copy on paper or on another machine:")
    click.echo("without it, answers to those who wrote before cannot be passed on.")


@command.command("run")
@click.option("--intake", type=_FOLDER, required=True, help="The line's folder.")
@click.option("--key", "key_file", type=_FILE, required=True, help="The relay's key file.")
@click.option("--channels", type=_FILE, required=True, help="The file that describes the channels.")
@click.option("--once", is_flag=True, help="Make one round and stop.")
@click.option(
    "--every", type=click.FloatRange(1, 600), default=20.0, help="Seconds between two rounds."
)
def run(*, intake: Path, key_file: Path, channels: Path, once: bool, every: float) -> int:
    """Fetch what arrived and send what was answered, until Ctrl-C."""
    premises().stand_at_line(intake)
    with door.in_words():
        from holdfast.apps.intake.peers.described import described_peers
        from holdfast.apps.intake.relay_key import read_key_file

        key, peers = read_key_file(key_file), described_peers(channels)
        told = threading.Event()
        if not once:
            signal.signal(signal.SIGTERM, lambda *_: told.set())
            click.echo(f"Passing on, every {every:g} seconds. Stop with Ctrl-C.", err=True)
        while True:
            problems = [_round(peer, key) for peer in peers]
            if once or told.wait(every):
                return int(any(problems))


def _round(peer: Peer, key: RelayKey) -> bool:
    """One round of one channel, told in numbers. Returns whether something could not be done."""
    from holdfast.apps.intake.services.relaying import pass_on

    try:
        passed = pass_on(peer, key)
    except HoldfastError as error:  # the disk is full, or the line was closed: it is tried again
        click.echo(f"{peer.channel}: {error.message} {error.hint}", err=True)
        return True
    except Exception as error:  # noqa: BLE001  (one channel's fault stops no other; its words are a letter's)
        click.echo(f"{peer.channel}: {_fault(type(error).__name__)}", err=True)
        return True
    for line in _said(passed):
        click.echo(f"{peer.channel}: {line}")
    for kind in sorted(set(passed.faults)):
        click.echo(f"{peer.channel}: {_fault(kind)}", err=True)
    return passed.is_closed or bool(passed.faults)


def _fault(kind: str) -> str:
    return (
        f"a fault of ours ({kind}). What it met stays where it is, and is tried again. "
        "If it comes back, report this line to the authors: it holds nothing of a letter."
    )


def _said(passed: Passed) -> list[str]:
    lines = []
    if passed.brought or passed.sent:
        lines.append(f"{passed.brought} brought in, {passed.sent} sent.")
    if passed.aside:
        lines.append(f"{passed.aside} did not fit here whole; the rest stays where it came.")
    if passed.refused:
        lines.append(f"{passed.refused} refused for ever. Their conversations say so.")
    if passed.is_closed or passed.waiting:
        lines.append(f"not everything went; {passed.waiting} wait. It is tried again.")
    return lines
