"""Households, places and nights as a CP-SAT model.

Invariants:
- One Boolean for each household, place and night that the rules allow by themselves; what depends
  on others (beds, mixing, who is kept apart) and on time (arrival, no gap, longest stay) is a
  constraint.
- A household changes its place only between phases: where its journey changes zone, where the
  plan begun from changes place, and where no place it may use takes so many nights in a row. Free
  choice night by night would trade ten moves for one more night, and cannot be proven in time.
- The plan a model is built around is always feasible, so the search begins from it.

Nothing here imports OR-Tools: the module is handed in by `optimal`, which says when it is missing.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from types import ModuleType
from typing import Any, NamedTuple, TypeAlias

from .board import Board
from .cards import Household, HouseholdId, NeedTier, PlaceId
from .deck import Cards
from .plans import Plan, Stay, Whereabouts, stays_of
from .score import weight

Term: TypeAlias = Any  # a variable or sum of OR-Tools, which ships no types


class Cell(NamedTuple):
    """A household at the place of a row on the night of a column."""

    household: HouseholdId
    row: int
    column: int


class BedsModel:
    """The model built around a plan: what may be, and what each stage counts."""

    def __init__(
        self, cp_model: ModuleType, cards: Cards, plans: Sequence[Plan], kept: Board
    ) -> None:
        """The model of these cards, begun from the last plan, with the changes of place of all.

        Nobody loses a bed of `kept`.
        """
        self.model = cp_model.CpModel()
        self._cards = cards
        self._board = Board(cards)
        self._households = [h for h in cards.households if cards.nights(h)]
        self._columns = {h.id: self._board.columns(cards.nights(h)) for h in self._households}
        self.cells: dict[Cell, Term] = {}
        self._arriving: dict[Cell, Term] = {}
        self._cuts: dict[HouseholdId, frozenset[int]] = {}
        self._where = plans[-1].whereabouts()
        wheres = [plan.whereabouts() for plan in plans]
        self._by_night: dict[tuple[HouseholdId, int], list[Term]] = defaultdict(list)
        for household in self._households:
            self._add_cells(household)
            self._cuts[household.id] = self._cuts_of(household, wheres)
            self._add_stays(household)
            self._add_longest_stay(household)
        self._add_beds()
        self._add_apart()
        self._add_bound()
        self._hold(self._where, kept)

    # ------------------------------------------------------------ what a stage counts

    def sheltered(self, tier: NeedTier) -> list[Term]:
        """Person-nights of a tier under a roof, weighted by risk."""
        weights = {h.id: weight(h) for h in self._households if h.tier is tier}
        return [
            weights[cell.household] * x
            for cell, x in self.cells.items()
            if cell.household in weights
        ]

    def disruption(self, keep: Plan | None) -> list[Term]:
        """Changes of place, and households whose beds differ from the earlier plan."""
        moved = [move for household in self._households for move in self._add_moves(household)]
        return moved + (list(self._add_changes(keep.whereabouts())) if keep else [])

    def parted(self) -> list[Term]:
        """Nights on which two that travel together sleep in two places."""
        return [
            apart
            for household in self._households
            for other in sorted(self._cards.company(household) & self._columns.keys())
            if household.id < other
            for column in sorted({*self._columns[household.id]} & {*self._columns[other]})
            for apart in self._add_parted(household.id, other, column)
        ]

    def cost(self) -> list[Term]:
        """The cost of the nights."""
        costs = [place.cost for place in self._board.places]
        return [costs[cell.row] * x for cell, x in self.cells.items() if costs[cell.row]]

    # ------------------------------------------------------------ plans in and out

    def hint(self) -> None:
        """Let the search begin from the plan the model was built around."""
        taken = set(self._cells_of(self._where))
        covered = {(cell.household, cell.column) for cell in taken}
        for cell, x in self.cells.items():
            self.model.add_hint(x, int(cell in taken))
        for cell, arriving in self._arriving.items():
            nights = self._columns[cell.household]
            before = nights[: nights.index(cell.column)]
            is_first = not any((cell.household, column) in covered for column in before)
            self.model.add_hint(arriving, int(cell in taken and is_first))

    def fix_nights(self, tier: NeedTier) -> None:
        """A tier is sheltered on just the nights it is in the plan begun from, wherever."""
        for household in self._households:
            if household.tier is tier:
                nights = self._cards.nights(household)
                for night, column in zip(nights, self._columns[household.id], strict=True):
                    is_covered = int((household.id, night) in self._where)
                    self.model.add(self._covered(household.id, column) == is_covered)

    def plan(self, value_of: Callable[[Term], bool]) -> Plan:
        """The stays of the solution that `value_of` reads."""
        taken: dict[HouseholdId, dict[int, PlaceId]] = defaultdict(dict)
        for cell, x in self.cells.items():
            if value_of(x):
                taken[cell.household][cell.column] = self.place_of(cell)
        stays: list[Stay] = []
        for household, places in taken.items():
            nights = self._cards.nights(self._cards.household(household))
            columns = zip(nights, self._columns[household], strict=True)
            stays += stays_of(household, [(n, places[c]) for n, c in columns if c in places])
        return Plan.of(stays, ())

    def place_of(self, cell: Cell) -> PlaceId:
        """The place a cell is at."""
        return self._board.place_id(cell.row)

    # ------------------------------------------------------------ a household by itself

    def _add_cells(self, household: Household) -> None:
        columns = self._columns[household.id]
        grid = self._board.open_for(household, columns)
        for row in range(len(grid)):
            for position, column in enumerate(columns):
                if grid[row, position]:
                    x = self.model.new_bool_var("")
                    self.cells[Cell(household.id, row, column)] = x
                    self._by_night[household.id, column].append(x)
        for column in columns:
            self.model.add_at_most_one(self._by_night[household.id, column])

    def _add_stays(self, household: Household) -> None:
        """Arrive once, in time; leave no gap; change place between phases only."""
        nights, columns = self._cards.nights(household), self._columns[household.id]
        latest = self._cards.latest_arrival(household)
        arrivals = [self._by_night[household.id, columns[0]]]
        for position in range(1, len(columns)):
            before, now = columns[position - 1], columns[position]
            arriving = self._arrivals(household, now) if nights[position] <= latest else {}
            arrivals.append(list(arriving.values()))
            if position in self._cuts[household.id]:
                self._add_no_gap(household.id, before, now, list(arriving.values()))
            else:
                self._add_same_place(household.id, before, now, arriving)
        if len(arrivals) > 1:
            self.model.add_at_most_one([x for at_once in arrivals for x in at_once])

    def _arrivals(self, household: Household, column: int) -> dict[int, Term]:
        """For each row, that they arrive there that night: nowhere they already are."""
        arriving = {}
        for row, place in enumerate(self._board.places):
            x = self.cells.get(Cell(household.id, row, column))
            if x is not None and place.id != household.now_at:
                arriving[row] = self.model.new_bool_var("")
                self._arriving[Cell(household.id, row, column)] = arriving[row]
                self.model.add_implication(arriving[row], x)
        return arriving

    def _add_no_gap(self, id_: HouseholdId, before: int, now: int, arriving: list[Term]) -> None:
        self.model.add(self._covered(id_, now) <= self._covered(id_, before) + sum(arriving))

    def _add_same_place(
        self, id_: HouseholdId, before: int, now: int, arriving: Mapping[int, Term]
    ) -> None:
        for row in range(len(self._board.places)):
            x = self.cells.get(Cell(id_, row, now))
            if x is not None:
                stayed = self.cells.get(Cell(id_, row, before), 0)
                self.model.add(x <= stayed + arriving.get(row, 0))

    def _cuts_of(self, household: Household, wheres: Sequence[Whereabouts]) -> frozenset[int]:
        """The positions among their nights at which they may change place."""
        nights = self._cards.nights(household)
        allowed = self._board.longest[self._board.allowed(household)]
        longest = int(allowed.max(initial=1))
        cuts = set(range(longest, len(nights), longest))
        for position, (before, after) in enumerate(pairwise(nights), 1):
            zones = {self._cards.zone_on(household, night) for night in (before, after)}
            if len(zones) > 1 or any(_moves(w, household.id, before, after) for w in wheres):
                cuts.add(position)
        return frozenset(cuts)

    def _add_longest_stay(self, household: Household) -> None:
        columns = self._columns[household.id]
        for row, place in enumerate(self._board.places):
            longest = place.longest_stay
            if longest is None:
                continue
            cells = [self.cells.get(Cell(household.id, row, column)) for column in columns]
            for start in range(len(columns) - longest):
                self._add_not_all(cells[start : start + longest + 1])
            spent = self._cards.nights_spent(household) if household.now_at == place.id else 0
            left = max(longest - spent, 0)
            if spent and len(columns) > left:
                self._add_not_all(cells[: left + 1])

    def _add_not_all(self, cells: list[Term | None]) -> None:
        there = [x for x in cells if x is not None]
        if len(there) == len(cells):
            self.model.add(sum(there) <= len(there) - 1)

    # ------------------------------------------------------------ households together

    def _add_beds(self) -> None:
        people = {household.id: household.people for household in self._households}
        there: dict[tuple[int, int], list[tuple[int, Term]]] = defaultdict(list)
        for cell, x in self.cells.items():
            there[cell.row, cell.column].append((people[cell.household], x))
        for (row, column), claims in there.items():
            beds = int(self._board.free[row, column])
            if not self._board.places[row].may_mix:
                self.model.add_at_most_one([x for _, x in claims])
            elif sum(count for count, _ in claims) > beds:
                self._add_room(claims, beds)

    def _add_room(self, claims: list[tuple[int, Term]], beds: int) -> None:
        """No more people than beds, and what follows for households that cannot be split.

        The sums divided by 2, 3, ... and rounded down (Chvátal-Gomory cuts) are implied; they
        bring the bound near what whole households can reach: three beds take one couple, not 1.5.
        """
        largest = max(count for count, _ in claims)
        for divisor in range(1, largest + 1):
            terms = [(count // divisor) * x for count, x in claims if count >= divisor]
            self.model.add(sum(terms) <= beds // divisor)
        halves = [x for count, x in claims if 2 * count > beds]
        if len(halves) > 1:
            self.model.add_at_most_one(halves)

    def _add_apart(self) -> None:
        for household in self._households:
            for other in self._cards.apart(household):
                if household.id < other and other in self._columns:
                    self._add_pair(household.id, other)

    def _add_pair(self, one: HouseholdId, other: HouseholdId) -> None:
        shared = set(self._columns[one]) & set(self._columns[other])
        for row in range(len(self._board.places)):
            for column in shared:
                pair = [self.cells.get(Cell(id_, row, column)) for id_ in (one, other)]
                if all(x is not None for x in pair):
                    self.model.add_at_most_one(pair)

    def _add_bound(self) -> None:
        """A new bed is given only beside those from whom they may not be parted."""
        for household in self._households:
            others = self._cards.bound(household) & self._columns.keys()
            kept = self._add_kept(household) if others else {}
            for other in others:
                shared = set(self._columns[household.id]) & set(self._columns[other])
                for cell in [c for c in self._cells_at(household.id) if c.column in shared]:
                    beside = self.cells.get(Cell(other, cell.row, cell.column), 0)
                    self.model.add(self.cells[cell] <= beside + kept.get(cell, 0))

    def _add_kept(self, household: Household) -> dict[Cell, Term]:
        """For each night where they are, that they have stayed until then."""
        kept: dict[Cell, Term] = {}
        before: Term | None = None
        if household.now_at is None:
            return kept
        for column in self._columns[household.id]:
            cell = Cell(household.id, self._board.index[household.now_at], column)
            if cell not in self.cells:
                break
            stayed = self.model.new_bool_var("")
            self.model.add_implication(stayed, self.cells[cell])
            if before is not None:
                self.model.add_implication(stayed, before)
            kept[cell] = before = stayed
        return kept

    def _add_parted(self, one: HouseholdId, other: HouseholdId, column: int) -> Iterator[Term]:
        rows = {cell.row for id_ in (one, other) for cell in self._cells_at(id_, column)}
        if not rows:
            return
        apart = self.model.new_bool_var("")
        for row in rows:
            here = self.cells.get(Cell(one, row, column), 0)
            there = self.cells.get(Cell(other, row, column), 0)
            self.model.add(apart >= here + self._covered(other, column) - there - 1)
        yield apart

    def _cells_at(self, id_: HouseholdId, column: int | None = None) -> list[Cell]:
        columns = self._columns[id_] if column is None else [column]
        every = (Cell(id_, row, c) for c in columns for row in range(len(self._board.places)))
        return [cell for cell in every if cell in self.cells]

    def _hold(self, where: Whereabouts, kept: Board) -> None:
        """Nobody is put out: a night kept by staying on is a night under a roof."""
        for household in self._households:
            nights = dict(
                zip(self._columns[household.id], self._cards.nights(household), strict=True)
            )
            for _, column in kept.held(household.id):
                if (household.id, nights[column]) in where:
                    self.model.add(self._covered(household.id, column) == 1)

    # ------------------------------------------------------------ disruption

    def _add_moves(self, household: Household) -> Iterator[Term]:
        columns = self._columns[household.id]
        if household.now_at is not None:
            now = self._board.index[household.now_at]
            yield from (
                x
                for row in range(len(self._board.places))
                if row != now
                and (x := self.cells.get(Cell(household.id, row, columns[0]))) is not None
            )
            yield from (x for cell, x in self._arriving.items() if cell.household == household.id)
        for position in self._cuts[household.id]:
            before, after = columns[position - 1], columns[position]
            move = self.model.new_bool_var("")
            was_covered = self._covered(household.id, before)
            for row in range(len(self._board.places)):
                x = self.cells.get(Cell(household.id, row, after))
                if x is not None:
                    stayed = self.cells.get(Cell(household.id, row, before), 0)
                    self.model.add(move >= x - stayed + was_covered - 1)
            yield move

    def _add_changes(self, before: Whereabouts) -> Iterator[Term]:
        by_household: dict[HouseholdId, list[Term]] = defaultdict(list)
        columns = {
            h.id: dict(zip(self._cards.nights(h), self._columns[h.id], strict=True))
            for h in self._households
        }
        for (household, night), place in before.items():
            column = columns.get(household, {}).get(night)
            row = self._board.index.get(place)
            if column is not None:
                by_household[household].append(
                    None if row is None else self.cells.get(Cell(household, row, column))
                )
        for stayed in by_household.values():
            change = self.model.new_bool_var("")
            for x in stayed:
                self.model.add(change >= 1 - (0 if x is None else x))
            yield change

    # ------------------------------------------------------------

    def _covered(self, household: HouseholdId, column: int) -> Term:
        return sum(self._by_night[household, column])

    def _cells_of(self, where: Mapping[tuple[HouseholdId, dt.date], PlaceId]) -> Iterator[Cell]:
        for (household, night), place in where.items():
            yield Cell(household, self._board.index[place], (night - self._cards.tonight).days)


def _moves(where: Whereabouts, household: HouseholdId, before: dt.date, after: dt.date) -> bool:
    places = (where.get((household, before)), where.get((household, after)))
    return None not in places and places[0] != places[1]
