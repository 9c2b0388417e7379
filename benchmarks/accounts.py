"""A log-in beside Argon2id alone, in the same run: at most 20 % more."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from benchmarks.report import print_figure
from holdfast.project.command_line import RealPremises
from holdfast.vault.passphrase import PRODUCTION, stretch

ROUNDS = 7
LIMIT = 1.2


def main() -> int:
    """Print each figure beside its limit. Returns how many fell short."""
    with tempfile.TemporaryDirectory(prefix="holdfast-bench-") as folder:
        return _log_in(Path(folder))


def _log_in(folder: Path) -> int:
    premises = RealPremises()
    premises.begin(folder / "site")
    # only now does Django know where the site is
    from holdfast.apps.accounts.gate import Attempt  # noqa: PLC0415
    from holdfast.apps.accounts.services.login import log_in  # noqa: PLC0415
    from holdfast.apps.accounts.services.sessions import resume_session  # noqa: PLC0415
    from holdfast.apps.keyring.services.membership import found  # noqa: PLC0415
    from holdfast.apps.keyring.services.opening import come_in  # noqa: PLC0415

    gate = premises.gate()
    first = found(gate)
    attempt = Attempt(first.active.alias, first.passphrase)
    cookies: list[str] = []

    def whole() -> None:
        cookies.append(log_in(attempt, gate))
        come_in(resume_session(cookies[-1], gate).unlocked)

    times = [(_seconds(whole), _seconds(_argon)) for _ in range(ROUNDS)]
    best, bare = min(t for t, _ in times), min(t for _, t in times)
    resumed = min(_seconds(lambda: resume_session(cookies[-1], gate)) for _ in range(50))
    print_figure("log-in: session begun, member at work", f"{best * 1000:.0f} ms")
    print_figure("session resumed (each request)", f"{resumed * 1000:.2f} ms")
    return print_figure(
        "log-in: times Argon2id alone",
        f"{best / bare:.2f}",
        held_against=f"at most {LIMIT:.1f}; bare {bare * 1000:.0f} ms",
        is_met=best / bare <= LIMIT,
    )


def _argon() -> None:
    stretch(b"six words", salt=os.urandom(16), cost=PRODUCTION)


def _seconds(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
