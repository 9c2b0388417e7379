"""`holdfast demo`: a fictional network, and one thread through the whole house.

Invariants: the site is thrown away at the end, however it ends; nothing in it is real.
"""

# ruff: noqa: PLC0415  (what needs Django is imported once the site's folder is known)
from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random  # noqa: TID251  (no secret comes from it)
from typing import TYPE_CHECKING

import click

from holdfast.doors.cli.corroborate import show
from holdfast.doors.cli.main import ExitCode
from holdfast.doors.cli.premises import premises
from holdfast.doors.cli.progress import Report, shown_progress
from holdfast.doors.cli.serve import Door, address_of, listening, serve
from holdfast.methods.corroboration.delivery import deliver
from holdfast.methods.corroboration.record import to_json
from holdfast.methods.corroboration.survey import Survey, survey
from holdfast.rendering.folder import check_output

if TYPE_CHECKING:
    from holdfast.apps.accounts.gate import Gate
    from holdfast.apps.watch.post import Post
    from holdfast.apps.watch.records import Letterbox
    from holdfast.doors.cli.demonstration.crew import Crew
    from holdfast.doors.cli.demonstration.scene import Thread

REPORTS = Path(__file__).parent / "demo_reports"
DESK, LINE = "127.0.0.1:8400", "127.0.0.1:8401"
_NOTICES = """
[notices]
host = "127.0.0.1"
port = {port}
from = "desk@mail.example"
security = "none"
"""


@click.command("demo")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo-out"),
    show_default=True,
    help="Where the record of the press reports and the release go.",
)
@click.option(
    "--weeks",
    type=click.IntRange(0, 8),
    default=0,
    show_default=True,
    help="So many weeks of the network's life come before, drawn from the seed.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="From what they are drawn.")
@click.option("--serve/--no-serve", "is_served", default=True, help="Serve both doors afterwards.")
@click.option("--desk", default=DESK, show_default=True, help="Where the desk listens.")
@click.option("--line", default=LINE, show_default=True, help="Where the line listens.")
def command(*, out: Path, weeks: int, seed: int, is_served: bool, desk: str, line: str) -> int:
    """Build a fictional network, walk one thread through the house, and serve both doors."""
    for name in ("record", "release"):
        check_output(out / name)
    place = premises()
    click.echo(
        "A network that does not exist, in a country that does not exist. All is invented.\n"
    )
    with _thrown_away() as folder, shown_progress() as progress:
        made = _corroborated(folder, out / "record", progress)
        show(made, (out / "record").resolve(), has_pages=True)
        place.begin(folder / "site")
        before = Before(weeks, seed)
        crew, thread = _walked(folder, out / "release", to_json(made.record), before, progress)
        click.echo(f"\nThe release: {(out / 'release').resolve()}")
        if is_served:
            _serve(folder, crew, thread, desk=desk, line=line)
    return ExitCode.DONE


@contextmanager
def _thrown_away() -> Iterator[Path]:
    """A folder for this user only, that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="holdfast-demo-") as folder:
        yield Path(folder)


def _corroborated(folder: Path, out: Path, progress: Report) -> Survey:
    reports = folder / "reports"
    shutil.copytree(REPORTS, reports)
    made = survey(reports, out=out, workers=1, on_progress=progress)
    deliver(made, out, on_progress=progress)
    return made


@dataclass(frozen=True, slots=True)
class Before:
    """How many weeks come before the thread, and from which seed."""

    weeks: int
    seed: int


def _walked(
    folder: Path, out: Path, record: bytes, before: Before, progress: Report
) -> tuple[Crew, Thread]:
    """The network, and the thread through it, printed step by step."""
    from holdfast.apps.keyring.contactcodes import COST
    from holdfast.apps.watch.key_file import read_key
    from holdfast.apps.watch.post import MailServer, post_through
    from holdfast.apps.watch.services.founding import found_watch, set_address
    from holdfast.apps.watch.services.rounds import make_round
    from holdfast.doors.cli.demonstration import crew as people
    from holdfast.doors.cli.demonstration.mail_sink import mail_sink
    from holdfast.doors.cli.demonstration.network import build
    from holdfast.doors.cli.demonstration.scene import Scene, Thread
    from holdfast.doors.cli.demonstration.thread import walk

    place, key = premises(), folder / "watch.key"
    gate = place.gate()
    crew: Crew = {}
    for name, colleague in people.gather(gate):
        crew[name] = colleague
        progress("The team comes together", len(crew), len(people.ROLES) + 1)
    people.share_rooms(crew)
    cost = gate.test_cost or COST
    found_watch(crew["Marten"].actor, key)
    for name in people.WATCHED_BY:
        set_address(crew[name].actor, f"{name.lower()}@desk.example")
    with mail_sink() as sink:
        server = MailServer("127.0.0.1", sink.port, "desk@mail.example", security="none")
        if before.weeks:
            post = post_through(server, clock=gate.clock)
            tell_weeks(crew, gate, before, box=read_key(key), post=post)
        build(crew, cost=cost, clock=gate.clock, on_progress=progress)
        place.finish(folder / "site")
        click.echo("\nOne thread through the house:\n")

        def look_after() -> int:
            make_round(read_key(key), post_through(server, clock=gate.clock), now=gate.clock())
            return sink.taken

        scene = Scene(
            crew=crew,
            clock=gate.clock,
            cost=cost,
            look_after=look_after,
            record=lambda: record,
            out=out,
            say=click.echo,
        )
        return crew, walk(scene, Thread(), keep=lambda _: None)


def tell_weeks(crew: Crew, gate: Gate, before: Before, *, box: Letterbox, post: Post) -> None:
    """The weeks until this moment, a line a day."""
    from holdfast.apps.keyring.contactcodes import COST
    from holdfast.doors.cli.demonstration.story.beginning import begin
    from holdfast.doors.cli.demonstration.story.stage import Story, StoryClock
    from holdfast.doors.cli.demonstration.story.weeks import in_words, live_weeks

    now = gate.clock()
    story = Story(
        crew=crew,
        gate=gate,
        clock=StoryClock(now - dt.timedelta(weeks=before.weeks)),
        random=Random(before.seed),  # noqa: S311  (no secret comes from it)
        cost=gate.test_cost or COST,
        box=box,
        post=post,
        staying=frozenset(crew),
    )
    click.echo(f"\nWeeks of the network before: {before.weeks}, from seed {before.seed}.\n")
    begin(story)
    for day in live_weeks(story, until=now):
        click.echo(f"  {in_words(day)}")
    for name in story.lost:
        del crew[name]


def _serve(folder: Path, crew: Crew, thread: Thread, *, desk: str, line: str) -> None:
    """Both doors and the watch, three processes, until Ctrl-C."""
    from django.db import connections

    from holdfast.doors.cli.demonstration.mail_sink import mail_sink

    connections.close_all()
    site = folder / "site"
    with (
        listening(desk, may_be_reached=False) as at_desk,
        listening(line, may_be_reached=False) as at_line,
        mail_sink() as sink,
        _watching(folder, sink.port),
    ):
        click.echo(f"\nThe desk: {address_of(desk)}    The line: {address_of(line)}\n")
        for name, colleague in crew.items():
            roles = ", ".join(sorted(colleague.active.roles))
            click.echo(f"  {name:<8} {colleague.alias}   {colleague.passphrase}   ({roles})")
        click.echo(f"\nA contact code to come back to the line with: {thread.code}")
        click.echo("Ctrl-C stops them and removes the site.")
        doors = [
            Door("desk", "holdfast.project.wsgi_desk:application", at_desk),
            Door("line", "holdfast.project.wsgi_source:application", at_line),
        ]
        environment = {
            **os.environ, "HOLDFAST_DATA": str(site), "HOLDFAST_INTAKE": str(site / "intake"),
        }  # fmt: skip
        serve(doors, environment)
    click.echo("Stopped, and removed.")


@contextmanager
def _watching(folder: Path, port: int) -> Iterator[None]:
    """`holdfast watch` in a process of its own, telling a mail server on this machine."""
    with (folder / "site" / "site.toml").open("a", encoding="utf-8") as file:
        file.write(_NOTICES.format(port=port))
    words = ["watch", "--data", str(folder / "site"), "--key", str(folder / "watch.key")]
    watch = subprocess.Popen(  # noqa: S603  (words of ours)
        [sys.executable, "-m", "holdfast", *words], stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        watch.terminate()
        watch.wait()
