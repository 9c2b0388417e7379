"""A watch that is killed at any moment, and what must then be true.

The mail server stands in this process; the watch in a child, which is killed before a letter is
taken, after it was taken, or at a random moment. Then the next watch goes on from the disk alone.
"""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random  # noqa: TID251  (no secret comes from it)

from tests.apps import stage
from tests.apps.watch.cast import DUE, check_in, looked_after, minutes, new_box
from tests.apps.watch.mail import Mailroom, mailroom

from holdfast.apps.watch.post import post_through
from holdfast.apps.watch.queries.rows import rows
from holdfast.apps.watch.records import Letterbox
from holdfast.apps.watch.rules import Notice
from holdfast.apps.watch.services.rounds import Round, make_round
from holdfast.kernel.clock import frozen

NOTICES_A_ROW = 3
LONGEST_SECONDS = 0.06


@dataclass
class Killing:
    """What was due and what was told, over many kills."""

    kills: int = 0
    due: set[str] = field(default_factory=set)
    told: Counter[str] = field(default_factory=Counter)
    last: Round | None = None

    @property
    def lost(self) -> set[str]:
        return self.due - set(self.told)

    @property
    def repeated(self) -> int:
        return sum(self.told.values()) - len(self.told)


def kill_watches(folder: Path, *, kills: int, random: Random) -> Killing:
    """Watches killed one after the other, until `kills` have died; then one that may finish."""
    seen = Killing()
    stage.stand(folder)
    box = new_box()
    with mailroom() as mail:
        while seen.kills < kills:
            seen.due |= _one_more(box, serial=len(seen.due))
            stage.leave()
            seen.kills += _run(box, mail, random)
        post = post_through(mail.server(), clock=frozen(DUE))
        seen.last = make_round(box, post, now=_now())
        seen.told = Counter(mail.told())
    assert rows(box).unreadable == 0
    stage.leave()
    return seen


def _one_more(box: Letterbox, *, serial: int) -> set[str]:
    addresses = [f"n{serial + place}@mail.example" for place in range(NOTICES_A_ROW)]
    ladder = tuple(Notice(place, address) for place, address in enumerate(addresses))
    looked_after(box, check_in(ladder=ladder))
    return set(addresses)


def _run(box: Letterbox, mail: Mailroom, random: Random) -> int:
    """A watch in a child that is killed. Returns 1 where it died of that, 0 where it was done."""
    child = os.fork()
    if child == 0:
        make_round(box, post_through(mail.server(), clock=frozen(DUE)), now=_now())
        os._exit(0)
    if random.random() < 0.5:
        mail.before_taking = lambda: os.kill(child, signal.SIGKILL)
    else:
        time.sleep(random.random() * LONGEST_SECONDS)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    mail.before_taking = lambda: None
    return int(os.WIFSIGNALED(status))


def _now():
    return DUE + minutes(600)
