"""A served door, and bytes that were requests until somebody broke them.

True requests of a person are cut off, doubled, flipped and filled with other bytes, and sent over
real connections. In between somebody writes as people do; their words must all be there in the end,
and nothing of any request may stand in what the door prints.
"""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random  # noqa: TID251  (no secret comes from it)

from tests.apps import stage

stage.prepare()

from benchmarks.door import Browser  # noqa: E402
from tests.apps.intake.cast import LineTeam, open_line  # noqa: E402
from tests.doors.lies import lies  # noqa: E402

from holdfast.apps.intake.queries.conversations import conversation  # noqa: E402
from holdfast.apps.intake.queries.inbox import Shelf  # noqa: E402
from holdfast.doors.cli import serve  # noqa: E402

CANARY = "canaryincanary"
PATHS = ("/", "/go", "/next", "/send", "/files", "/code", "/box", "/ru/", "/style.css")
OFTEN = 50  # a person writes after so many broken requests


@dataclass
class Fuzz:
    """One door under fire: how many answers of which status, and what a person was promised."""

    port: int
    random: Random
    statuses: dict[str, int] = field(default_factory=dict)
    promised: int = 0

    def run(self, requests: int) -> None:
        """Send so many broken requests, and words in between."""
        for number in range(requests):
            if number % OFTEN == 0:
                Browser(self.port).submit()
                self.promised += 1
            status = self._sent(self._broken(self._true()))
            self.statuses[status] = self.statuses.get(status, 0) + 1

    def _true(self) -> bytes:
        lie = self.random.choice(LIES)
        path, length = self.random.choice(PATHS), str(len(lie.body))
        head = {"CONTENT_TYPE": lie.kind, "CONTENT_LENGTH": length, "HTTP_HOST": "line", **lie.head}
        lines = [
            f"{name.removeprefix('HTTP_').replace('_', '-')}: {value}"
            for name, value in head.items()
        ]
        first = f"{lie.method} {path} HTTP/1.1"
        return "\r\n".join([first, *lines, "", ""]).encode("utf-8", "replace") + lie.body[:50_000]

    def _broken(self, request: bytes) -> bytes:
        for _ in range(self.random.randint(0, 4)):
            request = self.random.choice(WAYS)(self.random, request)
        return request

    def _sent(self, request: bytes) -> str:
        """The status of the answer; empty where the connection was ended without one."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as visitor:
            try:
                visitor.sendall(request)
                visitor.shutdown(socket.SHUT_WR)
                answer = b"".join(iter(lambda: visitor.recv(65536), b""))
            except OSError:
                return ""
        assert CANARY.encode() not in answer.split(b"\r\n\r\n")[0]
        return answer[9:12].decode("ascii", "replace")


def _cut(random: Random, request: bytes) -> bytes:
    return request[: random.randrange(len(request) + 1)]


def _flipped(random: Random, request: bytes) -> bytes:
    changed = bytearray(request)
    for _ in range(min(len(changed), 8)):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _doubled(random: Random, request: bytes) -> bytes:
    at, end = sorted(random.randrange(len(request) + 1) for _ in range(2))
    return request[:end] + request[at:end] + request[end:]


def _filled(random: Random, request: bytes) -> bytes:
    at = random.randrange(len(request) + 1)
    return request[:at] + random.choice(FILLINGS) + request[at:]


FILLINGS = (b"\0", b"\r\n", b"\r\n\r\n", b"\xed\xa0\x80", b"%00", b"\xff" * 99, b"--x--", b"A" * 9000,
            b"Transfer-Encoding: chunked\r\n", b"Content-Length: 5\r\n", b"=", b"&", b";", b"\"")  # fmt: skip
WAYS: tuple[Callable[[Random, bytes], bytes], ...] = (_cut, _flipped, _doubled, _filled)
LIES = tuple(lies(CANARY))


@contextmanager
def under_fire(folder: Path, seed: int) -> Iterator[tuple[LineTeam, Fuzz, Path]]:
    """A site with a line, its door served in a process of its own, and the file it prints to."""
    stage.stand(folder / "site")
    line = open_line()
    intake, printed = folder / "site" / "intake", folder / "printed"
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"src{os.pathsep}.",
        "HOLDFAST_INTAKE": str(intake),
    }
    with (
        serve.listening("127.0.0.1:0", may_be_reached=False) as at,
        printed.open("wb") as out,
        subprocess.Popen(
            serve.Door("line", "tests.trials.cheap_door:application", at, 16).command(),
            env=environment, pass_fds=(at.fileno(),), stdout=out, stderr=subprocess.STDOUT,
        ) as process,
    ):  # fmt: skip
        try:
            yield line, Fuzz(at.getsockname()[1], Random(seed)), printed
        finally:
            process.terminate()
    stage.leave()


def heard(line: LineTeam) -> int:
    """How many files the team can open after taking in what arrived: one for each promise."""
    line.take_in()
    rows = [row for shelf in (Shelf.WAITING, Shelf.QUARANTINE) for row in line.rows(shelf)]
    shown = [conversation(actor=line.mira, conversation=row.id) for row in rows]
    return sum(bool(file.file) for one in shown for said in one.messages for file in said.files)
