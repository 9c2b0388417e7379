"""Beds over nights as arrays: what is still free for a household, given what is planned so far.

Invariants:
- What the board calls open, `checker.check_plan` accepts; nothing is ever taken twice.
- Arrays are places x nights; night 0 is tonight. The board is the one thing here that changes.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from .cards import TAKES_NEW, Household, HouseholdId, PlaceId
from .deck import Cards

Grid = NDArray[np.bool_]
Numbers = NDArray[np.int64]
_UNLIMITED = 1 << 30


class Board:
    """Free beds, and who is where, of one deck of cards."""

    def __init__(self, cards: Cards) -> None:
        """An empty board: every bed of every place is free."""
        self.cards = cards
        self.places = tuple(sorted(cards.places, key=lambda place: place.id))
        self.index = {place.id: row for row, place in enumerate(self.places)}
        last = max((h.last_night for h in cards.households), default=cards.tonight)
        self._nights = max((last - cards.tonight).days + 1, 1)
        self.free = self._beds()
        self._guests = np.zeros_like(self.free)
        self._alone = np.array([not place.may_mix for place in self.places], dtype=bool)
        self.mixes = ~self._alone
        self._standing: set[HouseholdId] = set()
        self._knowers = [cards.knowers(place.id) for place in self.places]
        self._held: dict[HouseholdId, list[tuple[int, int]]] = defaultdict(list)
        self._spared: dict[HouseholdId, list[tuple[int, int]]] = defaultdict(list)
        self._fits: dict[tuple[frozenset[str], frozenset[str]], Grid] = {}
        self._takes_new = np.array([p.status in TAKES_NEW for p in self.places], dtype=bool)
        self.costs = np.array([place.cost for place in self.places], dtype=np.int64)
        self.zones = np.array([place.zone for place in self.places], dtype=object)
        limits = [place.longest_stay or _UNLIMITED for place in self.places]
        self.longest = np.array(limits, dtype=np.int64)

    def columns(self, nights: Iterable[dt.date]) -> list[int]:
        """The columns of these nights."""
        return [(night - self.cards.tonight).days for night in nights]

    def open_for(self, household: Household, columns: Sequence[int]) -> Grid:
        """Where the household could sleep on each of these nights: places x nights."""
        taken = self.free[:, columns] < household.people
        taken |= self._alone[:, None] & (self._guests[:, columns] > 0)
        grid: Grid = self.allowed(household)[:, None] & ~taken
        self._close_zones(grid, household, columns)
        for other in self.cards.apart(household):
            for row, column in (*self._held.get(other, ()), *self._spared.get(other, ())):
                if column in columns:
                    grid[row, columns.index(column)] = False
        return grid

    def allowed(self, household: Household) -> Grid:
        """The places that suit a household whatever the night: one claim a place."""
        key = (household.needs, frozenset(household.zones_avoided))
        fits = self._fits.get(key)
        if fits is None:
            fits = self._fits[key] = self._suiting(household)
        allowed: Grid = fits & self._takes_new
        if household.now_at is not None:
            row = self.index[household.now_at]
            allowed[row] = fits[row] and self.cards.may_use(household, self.places[row])
        for place in household.refused & self.index.keys():
            allowed[self.index[place]] = False
        if household.must_not_know:
            allowed &= self._unknown_to(household)
        return allowed

    def spare(self, household: Household, row: int, column: int) -> None:
        """Let nobody else have this night at a place, until `claim`."""
        self._count(household, row, column, 1)
        self._spared[household.id].append((row, column))

    def claim(self, household: Household) -> None:
        """Open to the household what was spared for it, before its turn is over."""
        for row, column in self._spared.pop(household.id, ()):
            self._count(household, row, column, -1)

    def take(self, household: Household, row: int, columns: Iterable[int]) -> None:
        """Let the household have these nights at a place."""
        for column in columns:
            self._count(household, row, column, 1)
            self._held[household.id].append((row, column))

    def release(self, household: Household, columns: Iterable[int]) -> None:
        """Take these nights back from the household."""
        freed = set(columns)
        for row, column in self._held.get(household.id, ()):
            if column in freed:
                self._count(household, row, column, -1)
        left = [cell for cell in self._held.get(household.id, ()) if cell[1] not in freed]
        self._held[household.id] = left

    def let_stand(self) -> None:
        """Remember who has a bed by now: they had it before this plan."""
        self._standing = {id_ for id_, held in self._held.items() if held}

    def is_standing(self, household: Household) -> bool:
        """Whether they had a bed before this plan."""
        return household.id in self._standing

    def kept_columns(self, household: Household) -> frozenset[int]:
        """The nights from the first on which they only stay where they are."""
        rows = {column: row for row, column in self.held(household.id)}
        here = self.index.get(household.now_at) if household.now_at is not None else None
        kept = []
        for column in self.columns(self.cards.nights(household)):
            if here is None or rows.get(column) != here:
                break
            kept.append(column)
        return frozenset(kept)

    def _count(self, household: Household, row: int, column: int, sign: int) -> None:
        self.free[row, column] -= sign * household.people
        self._guests[row, column] += sign

    def held(self, household: HouseholdId) -> list[tuple[int, int]]:
        """Row and column of each night a household has, in the order of the nights."""
        return sorted(self._held.get(household, ()), key=lambda cell: cell[1])

    def place_id(self, row: int) -> PlaceId:
        """The place of a row."""
        return self.places[row].id

    def known_among(self, household: Household, rows: Numbers) -> Grid:
        """Which of these rows somebody who works with the household knows already."""
        if not household.works_with:
            return np.zeros(len(rows), dtype=bool)
        return np.array([bool(self._knowers[row] & household.works_with) for row in rows])

    def _beds(self) -> Numbers:
        beds = np.array([place.beds for place in self.places], dtype=np.int64)
        grid = np.repeat(beds[:, None], self._nights, axis=1)
        for row, place in enumerate(self.places):
            for night, count in place.beds_on.items():
                column = (night - self.cards.tonight).days
                if 0 <= column < self._nights:
                    grid[row, column] = count
        return grid

    def _suiting(self, household: Household) -> Grid:
        return np.array(
            [
                household.needs <= place.suits and place.zone not in household.zones_avoided
                for place in self.places
            ],
            dtype=bool,
        )

    def _unknown_to(self, household: Household) -> Grid:
        hidden = household.must_not_know
        return np.array([not knowers & hidden for knowers in self._knowers], dtype=bool)

    def _close_zones(self, grid: Grid, household: Household, columns: Sequence[int]) -> None:
        if not self.cards.journey(household.id):
            return
        for position, column in enumerate(columns):
            night = self.cards.tonight + dt.timedelta(days=column)
            grid[:, position] &= self.zones == self.cards.zone_on(household, night)
