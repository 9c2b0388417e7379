"""A log-in beside Argon2id alone, in the same run: at most 20 % more."""

from __future__ import annotations

import contextlib
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
    from holdfast.apps.accounts.errors import WrongLogInError  # noqa: PLC0415
    from holdfast.apps.accounts.gate import Attempt, Gate  # noqa: PLC0415
    from holdfast.apps.accounts.services.login import log_in  # noqa: PLC0415
    from holdfast.apps.accounts.services.sessions import resume_session  # noqa: PLC0415
    from holdfast.apps.accounts.slots import Delays  # noqa: PLC0415
    from holdfast.apps.keyring.services.membership import found  # noqa: PLC0415
    from holdfast.apps.keyring.services.opening import come_in  # noqa: PLC0415

    gate = Gate(delays=Delays(sleep=lambda _: None))
    first = found(gate)
    attempt = Attempt(first.active.alias, first.passphrase)
    cookies: list[str] = []

    def whole() -> None:
        cookies.append(log_in(attempt, gate))
        come_in(resume_session(cookies[-1], gate).unlocked)

    def in_vain() -> None:
        with contextlib.suppress(WrongLogInError):
            log_in(Attempt("zzz-zzz", first.passphrase), gate)

    times = [(_seconds(whole), _seconds(in_vain), _seconds(_argon)) for _ in range(ROUNDS)]
    best, nobody, bare = (min(column) for column in zip(*times, strict=True))
    resumed = min(_seconds(lambda: resume_session(cookies[-1], gate)) for _ in range(50))
    print_figure("log-in: session begun, member at work", f"{best * 1000:.0f} ms")
    print_figure("session resumed (each request)", f"{resumed * 1000:.2f} ms")
    print_figure("alias that does not exist: times Argon2id alone", f"{nobody / bare:.2f}")
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
