"""`holdfast watch`: look after check-ins with nobody logged in.

Invariants:
- Needs nobody's passphrase: only the watch's own key, which lies outside of the site's folder.
- Prints how many are looked after and how many notices went out; never whom or about whom.
"""

# ruff: noqa: PLC0415  (what needs Django is imported once the site's folder is known)
from __future__ import annotations

import signal
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click

from holdfast.doors.cli import entrance as door
from holdfast.doors.cli.entrance import Entrance, member_options
from holdfast.doors.cli.premises import premises

if TYPE_CHECKING:
    from holdfast.apps.intake.queries.bells import Known
    from holdfast.apps.watch.post import MailServer
    from holdfast.apps.watch.records import Letterbox
    from holdfast.apps.watch.services.standing_guard import Also
    from holdfast.kernel.clock import Clock

_FILE = click.Path(dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)
_NOT_WATCHING = 1


@click.group("watch", invoke_without_command=True)
@click.option("--data", type=_FOLDER, help="The site's folder; HOLDFAST_DATA if left out.")
@click.option("--key", "key_file", type=_FILE, help="The watch's key file.")
@click.option("--once", is_flag=True, help="Make one round and stop.")
@click.option(
    "--every", type=click.FloatRange(1, 600), default=30.0, help="Seconds between two rounds."
)
@click.option("--check-on", type=_FOLDER, help="Only say whether the watch of this site is alive.")
@click.pass_context
def command(
    context: click.Context,
    *,
    data: Path | None,
    key_file: Path | None,
    once: bool,
    every: float,
    check_on: Path | None,
) -> int | None:
    """Tell those responsible when a check-in is missed, with nobody logged in."""
    if context.invoked_subcommand is not None:
        return None
    if check_on is not None:
        return _check_on(check_on)
    place = premises()
    folder = place.folder(data)
    place.enter(folder)
    box = _key(folder, key_file, every)
    with door.in_words():
        from holdfast.apps.watch.post import mail_server, post_through
        from holdfast.apps.watch.services.standing_guard import stand_guard

        clock = place.gate().clock
        server = mail_server()
        post = post_through(server, clock=clock)
        pause = (lambda _: False) if once else _until_told().wait_for
        if not once:
            click.echo(f"Watching, every {every:g} seconds. Stop with Ctrl-C.", err=True)
        also = _also(box, server, clock)
        stand_guard(box, post, clock=clock, every_seconds=every, pause=pause, also=also)
    return None


@command.command("init")
@member_options
@click.option("--key", "key_to", type=_FILE, required=True, help="Where the key file is written.")
def init(*, entrance: Entrance, key_to: Path) -> None:
    """Make the watch's key, or write the same key out again."""
    with entrance.member() as entered:
        from holdfast.apps.keyring.services.opening import come_to_work
        from holdfast.apps.watch.services.founding import found_watch

        found_watch(come_to_work(entered.active), key_to)
        click.echo("The key of the watch is written. Keep it out of every backup of this site.")
        click.echo("Next: name a mail server in site.toml, and start `holdfast watch`.")


def _key(folder: Path, key_file: Path | None, every: float) -> Letterbox:
    """The watch's key; where it is absent, the sign of life says so."""
    from holdfast.apps.watch.errors import NoWatchKeyError, WatchError
    from holdfast.apps.watch.heartbeat import Condition, beat
    from holdfast.apps.watch.key_file import read_key

    try:
        if key_file is None:
            raise NoWatchKeyError
        return read_key(key_file)
    except WatchError:
        with door.in_words():
            beat(folder, Condition.NO_KEY, every_seconds=every)
        raise


def _also(box: Letterbox, server: MailServer, clock: Clock) -> Also:
    """What else each round does: tell the team of the line, by mail and through ntfy."""
    from holdfast.apps.intake.services.notice_rounds import tell_of_line
    from holdfast.apps.intake.team.notices import By
    from holdfast.apps.watch.ntfy import ntfy_server, ntfy_through
    from holdfast.apps.watch.post import mail_through

    ways = {By.MAIL: mail_through(server, clock=clock)}
    topics = ntfy_server()
    if topics is not None:
        ways[By.NTFY] = ntfy_through(topics)
    known: Known = {}
    return lambda now: tell_of_line(box, ways, now=now, known=known)


def _check_on(folder: Path) -> int:
    from holdfast.apps.watch.heartbeat import sign_of_life

    sign = sign_of_life(folder)
    click.echo(f"{'Watching' if sign.is_watching else 'Not watching'}: {sign.condition}.")
    return 0 if sign.is_watching else _NOT_WATCHING


class _Stop:
    """A pause that a signal ends."""

    def __init__(self) -> None:
        self._told = threading.Event()

    def tell(self, *_: object) -> None:
        """End the pause that runs, and every later one."""
        self._told.set()

    def wait_for(self, seconds: float) -> bool:
        """Wait. Returns whether to go on."""
        return not self._told.wait(seconds)


def _until_told() -> _Stop:
    stop = _Stop()
    signal.signal(signal.SIGTERM, stop.tell)
    return stop
