"""What a log-in meets, in one value, so that a test can put its own in the place of each part.

Invariants: production code builds `Gate()` once a process and passes no cost.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from holdfast.kernel.clock import Clock, utc_now
from holdfast.vault.passphrase import PRODUCTION, Cost, KeyFile, TestCost

from .errors import UnreadableKeyFileError
from .rules import Lifetime
from .server_secret import SERVER_SECRET, ServerSecret
from .slots import Delays, Doorkeeper

__all__ = ["Attempt", "Gate", "KeyFile", "read_key_file"]  # doors may not import the vault

MOST_KEY_FILE_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True, eq=False)
class Gate:
    """The clock, the server's secret, the slots and delays of a process, and what a guess costs."""

    clock: Clock = utc_now
    secret: ServerSecret = SERVER_SECRET
    doorkeeper: Doorkeeper = field(default_factory=Doorkeeper)
    delays: Delays = field(default_factory=Delays)
    lifetime: Lifetime = Lifetime()  # noqa: RUF009  (it is frozen)
    cost: Cost = PRODUCTION

    @property
    def test_cost(self) -> TestCost | None:
        """The cost below the floor that a test brought along, or None."""
        return self.cost if isinstance(self.cost, TestCost) else None


@dataclass(frozen=True, slots=True)
class Attempt:
    """What somebody typed to log in."""

    alias: str
    passphrase: str = field(repr=False)
    key_file: KeyFile | None = field(repr=False, default=None)
    code: str = field(repr=False, default="")


def read_key_file(path: Path) -> KeyFile:
    """The key file at this path, whole. Raises UnreadableKeyFileError."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_KEY_FILE_BYTES + 1)
    except OSError:
        raise UnreadableKeyFileError from None
    if not 0 < len(content) <= MOST_KEY_FILE_BYTES:
        raise UnreadableKeyFileError
    return KeyFile(content)
