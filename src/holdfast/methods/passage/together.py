"""Beds for those who travel together, on the board of the quick planner.

Invariants:
- Who must not be parted from somebody has a bed that is new to them only where the other sleeps
  that night, or where the other needs none. A bed that somebody has is theirs alone to keep.
- Who only would like to stay together is brought together where that takes no bed from anybody,
  no night from themselves, and nobody out of a bed that stood before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from .board import Board, Grid, Numbers
from .cards import Household, HouseholdId

Party = tuple[Household, ...]
Seat = Callable[[Board, Household, Grid | None], None]
"""Gives a household beds among those that are open, from where it has none yet."""

Held = dict[HouseholdId, list[tuple[int, int]]]


def bound_party(board: Board, household: Household) -> Party:
    """The household, then those that are bound to it, by whichever way, most urgent id first."""
    found, waiting = {household.id: household}, [household]
    while waiting:
        for id_ in sorted(board.cards.bound(waiting.pop())):
            if id_ not in found:
                found[id_] = board.cards.household(id_)
                waiting.append(found[id_])
    return tuple(found.values())


def place_bound(board: Board, party: Party, seat: Seat) -> None:
    """Beds for all of a party that may not be parted: the best of a few ways to begin."""
    for household in party:
        board.claim(household)
    begun = _held(board, party)
    best, best_worth = begun, -1
    for is_anew in (False, True):
        for order in (party, party[::-1]):
            _restore(board, party, begun)
            if is_anew:
                _release_new(board, party)
            _seat_until_settled(board, order, seat)
            if (worth := _worth(board, party)) > best_worth:
                best, best_worth = _held(board, party), worth
        _restore(board, party, best)
        if any(begun.values()) and _keeps_nights(begun, board, party):
            return  # what stood stands


def cut_parted(board: Board, party: Party) -> None:
    """Take back every new bed, and those after it, that somebody of a party has without the
    others."""
    is_cut = True
    while is_cut:
        is_cut = False
        for household in party:
            first = _first_alone(board, household)
            if first is not None:
                board.release(household, [c for _, c in board.held(household.id) if c >= first])
                is_cut = True


def bring_together(board: Board, one: Household, other: Household, seat: Seat) -> None:
    """Beds in one place for two that travel together, where only beds of this plan change."""
    whole = _parties(board, (one, other))
    before, apart = _held(board, whole), len(parted_columns(board, one, other))
    for moved in ((one,), (other,), (one, other), (other, one)):
        party = _parties(board, moved)
        if any(board.is_standing(household) for household in party):
            continue
        for household in party:
            board.release(household, [column for _, column in board.held(household.id)])
        _seat_all(board, (*party, *(home for home in whole if home not in party)), seat)
        cut_parted(board, whole)
        is_nearer = len(parted_columns(board, one, other)) < apart
        if is_nearer and _keeps_nights(before, board, whole):
            return
        _restore(board, whole, before)


def parted_columns(board: Board, one: Household, other: Household) -> list[int]:
    """The nights on which both have a bed and not in one place."""
    mine = {column: row for row, column in board.held(one.id)}
    theirs = {column: row for row, column in board.held(other.id)}
    return sorted(c for c in mine.keys() & theirs.keys() if mine[c] != theirs[c])


def open_beside(
    board: Board, household: Household, others: Sequence[Household], done: Sequence[Household]
) -> Grid:
    """Where a household could sleep with the others: where they are, or could come too.

    Of those who are done already, the nights they have no bed for are closed.
    """
    columns = board.columns(board.cards.nights(household))
    grid = board.open_for(household, columns)
    people = np.full(len(columns), household.people, dtype=np.int64)
    for other in others:
        rows = {column: row for row, column in board.held(other.id)}
        theirs = board.columns(board.cards.nights(other))
        opened = board.open_for(other, theirs)
        for position, column in enumerate(columns):
            if column not in theirs:
                continue
            if column in rows or other in done:
                grid[:, position] &= _only(board, rows.get(column))
            else:
                grid[:, position] &= opened[:, theirs.index(column)] & board.mixes
                people[position] += other.people
    grid &= board.free[:, columns] >= people
    return grid


def rows_of_company(board: Board, household: Household, rows: Numbers) -> Grid:
    """Which of these rows somebody they travel with sleeps at, on a night of the plan."""
    theirs = {row for id_ in board.cards.company(household) for row, _ in board.held(id_)}
    return np.array([int(row) in theirs for row in rows], dtype=bool)


# ------------------------------------------------------------ one way of placing them


def _seat_all(board: Board, order: Sequence[Household], seat: Seat) -> None:
    for position, household in enumerate(order):
        others = [other for other in order if other.id != household.id]
        seat(board, household, open_beside(board, household, others, order[:position]))


def _seat_until_settled(board: Board, order: Party, seat: Seat) -> None:
    """Place them and cut what parts them, again where the cut left nights to fill."""
    before: Held = {}
    while (held := _held(board, order)) != before:
        before = held
        _seat_all(board, order, seat)
        cut_parted(board, order)


def _only(board: Board, row: int | None) -> Grid:
    grid: Grid = np.zeros(len(board.places), dtype=bool)
    if row is not None:
        grid[row] = True
    return grid


def _first_alone(board: Board, household: Household) -> int | None:
    """The first night of a new bed on which somebody who needs one too is not there."""
    kept = board.kept_columns(household)
    for other in (board.cards.household(id_) for id_ in board.cards.bound(household)):
        needed = set(board.columns(board.cards.nights(other)))
        theirs = {column: row for row, column in board.held(other.id)}
        for row, column in board.held(household.id):
            if column not in kept and column in needed and theirs.get(column) != row:
                return column
    return None


def _release_new(board: Board, party: Party) -> None:
    for household in party:
        kept = board.kept_columns(household)
        board.release(household, [c for _, c in board.held(household.id) if c not in kept])


def _parties(board: Board, households: Sequence[Household]) -> Party:
    """All of these with whom they are bound to, each once."""
    every = (one for household in households for one in bound_party(board, household))
    return tuple(dict.fromkeys(every))


def _held(board: Board, party: Party) -> Held:
    return {household.id: board.held(household.id) for household in party}


def _restore(board: Board, party: Party, held: Held) -> None:
    for household in party:
        board.release(household, [column for _, column in board.held(household.id)])
        for row, column in held[household.id]:
            board.take(household, row, [column])


def _worth(board: Board, party: Party) -> int:
    return sum(household.people * len(board.held(household.id)) for household in party)


def _keeps_nights(before: Held, board: Board, party: Party) -> bool:
    """Whether everybody has a bed on the nights they had one."""
    return all(
        {column for _, column in before[home.id]} <= {column for _, column in board.held(home.id)}
        for home in party
    )
