"""Which rooms the desk has. A room's addresses begin with its name."""

from __future__ import annotations

ROOMS = (
    "line",
    "cases",
    "departures",
    "places",
    "plan",
    "lost",
    "tasks",
    "archive",
    "findings",
    "parts",
    "releases",
    "you",
    "network",
    "helpers",
    "vehicles",
    "pathways",
    "team",
)
