"""A desk as in the field: a site of its own, served by the command on a port of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler

_WAIT_SECONDS = 30


def holdfast(*words: str) -> subprocess.Popen[str]:
    """The command in a process of its own."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": "src"}
    return subprocess.Popen(
        [sys.executable, "-m", "holdfast", *words],
        env=environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip


class Served:
    """The site with its first keyholder, who may have other roles in the place of theirs."""

    def __init__(self, folder: Path, *roles: str) -> None:
        self.data = ("--data", str(folder))
        made = holdfast("site", "init", *self.data).communicate("\n")[0]
        self.alias, self.passphrase = (
            made.split(f"{label}:")[1].splitlines()[0].strip()
            for label in ("alias", "Your passphrase")
        )
        if roles:
            self._give(*roles)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            where = f"127.0.0.1:{free.getsockname()[1]}"
        self.origin = f"http://{where}"
        self.process = holdfast("serve", *self.data, "--desk", where)
        self._wait()

    def close(self) -> None:
        self.process.terminate()
        self.process.communicate(timeout=_WAIT_SECONDS)

    def _give(self, *roles: str) -> None:
        who = ("--as", self.alias, "--passphrase-fd", "0", self.alias)
        given = holdfast("member", "roles", *self.data, *who, *roles)
        given.communicate(f"{self.passphrase}\n")
        assert given.returncode == 0

    def _wait(self) -> None:
        until = time.monotonic() + _WAIT_SECONDS
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(f"{self.origin}/you/log-in/").close()
                return
            except urllib.error.URLError:
                time.sleep(0.1)
        raise AssertionError("the desk did not answer")


def log_in(page: Any, served: Served, path: str = "/") -> None:
    """Log the keyholder in through the form that stands at `path`."""
    page.goto(served.origin + path)
    page.get_by_label("Alias").fill(served.alias)
    page.get_by_label("Passphrase").fill(served.passphrase)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(served.origin + path)


class Quiet(WSGIRequestHandler):
    """A server's handler that writes no line a request."""

    def log_message(self, *_: object) -> None:
        """No line a request."""
