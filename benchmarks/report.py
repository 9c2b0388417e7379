"""How a bench prints a figure: name, value, the limit or peer it is held against, and whether.

Outside data comes through `HOLDFAST_BENCH_DATA` (a folder); absent, a bench says "not measured".
"""

from __future__ import annotations

import os
from pathlib import Path


def outside_data(*parts: str) -> Path | None:
    """The folder or file of outside data, or None where it is not there."""
    root = os.environ.get("HOLDFAST_BENCH_DATA")
    if not root:
        return None
    path = Path(root, *parts)
    return path if path.exists() else None


def print_figure(
    name: str, value: str, *, held_against: str = "", is_met: bool | None = None
) -> int:
    """Print one figure. Returns 1 where it falls short of its limit, else 0."""
    mark = {True: "met", False: "SHORT", None: ""}[is_met]
    print(f"{name:<58} {value:>18}   {held_against:<34} {mark}".rstrip(), flush=True)
    return int(is_met is False)


def print_not_measured(name: str, why: str) -> int:
    """Say that a figure was not measured, and why. Returns 0."""
    print(f"{name:<58} {'not measured':>18}   {why}", flush=True)
    return 0
