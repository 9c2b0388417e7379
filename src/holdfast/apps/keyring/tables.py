"""Which tables this release has, from the names of its migrations.

Invariants: needs no database, so that a copy is refused before anything is written.
"""

from __future__ import annotations

from pathlib import Path

_APPS = Path(__file__).parents[1]


def known_tables() -> list[str]:
    """Every migration of this release, as `app.name`, in order."""
    found = _APPS.glob("*/migrations/[0-9]*.py")
    return sorted(f"{path.parts[-3]}.{path.stem}" for path in found)
