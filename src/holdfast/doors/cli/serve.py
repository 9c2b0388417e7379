"""`holdfast serve`: the desk and the line on this machine, until somebody stops them.

Invariants:
- It listens on this machine only (a loopback address or a Unix socket), unless told otherwise.
- Who sends slowly, or nothing, holds one of many threads and no longer than its patience.
- No address, path or request line of a visitor is printed or logged.
- Every door is a process of its own. When one ends, or somebody says stop, all end.
"""

from __future__ import annotations

import os
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

import click

from holdfast.doors.cli.entrance import Entrance, site_options
from holdfast.doors.cli.premises import premises
from holdfast.kernel.errors import HoldfastError

THREADS, THREADS_OF_LINE = 8, 128  # strangers who send slowly must not keep the others out
SILENCE_SECONDS = 60  # a visitor who sends nothing for so long is let go
LINE_ALONE = "127.0.0.1:8401"
LINE_APPLICATION = "holdfast.project.wsgi_source:application"
_FOLDER = click.Path(file_okay=False, path_type=Path)
PATIENCE_SECONDS = 35  # longer than the longest delay of a log-in
GUNICORN = (
    sys.executable, "-m", "gunicorn", "--worker-class", "holdfast.project.worker.DoorWorker",
    "--workers", "1", "--log-level", "critical", "--no-control-socket",
    "--graceful-timeout", "5", "--timeout", "0",
)  # fmt: skip


class ListenError(HoldfastError):
    """An address cannot be listened on."""

    code = "serve.listen"

    def __init__(self, says: str, hint: str) -> None:
        super().__init__(f"{says} Nothing was started.", hint=hint)


class EndedError(HoldfastError):
    """A process ended that nobody told to."""

    code = "serve.ended"
    says = "A process of this site ended by itself, and the others were stopped."
    next_step = "Run `holdfast check`, and look at the disk and the memory of this machine."


@dataclass(frozen=True, slots=True)
class Door:
    """One process to be started: where it listens, and what answers there."""

    name: str
    application: str
    listening: socket.socket
    threads: int = THREADS

    def command(self) -> list[str]:
        """The words by which it is started."""
        bound = f"fd://{self.listening.fileno()}"
        return [*GUNICORN, "--threads", str(self.threads), "--bind", bound, self.application]


@click.command("serve")
@site_options
@click.option("--desk", default="127.0.0.1:8400", show_default=True, help="HOST:PORT or unix:PATH.")
@click.option("--source", help="Serve the line's door too, at HOST:PORT or unix:PATH.")
@click.option("--intake", type=_FOLDER, help="Serve the line's door alone, from its folder.")
@click.option("--name", "names", multiple=True, help="A name by which others reach the desk.")
@click.option("--anywhere", is_flag=True, help="Listen on an address that other machines reach.")
def command(
    *,
    entrance: Entrance,
    desk: str,
    source: str | None,
    intake: Path | None,
    names: tuple[str, ...],
    anywhere: bool,
) -> None:
    """Serve the desk of a site until Ctrl-C; with --source, the line's door too."""
    if intake is not None:
        _serve_line_alone(intake, source or LINE_ALONE, may_be_reached=anywhere)
        return
    place = premises()
    folder = place.folder(entrance.data)
    place.enter(folder)  # refuses in words what a process could only refuse in its log
    environment = {
        **os.environ,
        "HOLDFAST_DATA": str(folder),
        "HOLDFAST_DESK_NAMES": " ".join(names),
    }
    with ExitStack() as open_sockets:
        at_desk = open_sockets.enter_context(listening(desk, may_be_reached=anywhere))
        doors = [Door("desk", "holdfast.project.wsgi_desk:application", at_desk)]
        click.echo(f"The desk: {address_of(desk)}")
        if source is not None:
            environment["HOLDFAST_INTAKE"] = str(_line_in(folder / "intake"))
            at_line = open_sockets.enter_context(listening(source, may_be_reached=anywhere))
            doors.append(_line_at(at_line))
            click.echo(f"The line: {address_of(source)}")
        click.echo("Ctrl-C stops it. Who controls this machine reads what is opened on it.")
        serve(doors, environment)
    click.echo("Stopped. Nothing stays open.")


def _serve_line_alone(intake: Path, where: str, *, may_be_reached: bool) -> None:
    """The line's door, told of no site: as another system user runs it."""
    environment = {name: value for name, value in os.environ.items() if name != "HOLDFAST_DATA"}
    environment["HOLDFAST_INTAKE"] = str(_line_in(intake))
    with listening(where, may_be_reached=may_be_reached) as at_line:
        click.echo(f"The line: {address_of(where)}")
        serve([_line_at(at_line)], environment)
    click.echo("Stopped. Nothing stays open.")


def _line_at(listening_at: socket.socket) -> Door:
    return Door("line", LINE_APPLICATION, listening_at, THREADS_OF_LINE)


def _line_in(intake: Path) -> Path:
    """The line's folder. Raises ListenError where no line was opened in it."""
    if not (intake / "door.toml").is_file():
        raise ListenError("There is no line in this folder.", "Open it with `holdfast line open`.")
    return intake.resolve()


@contextmanager
def listening(where: str, *, may_be_reached: bool) -> Iterator[socket.socket]:
    """A socket that listens at `where` for the length of the block. Raises ListenError."""
    if where.startswith("unix:"):
        path = Path(where.removeprefix("unix:"))
        with _bound(socket.AF_UNIX, str(path)) as found:
            try:
                path.chmod(0o660)
                yield found
            finally:
                path.unlink(missing_ok=True)
        return
    host, port = _host_and_port(where)
    address = ip_address(host)
    if not (address.is_loopback or may_be_reached):
        raise ListenError(
            "Other machines could reach this address, and nothing here encrypts the way to it.",
            "Listen on 127.0.0.1 behind a proxy with TLS or an onion service, or say --anywhere.",
        )
    family = socket.AF_INET6 if address.version == 6 else socket.AF_INET
    with _bound(family, (host, port)) as found:
        yield found


def address_of(where: str) -> str:
    """What to type into a browser, or where a proxy connects."""
    return where if where.startswith("unix:") else f"http://{where}/"


def serve(doors: Sequence[Door], environment: Mapping[str, str]) -> None:
    """Run the doors' processes until one ends, or somebody says stop. Raises EndedError."""
    with _stop_on_term():
        running = [_start(door, environment) for door in doors]
        try:
            while all(process.poll() is None for process in running):
                time.sleep(0.1)
        except KeyboardInterrupt:
            return
        finally:
            _stop(running)
    raise EndedError


def _start(door: Door, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  (words of ours)
        door.command(), env=dict(environment), pass_fds=(door.listening.fileno(),)
    )


def _stop(running: Sequence[subprocess.Popen[bytes]]) -> None:
    for process in running:
        if process.poll() is None:
            process.terminate()
    for process in running:
        try:
            process.wait(timeout=PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def _stop_on_term() -> Iterator[None]:
    """Let a service manager's "stop" be what Ctrl-C is."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _bound(family: socket.AddressFamily, address: str | tuple[str, int]) -> Iterator[socket.socket]:
    with socket.socket(family, socket.SOCK_STREAM) as found:
        if family is not socket.AF_UNIX:
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            # each visitor's connection has it from here; gunicorn sets no limit of its own
            silence = struct.pack("@ll", SILENCE_SECONDS, 0)
            found.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, silence)
            found.bind(address)
            found.listen(128)
        except OSError as error:
            raise ListenError(
                "This address cannot be listened on.",
                f"The system says: {os.strerror(error.errno or 0)}. Choose another one.",
            ) from None
        yield found


def _host_and_port(where: str) -> tuple[str, int]:
    host, _, port = where.rpartition(":")
    host = host.strip("[]").replace("localhost", "127.0.0.1")
    try:
        ip_address(host)
        number = int(port)
    except ValueError:
        raise ListenError("This is no address.", "Write HOST:PORT with numbers.") from None
    if not 0 <= number < 65536:
        raise ListenError("This is no port.", "Ports are numbers from 1 to 65535.")
    return host, number
