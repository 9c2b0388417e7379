"""What is in memory stays off the disk, as far as a program can see to it.

Invariants: set before any key is opened, and handed on to every child process. Swap, hibernation
and whoever controls the running machine are not reached by it.
"""

from __future__ import annotations

import resource


def refuse_core_dumps() -> None:
    """Let a crash of this process, or of a child, write no image of its memory."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
