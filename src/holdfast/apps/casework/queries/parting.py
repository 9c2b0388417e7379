"""Who travels together and is not planned in one place, and what alone keeps them from it.

Invariants: aliases are put on for who may open both cases; who may never be parted is left without
a bed sooner, and is told of there.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.keyring.rules import ScopeId
from holdfast.methods.passage.explain import Parted, explain_parted
from holdfast.methods.passage.plans import Plan

from .bed_cards import Table
from .picture import Picture


@dataclass(frozen=True, slots=True)
class PartedShown:
    """Two that travel together, the nights in two places, and how many places each rule closes to
    both that takes them otherwise; empty where no one rule does."""

    one: CaseId
    alias: str
    other: CaseId
    other_alias: str
    nights: tuple[dt.date, ...]
    binding: list[tuple[str, int]]


def parted_in(seen: Picture, table: Table, plan: Plan) -> list[PartedShown]:
    """Everybody whom a plan parts from who travels with them, by alias."""
    found = [_shown(seen, parted) for parted in explain_parted(table.cards, plan)]
    return sorted(found, key=lambda parted: (parted.alias, parted.other_alias))


def _shown(seen: Picture, parted: Parted) -> PartedShown:
    one, other = CaseId(ScopeId(parted.one)), CaseId(ScopeId(parted.other))
    return PartedShown(
        one=one,
        alias=seen.cases[one].alias,
        other=other,
        other_alias=seen.cases[other].alias,
        nights=parted.nights,
        binding=[(str(obstacle), n) for obstacle, n in parted.binding],
    )
