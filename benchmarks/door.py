"""The source door over loopback: whole submissions of many people at once, beside Argon2id alone.

A submission is the first page, two questions, words, a small file, and its acknowledgement. The
door's costs are those of production. Argon2id alone is measured before and after in the same run.
HOLDFAST_SUBMISSIONS says how many a figure rests on.
"""

from __future__ import annotations

import http.client
import os
import re
import secrets
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, process_time
from urllib.parse import urlencode

from benchmarks.keyring import stand
from benchmarks.report import print_figure

CLIENTS = (8, 32)
SUBMISSIONS = int(os.environ.get("HOLDFAST_SUBMISSIONS", "96"))
LEAST_SHARE = 0.5
WORDS = "They found my phone. I can write but not speak. " * 6
FILE = b"\xff\xd8\xff" + bytes(20_000)
_SLIP = re.compile(rb'name="slip" value="([^"]*)"')
_DIGITS = re.compile(rb'id="digits"[^>]*>([\d ]+)<')
_FORM = "application/x-www-form-urlencoded"


def main() -> int:
    """Print each figure beside its limit. Returns how many fell short."""
    with tempfile.TemporaryDirectory(prefix="holdfast-bench-") as folder:
        site = Path(folder) / "site"
        stand(site)
        Desk()
        with door(site / "intake") as served:
            _step_back_with(served)
            return submissions(served)


class Desk:
    """A member who opened the line and answers it."""

    def __init__(self) -> None:
        from dataclasses import replace  # noqa: PLC0415

        from holdfast.apps.accounts.rules import Role  # noqa: PLC0415
        from holdfast.apps.accounts.services import create_member  # noqa: PLC0415
        from holdfast.apps.intake.services.line import found_line  # noqa: PLC0415
        from holdfast.apps.keyring.services.founding import found_site  # noqa: PLC0415
        from holdfast.vault.keys import random_root  # noqa: PLC0415

        lead = found_site(create_member(random_root()))
        self.actor = replace(lead, roles=frozenset({Role.KEYHOLDER, Role.COORDINATOR}))
        found_line(actor=self.actor)

    def answer_all(self, text: str, *, times: int) -> None:
        """Take in what arrived, and answer everybody who waits so many times."""
        from holdfast.apps.intake.queries.inbox import inbox  # noqa: PLC0415
        from holdfast.apps.intake.services.conversations import answer  # noqa: PLC0415
        from holdfast.apps.intake.services.taking_in import take_in  # noqa: PLC0415

        take_in(actor=self.actor)
        for row in inbox(actor=self.actor).rows:
            for _ in range(times):
                answer(actor=self.actor, conversation=row.id, text=text)


@dataclass(frozen=True, slots=True)
class Served:
    """A door that is served: where, and by which process."""

    port: int
    process: int

    def cpu_seconds(self) -> float:
        """What its processes have used of the machine so far."""
        return sum(_cpu_seconds(one) for one in _family(self.process))


def _step_back_with(served: Served) -> None:
    """Work at the priority of the door, which steps back: what is alone is measured as it is."""
    behind = max(os.getpriority(os.PRIO_PROCESS, one) for one in _family(served.process))
    os.setpriority(os.PRIO_PROCESS, 0, behind)


def _family(process: int) -> Iterator[int]:
    yield process
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        for child in children.read_text().split():
            yield from _family(int(child))


def _cpu_seconds(process: int) -> float:
    words = Path(f"/proc/{process}/stat").read_text().rsplit(")", maxsplit=1)[1].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def door(intake: Path) -> Iterator[Served]:
    """The source door in a process of its own, on a free port."""
    port = free_port()
    where = ["--intake", str(intake), "--source", f"127.0.0.1:{port}"]
    process = subprocess.Popen(
        [sys.executable, "-m", "holdfast", "serve", *where], stdout=subprocess.DEVNULL
    )
    try:
        _wait_for(port)
        yield Served(port, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=40)


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(port: int) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            return Browser(port).get("/")
        except OSError:
            time.sleep(0.1)
    raise OSError("the door did not answer")


@dataclass
class Browser:
    """A visitor that follows forms, with a connection for each page as a browser behind Tor has."""

    port: int
    page: bytes = b""
    took: list[float] = field(default_factory=list)

    def get(self, path: str) -> None:
        """Ask for a page."""
        self._ask("GET", path)

    def send(self, path: str, **typed: str) -> None:
        """Post a form with what the page carries."""
        self._ask("POST", path, urlencode({**self._carried(), **typed}).encode(), _FORM)

    def send_file(self, path: str, content: bytes) -> None:
        """Post a file with what the page carries."""
        line = secrets.token_hex(8)
        parts = [
            f'--{line}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in self._carried().items()
        ]
        named = 'Content-Disposition: form-data; name="files"; filename="a.jpg"'
        head = "".join(parts) + f"--{line}\r\n{named}\r\n\r\n"
        body = head.encode() + content + f"\r\n--{line}--\r\n".encode()
        self._ask("POST", path, body, f"multipart/form-data; boundary={line}")

    def submit(self) -> str:
        """From the first page to the acknowledgement of a file. Returns the code's digits."""
        self.get("/")
        self.send("/go", way="help")
        self.send("/next", move="next", answer="24 h")
        self.send("/next", move="next")
        self.send("/next", move="write")
        self.send("/send", text=WORDS)
        found = _DIGITS.search(self.page)
        self.send_file("/files", FILE)
        if found is None or b"1 file is stored safely" not in self.page:
            raise OSError("it was not acknowledged")
        return found[1].decode()

    def _carried(self) -> dict[str, str]:
        slip = _SLIP.search(self.page)
        return {"language": "en", "slip": slip[1].decode() if slip else ""}

    def _ask(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> None:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        begun = perf_counter()
        line.request(method, path, body, {"Content-Type": kind} if kind else {})
        answer = line.getresponse()
        self.page = answer.read()
        self.took.append(perf_counter() - begun)
        line.close()
        if answer.status != 200:
            raise OSError(f"the door answered {answer.status}")


# ------------------------------------------------------------ submissions


@dataclass(frozen=True, slots=True)
class Crowd:
    """What a crowd met: the seconds of each submission and of all, and how many failed."""

    took: list[float]
    failed: int
    seconds: float
    cpu_seconds: float

    @property
    def rate(self) -> float:
        """Submissions in a second."""
        return len(self.took) / self.seconds


@dataclass(frozen=True, slots=True)
class Alone:
    """Argon2id of codes and nothing else, two at once."""

    rate: float
    cpu_seconds: float


def submissions(served: Served) -> int:
    """Whole submissions with several clients, beside what Argon2id alone allows before and after."""
    short = 0
    for clients in CLIENTS:
        before = argon2id_alone()
        met = crowd(served, clients, SUBMISSIONS)
        after = argon2id_alone()
        alone = (before.rate + after.rate) / 2
        label = f"whole submissions, {clients} clients"
        print_figure("Argon2id of codes alone, two at once", f"{alone:.1f} a second")
        short += print_figure(
            f"{label}: a second, and share of that",
            f"{met.rate:.1f}, {met.rate / alone:.2f}",
            held_against=f"at least {LEAST_SHARE}",
            is_met=met.rate >= alone * LEAST_SHARE,
        )
        print_figure(
            f"{label}: Argon2id's share of the door's processor time",
            f"{(before.cpu_seconds + after.cpu_seconds) / 2 / met.cpu_seconds:.2f}",
        )
        short += print_figure(
            f"{label}: failed", str(met.failed), held_against="none", is_met=not met.failed
        )
        print_figure(f"{label}: p95 of one", f"{p95(met.took):.2f} s")
    return short


def crowd(served: Served, clients: int, submissions: int) -> Crowd:
    """Several people at once, who submit one after the other."""
    took: list[float] = []
    failed: list[str] = []

    def one() -> None:
        for _ in range(submissions // clients):
            begun = perf_counter()
            try:
                Browser(served.port).submit()
                took.append(perf_counter() - begun)
            except OSError as error:
                failed.append(str(error))

    before = served.cpu_seconds()
    seconds = _together([one] * clients)
    cpu = (served.cpu_seconds() - before) / max(1, len(took))
    return Crowd(took, len(failed), seconds, cpu)


def argon2id_alone() -> Alone:
    """How many codes this machine stretches in a second, two at once, and what one uses of it."""
    from holdfast.apps.keyring import contactcodes  # noqa: PLC0415

    def one() -> None:
        for _ in range(16):
            contactcodes.keys_of(contactcodes.new_code(), salt=bytes(16))

    before = process_time()
    rate = 32 / _together([one] * 2)
    return Alone(rate, (process_time() - before) / 32)


def p95(values: list[float]) -> float:
    """The value that 95 of 100 do not exceed."""
    return sorted(values)[int(0.95 * (len(values) - 1))]


def _together(works: list[Callable[[], None]]) -> float:
    threads = [threading.Thread(target=work) for work in works]
    begun = perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
