"""A flood at the door while a member logs in and reads at the desk: both doors served, at
production's cost.

HOLDFAST_FLOOD says how many first messages the flood writes (300 where it is not set; 10,000 take
some fifteen minutes on two cores that do nothing else). Every one that was acknowledged must stand
in the store. What the desk takes with nobody at the door is measured before and after, with a
calibration loop beside it.
"""

from __future__ import annotations

import http.client
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from urllib.parse import urlencode

from benchmarks.door import Browser, free_port, p95
from benchmarks.report import print_figure

FLOOD = int(os.environ.get("HOLDFAST_FLOOD", "300"))
CLIENTS = 16
QUIET_LOG_INS = 4  # before the flood, and as many after it: the machine may have other work
PAGES_A_LOG_IN = 5  # a member reads more often than they log in
LOG_IN_TIMES = 3  # what it takes when nobody is at the door, on the same machine
PAGE_MS = 300  # twice what a page may take when nobody is at the door
PAGE = "/line/"
_FORM = "application/x-www-form-urlencoded"
LOG_IN = "/you/log-in/"


@dataclass(slots=True)
class Staff:
    """A member who logs in at the desk, again and again, and reads its inbox."""

    port: int
    alias: str
    passphrase: str
    session: str = ""

    def log_in(self) -> float:
        """Seconds from the press to the answer. Raises OSError where it was refused."""
        cookie, token = self._form()
        typed = {"alias": self.alias, "passphrase": self.passphrase, "csrfmiddlewaretoken": token}
        head = {"Content-Type": _FORM, "Cookie": cookie, "Host": f"127.0.0.1:{self.port}",
                "Origin": f"http://127.0.0.1:{self.port}"}  # fmt: skip
        begun = perf_counter()
        status, cookies, _ = self._ask("POST", LOG_IN, urlencode(typed), head)
        took = perf_counter() - begun
        if status != http.HTTPStatus.FOUND:
            raise OSError(f"the desk answered {status}")
        self.session = "; ".join(cookies)
        return took

    def read(self) -> float:
        """Seconds that the inbox takes to arrive. Raises OSError where it was refused."""
        begun = perf_counter()
        status, _, _ = self._ask("GET", PAGE, None, {"Cookie": self.session})
        if status != http.HTTPStatus.OK:
            raise OSError(f"the desk answered {status}")
        return perf_counter() - begun

    def _form(self) -> tuple[str, str]:
        _, cookies, page = self._ask("GET", LOG_IN, None, {})
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        if found is None:
            raise OSError("there is no form to log in with")
        return cookies[0], found[1]

    def _ask(
        self, method: str, path: str, body: str | None, head: dict[str, str]
    ) -> tuple[int, list[str], str]:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)) as line:
            line.request(method, path, body, head)
            answer = line.getresponse()
            cookies = answer.headers.get_all("Set-Cookie") or []
            kept = [cookie.split(";")[0] for cookie in cookies]
            return answer.status, kept, answer.read().decode()


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds that the desk took: each log-in, each page."""

    log_ins: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)

    def work(self, staff: Staff) -> None:
        """A log-in, and the pages that follow it."""
        self.log_ins.append(staff.log_in())
        staff.read()  # the first of a session opens what the others remember
        self.pages.extend(staff.read() for _ in range(PAGES_A_LOG_IN))


@dataclass(frozen=True, slots=True)
class Flood:
    """What the flood wrote: which were acknowledged, which were turned away, in how long."""

    acknowledged: list[int] = field(default_factory=list)
    turned_away: list[int] = field(default_factory=list)

    def write(self, door: int, first: int) -> None:
        """One client's share of it."""
        for number in range(first, FLOOD, CLIENTS):
            browser = Browser(door)
            try:
                browser.send("/go", way="help")
                browser.send("/send", text=f"Send me the addresses of your flats. {number}")
            except (OSError, http.client.HTTPException):
                self.turned_away.append(number)
            else:
                self.acknowledged.append(number)


def main() -> int:
    """Print each figure beside its limit. Returns how many fell short."""
    with tempfile.TemporaryDirectory(prefix="holdfast-bench-") as folder:
        site = Path(folder) / "site"
        alias, passphrase = _found(site)
        with _served(site) as (desk, door):
            staff, calm = Staff(desk, alias, passphrase), Took()
            loops = [_quiet(calm, staff)]
            flood, seconds, flooded = _flooded(door, staff)
            loops.append(_quiet(calm, staff))
        return _told(calm, flooded, flood, seconds, loops, _stored(site))


def _quiet(calm: Took, staff: Staff) -> float:
    """Work while nobody is at the door. Returns what a loop of this machine takes, in seconds."""
    for _ in range(QUIET_LOG_INS):
        calm.work(staff)
    return _calibrated()


def _calibrated() -> float:
    """Seconds of a loop that is always the same."""
    begun = perf_counter()
    sum(range(3_000_000))
    return perf_counter() - begun


def _told(
    calm: Took, flooded: Took, flood: Flood, seconds: float, loops: list[float], stored: int
) -> int:
    written = len(flood.acknowledged)
    took = ", ".join(f"{loop * 1000:.0f} ms" for loop in loops)
    print_figure("a calibration loop, before and after the flood", took)
    print_figure("first messages acknowledged", f"{written:,} of {FLOOD:,} in {seconds:.0f} s")
    print_figure("first messages turned away", f"{len(flood.turned_away):,}")
    print_figure("log-in at the desk, nobody at the door, p95", f"{p95(calm.log_ins):.2f} s")
    short = print_figure(
        f"log-in during the flood, p95 of {len(flooded.log_ins)}",
        f"{p95(flooded.log_ins):.2f} s",
        held_against=f"at most {LOG_IN_TIMES} times that",
        is_met=p95(flooded.log_ins) <= LOG_IN_TIMES * p95(calm.log_ins),
    )
    print_figure("the inbox, nobody at the door, p95", f"{p95(calm.pages) * 1000:.0f} ms")
    short += print_figure(
        f"the inbox during the flood, p95 of {len(flooded.pages)}",
        f"{p95(flooded.pages) * 1000:.0f} ms",
        held_against=f"at most {PAGE_MS} ms",
        is_met=p95(flooded.pages) * 1000 <= PAGE_MS,
    )
    return short + print_figure(
        "acknowledged and not stored", str(max(0, written - stored)),
        held_against="none", is_met=stored >= written,
    )  # fmt: skip


def _flooded(door: int, staff: Staff) -> tuple[Flood, float, Took]:
    """What the flood wrote, in how many seconds, and what the desk took meanwhile."""
    flood, took = Flood(), Took()
    threads = [
        threading.Thread(target=flood.write, args=(door, n), daemon=True) for n in range(CLIENTS)
    ]
    begun = perf_counter()
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        took.work(staff)
        time.sleep(1)
    return flood, perf_counter() - begun, took


# ------------------------------------------------------------ the site


def _found(site: Path) -> tuple[str, str]:
    """A site whose line is open. Returns the lead's alias and passphrase."""
    made = _holdfast("site", "init", "--data", str(site), typed="\n")
    alias, passphrase = (
        made.split(f"{label}:")[1].splitlines()[0].strip() for label in ("alias", "Your passphrase")
    )
    who = ("--data", str(site), "--as", alias, "--passphrase-fd", "0")
    _holdfast("member", "roles", *who, alias, "keyholder", "coordinator", typed=f"{passphrase}\n")
    _holdfast("line", "open", *who, typed=f"{passphrase}\n")
    return alias, passphrase


def _holdfast(*words: str, typed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "holdfast", *words],
        input=typed, text=True, capture_output=True, check=True,
    )  # fmt: skip
    return done.stdout


@contextmanager
def _served(site: Path) -> Iterator[tuple[int, int]]:
    desk, door = free_port(), free_port()
    where = ["--data", str(site), "--desk", f"127.0.0.1:{desk}", "--source", f"127.0.0.1:{door}"]
    process = subprocess.Popen(
        [sys.executable, "-m", "holdfast", "serve", *where], stdout=subprocess.DEVNULL
    )
    try:
        _wait_for(desk, door)
        yield desk, door
    finally:
        process.terminate()
        process.wait(timeout=60)


def _wait_for(*ports: int) -> None:
    until = time.monotonic() + 60
    for port in ports:
        while True:
            try:
                with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as line:
                    line.request("GET", "/")
                    line.getresponse().read()
                break
            except OSError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)


def _stored(site: Path) -> int:
    with closing(sqlite3.connect(site / "intake" / "intake.sqlite3")) as store:
        return int(store.execute("select count(*) from intake_letterin").fetchone()[0])


if __name__ == "__main__":
    sys.exit(main())
