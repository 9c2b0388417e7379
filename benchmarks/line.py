"""The line's inbox: 2,500 letters taken in, then a list and a conversation looked at among them."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from benchmarks.door import WORDS, Desk, p95
from benchmarks.keyring import stand
from benchmarks.report import print_figure

MESSAGES, LOOKS = 2_500, 40
LOOK_LIMIT_MS = 150


def main() -> int:
    """Print each figure beside its limit. Returns how many fell short."""
    with tempfile.TemporaryDirectory(prefix="holdfast-bench-") as folder:
        stand(Path(folder) / "site")
        return inbox_of(Desk())


def inbox_of(desk: Desk) -> int:
    """Taking in 2,500 letters, and looking at the inbox and at one conversation among them."""
    from holdfast.apps.intake.queries.conversations import conversation  # noqa: PLC0415
    from holdfast.apps.intake.queries.inbox import Shelf, inbox  # noqa: PLC0415
    from holdfast.apps.intake.services.taking_in import take_in  # noqa: PLC0415

    _arrive(MESSAGES)
    begun = perf_counter()
    taken = take_in(actor=desk.actor).messages
    seconds = perf_counter() - begun
    print_figure(f"taking in {taken:,} letters", f"{seconds / taken * 1e3:.1f} ms a letter")
    found = inbox(actor=desk.actor, shelf=Shelf.QUARANTINE)
    one = found.rows[0].id
    listing = p95([_timed(lambda: inbox(actor=desk.actor)) for _ in range(LOOKS)])
    reading = p95(
        [_timed(lambda: conversation(actor=desk.actor, conversation=one)) for _ in range(LOOKS)]
    )
    calibration = p95([_timed(_calibration) for _ in range(LOOKS)])
    limit = f"at most {LOOK_LIMIT_MS} ms"
    print_figure("a million additions beside them, p95", f"{calibration * 1e3:.0f} ms")
    return sum(
        print_figure(
            name, f"{took * 1e3:.0f} ms", held_against=limit, is_met=took * 1e3 <= LOOK_LIMIT_MS
        )
        for name, took in (
            (f"inbox of {taken:,} conversations, p95", listing),
            ("one conversation among them, p95", reading),
        )
    )


def _arrive(letters: int) -> None:
    from os import urandom  # noqa: PLC0415

    from holdfast.apps.intake.services.mailboxes import Said, open_mailbox  # noqa: PLC0415
    from holdfast.apps.keyring import contactcodes  # noqa: PLC0415

    for number in range(letters):
        said = Said(urandom(32), f"{WORDS} {number}")
        open_mailbox(said, code=contactcodes.new_code(), cost=contactcodes.LEAST)


def _calibration() -> int:
    total = 0
    for number in range(1_000_000):
        total += number
    return total


def _timed(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
